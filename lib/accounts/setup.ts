/**
 * The first start of a production instance: a code is printed to the server's log, and only who reads that log can make the first
 * administrator. The code itself is kept nowhere, only its hash; once somebody has an account the page is closed for good.
 */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '@/lib/std/result'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import { PASSWORD_LENGTH_MIN, type Auth } from './auth'
import { createPerson, listPeople } from './people'
import type { MetaStore } from './ports'

const CODE_KEY = 'setup-code-sha256'
/** No letters and digits that look alike: the code is read from a log and typed. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const GROUPS = 4
const GROUP_LENGTH = 4

const hashOf = (code: string): Buffer => createHash('sha256').update(code.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')).digest()

const makeCode = (): string =>
  Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join('-')

/** Makes a new code where nobody has an account yet; an older code is then worthless. Null where set-up is done. */
export async function openSetup(auth: Auth, meta: MetaStore): Promise<string | null> {
  if ((await listPeople(auth)).length > 0) return null
  const code = makeCode()
  await meta.set(CODE_KEY, hashOf(code).toString('hex'))
  return code
}

export type SetupInput = { readonly code: string; readonly name: string; readonly username: string; readonly password: string }

/** Makes the first administrator. Refused with `setupDone`, `setupCodeWrong`, `valueMissing`, `passwordTooShort`. */
export async function setUp(auth: Auth, meta: MetaStore, input: SetupInput): Promise<Result<null, Refusal>> {
  if ((await listPeople(auth)).length > 0) return err(refuse('setupDone'))
  const expected = Buffer.from((await meta.get(CODE_KEY)) ?? '', 'hex')
  const given = hashOf(input.code)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return err(refuse('setupCodeWrong', { field: 'code' }))
  const username = input.username.normalize('NFKC').trim()
  if (input.name.trim() === '') return err(refuse('valueMissing', { field: 'name' }))
  if (!/^[A-Za-z0-9_.]{2,64}$/.test(username)) return err(refuse('valueMissing', { field: 'username' }))
  if (input.password.length < PASSWORD_LENGTH_MIN) return err(refuse('passwordTooShort', { field: 'password', values: { min: PASSWORD_LENGTH_MIN } }))
  await createPerson(auth, { name: input.name.trim(), username, password: input.password, roles: ['administrator', 'systemBuilder'] })
  await meta.set(CODE_KEY, '')
  return ok(null)
}
