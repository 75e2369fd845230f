/** Makes the demo's ready accounts where they are missing. They have no passwords: they are entered by one press. */
import type { Auth } from './auth'
import { createPerson, listPeople } from './people'
import { DEMO_ACCOUNTS } from './ready-accounts'

export async function seedDemoPeople(auth: Auth): Promise<void> {
  const known = new Set((await listPeople(auth)).map(({ username }) => username))
  for (const { name, username, roles } of DEMO_ACCOUNTS) {
    if (!known.has(username)) await createPerson(auth, { name, username, roles, password: null })
  }
}
