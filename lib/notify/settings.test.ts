// The use cases of the mail settings over the real store on SQLite and real files; the wire is a plain value, and once a real mail server.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMailSettingsStore } from '@/db/stores/mail-settings'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { err, ok } from '@/lib/std/result'
import type { PostedForm } from '@/lib/recoveries/forms'
import type { Actor } from '@/lib/recovery/intents'
import type { MailSettings, MailSettingsStore, MailWire, WrittenMail } from './ports'
import { readSecretFile } from './secret-file'
import { createMailSettings, type MailSettingsDeps, type MailSettingsPage } from './settings'
import { createSmtpWire } from './smtp-wire'
import { startMailServer } from './testing/mail-server'

const suzuki: Actor = { id: 'suzuki', name: '鈴木 <一郎>', roles: ['administrator'] }
const others: readonly Actor[] = (['systemBuilder', 'resourceManager', 'observer'] as const).map((role) => ({ id: role, name: role, roles: [role] }))
const NOW = Date.parse('2026-11-22T12:00:00+09:00')
const SECRET = 'the-very-password'

let database: TestDatabase
let folder: string
let store: MailSettingsStore
let deps: MailSettingsDeps
let page: MailSettingsPage
let sent: { readonly by: MailSettings | 'mailbox'; readonly mail: WrittenMail }[]
let answer: Awaited<ReturnType<MailWire['send']>>
let logged: object[]

beforeEach(async () => {
  database = await openTestDatabase('sqlite', null)
  folder = await mkdtemp(path.join(tmpdir(), 'shirube-mail-'))
  await writeFile(path.join(folder, 'password'), SECRET, { mode: 0o600 })
  store = createMailSettingsStore(database.engine)
  sent = []
  logged = []
  answer = ok([])
  const wire = (by: MailSettings | 'mailbox'): MailWire => ({ send: async (mail) => { sent.push({ by, mail }); return answer } })
  deps = { store, wireOf: wire, mailbox: null, clock: { now: () => NOW }, timeZone: 'Asia/Tokyo', newId: () => 'id-1', log: { info: (facts) => void logged.push(facts) } }
  page = createMailSettings(deps)
})
afterEach(async () => {
  await database.dispose()
  await rm(folder, { recursive: true, force: true })
})

const form = (fields: Readonly<Record<string, string>>): PostedForm => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]))
const seen = async (): Promise<string> => {
  const view = await page.view(suzuki)
  return view.ok ? view.value.seen : ''
}
const saving = async (over: Readonly<Record<string, string>> = {}): Promise<PostedForm> => form({
  act: 'saveMail', seen: await seen(), host: 'mail.example.com', port: '', security: 'startTls', user: 'shirube', passwordFile: path.join(folder, 'password'), fromName: 'しるべ', fromMail: 'shirube@example.com', ...over,
})
const testing = (to = 'rm@example.com', locale = 'ja'): PostedForm => form({ act: 'testMail', to, locale })
const refused = async (acted: Promise<Awaited<ReturnType<MailSettingsPage['onMail']>>>) => {
  const told = await acted
  return told.ok ? [] : told.refusals.map(({ code, field }) => (field ? `${field}: ${code}` : code))
}

describe('who may', () => {
  test('only an administrator sets up, tests or turns off; everybody with a role sees what is set, nobody the password', async () => {
    await page.onMail(suzuki, await saving())
    for (const actor of others) {
      for (const act of ['saveMail', 'testMail', 'turnMailOff']) expect(await refused(page.onMail(actor, { ...(await saving()), act: [act] })), act).toEqual(['notAllowed'])
      expect(await page.view(actor)).toMatchObject({ ok: true, value: { mayChange: false, settings: { host: 'mail.example.com', passwordFile: path.join(folder, 'password') } } })
    }
    expect(await page.view({ ...suzuki, roles: [] })).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await page.view(suzuki)).toMatchObject({ ok: true, value: { mayChange: true, lastTest: null, staysHere: false } })
    expect([sent, JSON.stringify(await page.view(suzuki)).includes(SECRET)]).toEqual([[], false])
  })
})

