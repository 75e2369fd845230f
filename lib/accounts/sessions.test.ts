import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMetaStore } from '@/db/stores/meta'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { createAuth, toRoles, type Auth } from './auth'
import { seedDemoPeople } from './demo-people'
import { createPerson } from './people'
import type { Accounts, Cookie, MetaStore } from './ports'
import { createAccounts } from './sessions'
import { openSetup } from './setup'

let database: TestDatabase
let auth: Auth
let meta: MetaStore

beforeEach(async () => {
  database = await openTestDatabase('sqlite', null)
  meta = createMetaStore(database.engine)
})
afterEach(async () => {
  vi.useRealTimers()
  await database.dispose()
})

function open(demo: boolean): Accounts {
  const { user, session, account, verification } = database.engine.tables
  const adapter = drizzleAdapter(database.engine.db, { provider: 'sqlite', schema: { user, session, account, verification }, transaction: false })
  auth = createAuth({ database: adapter, secret: 's'.repeat(32), baseUrl: 'http://127.0.0.1:3000', trustedProxyHeader: undefined, demo })
  return createAccounts({ auth, meta, clock: { now: () => 1_000 }, demo, trustedProxyHeader: undefined })
}
/** As a browser sends back what was set. */
const asHeaders = (cookies: readonly Cookie[]): Headers => new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ') })

describe('sessions', () => {
  test('a password opens a session that says who it is and what he may; signing out ends it at the server', async () => {
    const accounts = open(false)
    await createPerson(auth, { name: '佐藤 花子', username: 'Sato', password: 'long-enough-word', roles: ['systemBuilder'] })
    const signedIn = await accounts.signIn(new Headers(), 'ｓａｔｏ', 'long-enough-word')
    if (!signedIn.ok) throw new Error(signedIn.error.code)
    expect(signedIn.value.every(({ options }) => options.httpOnly && options.sameSite === 'lax')).toBe(true)
    const headers = asHeaders(signedIn.value)
    expect(await accounts.actor(headers)).toMatchObject({ name: '佐藤 花子', roles: ['systemBuilder'] })
    await accounts.signOut(headers)
    expect(await accounts.actor(headers)).toBeNull()
    expect(await accounts.actor(new Headers({ cookie: 'shirube.session_token=made-up' }))).toBeNull()
  })

  test('a session lasts from the last act on; looking prolongs nothing', async () => {
    const HOUR_MS = 3_600_000
    const startedAt = Date.parse('2026-11-22T03:00:00+09:00')
    vi.useFakeTimers({ toFake: ['Date'], now: startedAt })
    const accounts = open(false)
    await createPerson(auth, { name: '佐藤', username: 'sato', password: 'long-enough-word', roles: ['systemBuilder'] })
    const signedIn = await accounts.signIn(new Headers(), 'sato', 'long-enough-word')
    if (!signedIn.ok) throw new Error(signedIn.error.code)
    const headers = asHeaders(signedIn.value)
    const at = (hours: number) => vi.setSystemTime(startedAt + hours * HOUR_MS)
    expect(await accounts.acting(headers)).toMatchObject({ actor: { name: '佐藤' }, cookies: [] })
    at(15)
    const acted = await accounts.acting(headers)
    expect(acted?.cookies).toMatchObject([{ name: 'shirube.session_token', value: signedIn.value[0]?.value, options: { httpOnly: true, maxAge: 16 * 3_600 } }])
    at(30)
    expect(await accounts.actor(headers)).toMatchObject({ name: '佐藤' })
    at(32)
    expect(await accounts.actor(headers)).toBeNull()
    expect(await accounts.acting(headers)).toBeNull()
  })

  test('a wrong password and an unknown name get the same answer, and guessing is slowed down', async () => {
    const accounts = open(false)
    await createPerson(auth, { name: '佐藤', username: 'sato', password: 'long-enough-word', roles: [] })
    expect(await accounts.signIn(new Headers(), 'sato', 'wrong')).toEqual(await accounts.signIn(new Headers(), 'nobody', 'wrong'))
    for (let tries = 0; tries < 7; tries += 1) await accounts.signIn(new Headers(), 'sato', 'wrong')
    expect(await accounts.signIn(new Headers(), 'sato', 'long-enough-word')).toMatchObject({ ok: false, error: { code: 'tooManyTries' } })
  })

  test('guesses that are sent all at once are slowed down like those sent one by one', async () => {
    const accounts = open(false)
    await createPerson(auth, { name: '佐藤', username: 'sato', password: 'long-enough-word', roles: [] })
    const answers = await Promise.all(Array.from({ length: 12 }, (_, nth) => accounts.signIn(new Headers(), 'sato', nth === 11 ? 'long-enough-word' : 'wrong')))
    expect(answers.filter((answer) => !answer.ok && answer.error.code === 'tooManyTries')).toHaveLength(4)
    expect(answers.some(({ ok }) => ok)).toBe(false)
  })

  test('roles that were never declared count for nothing', () => {
    expect(toRoles('root, systemBuilder ,admin')).toEqual(['systemBuilder'])
    expect(toRoles(null)).toEqual([])
  })
})

describe('the demo', () => {
  test('ready accounts are entered by one press there, and nowhere else', async () => {
    const accounts = open(true)
    await seedDemoPeople(auth)
    await seedDemoPeople(auth)
    const entered = await accounts.demoSignIn(new Headers(), 'yamada')
    expect(entered.ok && (await accounts.actor(asHeaders(entered.value)))).toMatchObject({ name: '山田 太郎', roles: ['resourceManager'] })
    expect(await accounts.demoSignIn(new Headers(), 'nobody')).toMatchObject({ ok: false })
    const production = open(false)
    expect(production.demoAccounts()).toEqual([])
    expect(await production.demoSignIn(new Headers(), 'yamada')).toMatchObject({ ok: false, error: { code: 'demoOnly' } })
    await expect(auth.api.enterReadyAccount({ body: { username: 'yamada' } })).rejects.toThrow()
  })

  test('no password enters a ready account, because it has none', async () => {
    const accounts = open(true)
    await seedDemoPeople(auth)
    for (const typed of ['', 'null', 'yamada']) expect(await accounts.signIn(new Headers(), 'yamada', typed)).toMatchObject({ ok: false, error: { code: 'signInFailed' } })
  })
})

describe('the first set-up', () => {
  test('only the code of the log makes the first administrator, once', async () => {
    const accounts = open(false)
    const code = await openSetup(auth, meta)
    const input = { name: '鈴木 一郎', username: 'suzuki', password: 'long-enough-word' }
    expect(await accounts.needsSetup()).toBe(true)
    expect(await accounts.setup(new Headers(), { ...input, code: 'AAAA-AAAA-AAAA-AAAA' })).toMatchObject({ ok: false, error: { code: 'setupCodeWrong' } })
    expect(await accounts.setup(new Headers(), { ...input, code: code ?? '', password: 'short' })).toMatchObject({ ok: false, error: { code: 'passwordTooShort' } })
    const done = await accounts.setup(new Headers(), { ...input, code: ` ${(code ?? '').toLowerCase()} ` })
    expect(done.ok && (await accounts.actor(asHeaders(done.value)))).toMatchObject({ roles: expect.arrayContaining(['administrator']) })
    expect(await accounts.setup(new Headers(), { ...input, code: code ?? '' })).toMatchObject({ ok: false, error: { code: 'setupDone' } })
    expect(await openSetup(auth, meta)).toBeNull()
    expect(await accounts.needsSetup()).toBe(false)
  })
})
