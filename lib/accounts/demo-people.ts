/** Makes the demo's ready accounts where they are missing. Their passwords are random and known to nobody: they are entered by one press. */
import { randomBytes } from 'node:crypto'
import type { Auth } from './auth'
import { createPerson, listPeople } from './people'
import { DEMO_ACCOUNTS } from './ready-accounts'

export async function seedDemoPeople(auth: Auth): Promise<void> {
  const known = new Set((await listPeople(auth)).map(({ username }) => username))
  for (const { name, username, roles } of DEMO_ACCOUNTS) {
    if (!known.has(username)) await createPerson(auth, { name, username, roles, password: randomBytes(24).toString('base64url') })
  }
}