describe('setting up', () => {
  test('keeps what was typed, and logs who changed which fields, never what stands in them', async () => {
    expect(await page.onMail(suzuki, await saving())).toEqual({ ok: true, recoveryId: '', next: '/settings/mail' })
    expect(await store.load()).toMatchObject({ host: 'mail.example.com', port: 587, security: 'startTls', user: 'shirube', linkAlone: false, lastTest: null })
    await page.onMail(suzuki, await saving({ linkAlone: 'yes', port: '2525' }))
    expect(await store.load()).toMatchObject({ port: 2525, linkAlone: true })
    expect(logged).toEqual([
      { actorId: 'suzuki', act: 'saveMail', fields: ['host', 'port', 'security', 'user', 'passwordFile', 'from', 'linkAlone'] }, { actorId: 'suzuki', act: 'saveMail', fields: ['port', 'linkAlone'] },
    ])
  })

  test('saved unchanged nothing is noted; changed by another meanwhile nothing is overwritten', async () => {
    await page.onMail(suzuki, await saving())
    await page.onMail(suzuki, await saving())
    expect(logged).toHaveLength(1)
    const mine = await saving({ port: '26' })
    const off = form({ act: 'turnMailOff', seen: await seen() })
    await page.onMail(suzuki, await saving({ port: '27' }))
    expect([await refused(page.onMail(suzuki, mine)), await refused(page.onMail(suzuki, off))]).toEqual([['settingsChanged'], ['settingsChanged']])
    expect(await store.load()).toMatchObject({ port: 27 })
  })

  test('a password file that is not as private as it has to be is told beside its field, and nothing is kept', async () => {
    expect(await refused(page.onMail(suzuki, await saving({ passwordFile: '/nowhere/password' })))).toEqual(['passwordFile: secretFileMissing'])
    await chmod(path.join(folder, 'password'), 0o644)
    expect(await refused(page.onMail(suzuki, await saving()))).toEqual(['passwordFile: secretFileOpen'])
    expect(await refused(page.onMail(suzuki, await saving({ passwordFile: folder })))).toEqual(['passwordFile: secretFileNone'])
    expect([await store.load(), logged]).toEqual([null, []])
  })

  test('turned off, nothing is kept, and turned off again nothing happens', async () => {
    await page.onMail(suzuki, await saving())
    expect(await refused(page.onMail(suzuki, form({ act: 'turnMailOff', seen: await seen() })))).toEqual([])
    expect(await refused(page.onMail(suzuki, form({ act: 'turnMailOff', seen: await seen() })))).toEqual([])
    expect(await store.load()).toBeNull()
    expect(logged.slice(1)).toEqual([{ actorId: 'suzuki', act: 'turnMailOff', fields: [] }])
  })

  test('an unknown act does nothing', async () => expect(await refused(page.onMail(suzuki, form({ act: 'other' })))).toEqual(['formIncomplete']))
})

