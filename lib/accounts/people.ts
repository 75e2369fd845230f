/** Making and finding people through better-auth's own adapter, so that both engines are served alike. */
import type { Auth } from './auth'
import { toRoles } from './auth'
import type { Role } from './may'

export type NewPerson = { readonly name: string; readonly username: string; /** null: none, so that nothing that is typed enters */ readonly password: string | null; readonly roles: readonly Role[] }

/** Stores a person, a password hashed by better-auth. A user name that is taken throws. */
export async function createPerson(auth: Auth, person: NewPerson): Promise<{ readonly id: string }> {
  const context = await auth.$context
  const username = person.username.toLowerCase()
  // better-auth wants an address; accounts without mail get one that cannot exist (RFC 2606).
  const fields = { name: person.name, username, email: `${username}@accounts.invalid`, emailVerified: false, role: person.roles.join(',') }
  const user = await context.internalAdapter.createUser(fields, { method: 'admin' })
  if (person.password !== null) await context.internalAdapter.createAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: await context.password.hash(person.password) })
  return { id: user.id }
}

type Row = { id: string; name: string; username: string | null; role: string | null; banned: boolean | null }

const PEOPLE_MAX = 1_000

/** Everybody with an account that is not closed. */
export async function listPeople(auth: Auth): Promise<readonly { readonly id: string; readonly name: string; readonly username: string | null; readonly roles: readonly Role[] }[]> {
  const { adapter } = await auth.$context
  const rows = await adapter.findMany<Row>({ model: 'user', limit: PEOPLE_MAX, sortBy: { field: 'name', direction: 'asc' } })
  return rows.filter(({ banned }) => !banned).map(({ id, name, username, role }) => ({ id, name, username, roles: toRoles(role) }))
}
