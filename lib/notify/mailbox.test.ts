import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMailbox } from './mailbox'
import type { WrittenMail } from './ports'

let home = ''
let folder = ''
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'shirube-mailbox-'))
  folder = path.join(home, 'mail')
})
afterEach(() => rm(home, { recursive: true, force: true }))

const mail = (subject: string): WrittenMail => ({ messageId: `<${subject}@example.com>`, to: { name: '山田', mail: 'yamada@example.com' }, cc: [], replyTo: null, subject, text: '一行目\n二行目', html: '<p>一行目</p>' })
const clock = (at = 1_000) => ({ now: () => at })

test('mails are listed newest first, and read as they were sent, also by the next process', async () => {
  let at = 999
  const box = createMailbox(folder, { now: () => (at += 1) })
  for (const subject of ['a', 'b', 'c']) expect(await box.send(mail(subject))).toEqual({ ok: true, value: [] })
  const next = createMailbox(folder, clock())
  expect((await next.list(2)).map(({ subject, at: kept }) => [subject, kept])).toEqual([['c', 1_002], ['b', 1_001]])
  const [newest] = await box.list(1)
  expect(await next.read(newest!.id)).toEqual({ ...mail('c'), id: newest!.id, at: 1_002 })
})
test('mails of one moment stay in their order', async () => {
  const box = createMailbox(folder, clock())
  for (const subject of ['a', 'b', 'c']) await box.send(mail(subject))
  expect((await box.list(3)).map(({ subject }) => subject)).toEqual(['c', 'b', 'a'])
})
test('an empty mailbox is empty, and an unknown mail is none', async () => {
  const box = createMailbox(folder, clock())
  expect([await box.list(10), await box.read('000000000001000-000000-00000000')]).toEqual([[], null])
})
test('nothing beside the mails is read by its name', async () => {
  const box = createMailbox(folder, clock())
  await box.send(mail('a'))
  await writeFile(path.join(home, 'secret.json'), JSON.stringify({ ...mail('secret'), at: 1 }))
  for (const id of ['../secret', '..%2fsecret', '', '.', path.join(home, 'secret')]) expect(await box.read(id)).toBeNull()
})
test('a file that is no mail, or only half of one, hides no other', async () => {
  const box = createMailbox(folder, clock())
  await box.send(mail('a'))
  await writeFile(path.join(folder, '000000000002000-000000-00000000.json'), '{"half":')
  await writeFile(path.join(folder, '000000000003000-000000-00000000.aside'), '{}')
  expect((await box.list(10)).map(({ subject }) => subject)).toEqual(['a'])
})
test('the newest 500 are kept, closed to others', async () => {
  let at = 0
  const box = createMailbox(folder, { now: () => (at += 1) })
  for (let index = 0; index < 503; index += 1) await box.send(mail(`m${index}`))
  const all = await box.list(1_000)
  expect([all.length, all[0]?.subject, all.at(-1)?.subject]).toEqual([500, 'm502', 'm3'])
  const [name = ''] = await readdir(folder)
  expect([(await stat(folder)).mode & 0o777, (await stat(path.join(folder, name))).mode & 0o777]).toEqual([0o700, 0o600])
})
test('a folder that cannot be written keeps the mail waiting', async () => {
  await writeFile(folder, 'a file in its place')
  expect(await createMailbox(folder, clock()).send(mail('a'))).toEqual({ ok: false, error: { code: 'later', detail: 'EEXIST', final: false } })
})