describe('the test', () => {
  test('sends one mail in the language of the page to the address that was typed, and keeps that it was taken', async () => {
    await page.onMail(suzuki, await saving())
    expect(await page.onMail(suzuki, testing())).toMatchObject({ ok: true, next: '/settings/mail' })
    await page.onMail(suzuki, testing('rm@example.com', 'en'))
    expect(sent.map(({ by, mail: { messageId, to, subject } }) => [by !== 'mailbox' && by.host, messageId, to.mail, subject])).toEqual([
      ['mail.example.com', '<test.id-1@example.com>', 'rm@example.com', 'しるべ（Shirube）のメール設定のテスト'], ['mail.example.com', '<test.id-1@example.com>', 'rm@example.com', 'Test of the mail settings of Shirube'],
    ])
    expect([sent[0]?.mail.text, sent[0]?.mail.html]).toEqual([expect.stringContaining('鈴木 <一郎>さんが2026/11/22（日）12:00'), expect.stringContaining('鈴木 &lt;一郎&gt;さん')])
    expect(await page.view(suzuki)).toMatchObject({ ok: true, value: { lastTest: { at: NOW, to: 'rm@example.com', problem: null } } })
    expect(JSON.stringify([sent, logged])).not.toContain(SECRET)
  })

  test('that failed is kept with its cause in the mail server’s own words', async () => {
    await page.onMail(suzuki, await saving())
    answer = err({ code: 'login', detail: '535 5.7.8 Authentication failed', final: true })
    expect(await refused(page.onMail(suzuki, testing()))).toEqual([])
    expect(await store.load()).toMatchObject({ lastTest: { problem: { code: 'login', detail: '535 5.7.8 Authentication failed' } } })
    expect(logged.at(-1)).toEqual({ actorId: 'suzuki', act: 'testMail', problem: 'login' })
  })

  test('reaches a real mail server with the password of the file; where it is wrong the server’s own answer is kept', async () => {
    const server = await startMailServer({ login: { user: 'shirube', pass: SECRET } })
    try {
      page = createMailSettings({ ...deps, wireOf: (settings) => createSmtpWire(settings, async (file) => { const secret = await readSecretFile(file); return secret.ok ? secret.value : '' }) })
      await page.onMail(suzuki, await saving({ host: '127.0.0.1', port: String(server.port), security: 'none' }))
      await page.onMail(suzuki, testing())
      expect(server.arrived).toMatchObject([{ from: 'shirube@example.com', to: ['rm@example.com'], user: 'shirube', mail: { messageId: '<test.id-1@example.com>', subject: 'しるべ（Shirube）のメール設定のテスト' } }])
      expect(await store.load()).toMatchObject({ lastTest: { problem: null } })
      await writeFile(path.join(folder, 'password'), 'another', { mode: 0o600 })
      await page.onMail(suzuki, testing())
      expect(await store.load()).toMatchObject({ lastTest: { problem: { code: 'login', detail: expect.stringContaining('535') } } })
    } finally {
      await server.close()
    }
  })

  test('is forgotten when mails are sent another way, and kept when only the answers are', async () => {
    await page.onMail(suzuki, await saving())
    await page.onMail(suzuki, testing())
    await page.onMail(suzuki, await saving({ linkAlone: 'yes' }))
    expect(await store.load()).toMatchObject({ linkAlone: true, lastTest: { to: 'rm@example.com' } })
    await page.onMail(suzuki, await saving({ linkAlone: 'yes', host: 'other.example.com' }))
    expect(await store.load()).toMatchObject({ host: 'other.example.com', lastTest: null })
  })

  test('of settings that were changed or turned off while it ran says nothing about those of now', async () => {
    await page.onMail(suzuki, await saving())
    const during = async (act: PostedForm) => createMailSettings({ ...deps, wireOf: () => ({ send: async () => { await page.onMail(suzuki, act); return ok([]) } }) }).onMail(suzuki, testing())
    await during(await saving({ port: '2525' }))
    expect(await store.load()).toMatchObject({ port: 2525, lastTest: null })
    await during(form({ act: 'turnMailOff', seen: await seen() }))
    expect(await store.load()).toBeNull()
  })

  test('without settings, without a readable password or with a wrong address nothing is sent', async () => {
    expect(await refused(page.onMail(suzuki, testing()))).toEqual(['noSuchSetting'])
    await page.onMail(suzuki, await saving())
    expect(await refused(page.onMail(suzuki, testing('nobody')))).toEqual(['to: mailUnreadable'])
    await rm(path.join(folder, 'password'))
    expect(await refused(page.onMail(suzuki, testing()))).toEqual(['secretFileMissing'])
    expect(sent).toEqual([])
  })
})

describe('in the demo', () => {
  beforeEach(() => { page = createMailSettings({ ...deps, mailbox: { send: async (mail) => { sent.push({ by: 'mailbox', mail }); return answer } } }) })

  test('a test stays in the mailbox, with and without settings, and proves nothing about a mail server', async () => {
    expect(await page.onMail(suzuki, testing())).toMatchObject({ ok: true, next: '/demo/mail' })
    await page.onMail(suzuki, await saving())
    await page.onMail(suzuki, testing())
    expect(sent.map(({ by }) => by)).toEqual(['mailbox', 'mailbox'])
    expect(await page.view(suzuki)).toMatchObject({ ok: true, value: { staysHere: true, lastTest: null } })
  })

  test('a mailbox that takes nothing is said', async () => {
    answer = err({ code: 'unreachable', detail: null, final: false })
    expect(await refused(page.onMail(suzuki, testing()))).toEqual(['mailNotSent'])
  })
})
