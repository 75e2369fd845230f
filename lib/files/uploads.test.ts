// Uploads over a real HTTP server on loopback, on the real stores: what the browser's library and raw requests see.
import { statSync, writeFileSync } from 'node:fs'
import { mkdir, utimes } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { refuse } from '@/lib/recovery/refusals'
import type { HandedFile } from './ports'
import { announce, ask, bring, bytesOf, cutLine, metadataOf, patch, place, sha256 } from './testing/client'
import { OF, openStage, PLENTY, type Stage } from './testing/stage'
import type { UploadsDeps } from './uploads'

const MB = 1_048_576
const stages: Stage[] = []
const open = async (change?: Partial<UploadsDeps>): Promise<Stage> => {
  const stage = await openStage(change)
  stages.push(stage)
  return stage
}
afterEach(async () => {
  for (const stage of stages.splice(0)) {
    await stage.close()
    expect(stage.failures).toEqual([])
  }
})

const idOf = (at: string): string => at.split('/').at(-1) ?? ''
const stored = async (stage: Stage, at: string): Promise<HandedFile> => {
  const file = await stage.files.get(idOf(at))
  expect(file).not.toBeNull()
  return file!
}
const codeOf = ({ text }: { readonly text: string }) => JSON.parse(text) as { readonly code: string; readonly values?: object }

test('a file whose line is cut five times arrives whole, under the hash of its bytes, and nothing stays aside', async () => {
  const stage = await open()
  const bytes = bytesOf(64 * MB)
  const line = await cutLine(stage.port, 10 * MB, 5)
  const at = await bring(line.address, bytes, { name: 'ログ.tar' })
  line.close()
  expect(line.cuts()).toBe(5)
  expect(await stored(stage, at)).toMatchObject({ ...OF, name: 'ログ.tar', sizeBytes: 64 * MB, sha256: sha256(bytes), owner: { id: 'yamada' } })
  expect([stage.names('content'), stage.names('uploads')]).toEqual([[sha256(bytes)], []])
})

test('an upload has a path of ours, answers no other site, and tells its state', async () => {
  const stage = await open()
  const begun = await announce(stage.address, 'x', 10, { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https, http' })
  expect([begun.status, place(begun)]).toEqual([201, expect.stringMatching(/^\/api\/uploads\/[0-9a-f-]{36}$/)])
  expect([...begun.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  expect((await patch(stage.address, place(begun), 0, Buffer.from('half'))).headers.get('upload-offset')).toBe('4')
  const state = await ask(stage.address, 'HEAD', place(begun))
  expect(['upload-offset', 'upload-length', 'cache-control'].map((name) => state.headers.get(name))).toEqual(['4', '10', 'no-store'])
})

test.each([
  ['no length', { 'upload-length': '' }, 'formIncomplete'], ['a length to be told later', { 'upload-length': '', 'upload-defer-length': '1' }, 'formIncomplete'], ['half a length', { 'upload-length': '1e3' }, 'formIncomplete'],
  ['no request', { 'upload-metadata': metadataOf({ name: 'x' }) }, 'formIncomplete'], ['a request of no kind', { 'upload-metadata': metadataOf({ ...OF, request: 'toString', name: 'x' }) }, 'formIncomplete'],
  ['metadata that is none', { 'upload-metadata': 'name ???' }, 'formIncomplete'], ['no name', { 'upload-metadata': metadataOf(OF) }, 'fileNameUnreadable'], ['a name of dots', { 'upload-metadata': metadataOf({ ...OF, name: '../..' }) }, 'fileNameUnreadable'],
])('an upload with %s is refused before anything is stored', async (_, headers, code) => {
  const stage = await open()
  const sent = Object.fromEntries(Object.entries({ 'upload-length': '10', 'upload-metadata': metadataOf({ ...OF, name: 'x' }), ...headers }).filter(([, value]) => value !== ''))
  expect(codeOf(await ask(stage.address, 'POST', '/api/uploads', sent))).toMatchObject({ code })
  expect([stage.names('uploads'), await stage.files.ofRequest(OF.recoveryId, 1, OF.request)]).toEqual([[], []])
})

test('what is too big, has no room or may not come is refused with its values before anything is stored', async () => {
  const stage = await open({ maxBytes: 1_000, freeBytes: async () => 256 * MB + 600, may: async ({ id }) => (id === 'yamada' ? null : refuse('notYourRole')) })
  expect(codeOf(await announce(stage.address, 'a.zip', 1_001))).toEqual({ code: 'fileTooBig', values: { name: 'a.zip', n: 1_001, max: 1_000 } })
  expect(codeOf(await announce(stage.address, 'a.zip', 601))).toEqual({ code: 'diskFull', values: { name: 'a.zip', n: 600 } })
  expect(codeOf(await announce(stage.address, 'a.zip', 10, { 'x-person': 'tanaka' }))).toEqual({ code: 'notYourRole' })
  expect([stage.names('uploads'), await stage.uploads.limits()]).toEqual([[], { maxBytes: 1_000, freeBytes: 600 }])
  expect((await announce(stage.address, 'a.zip', 600)).status).toBe(201)
})

test('nobody announces or brings more than a hundred files for a request that no answer names yet; another person may, and one taken back makes room', async () => {
  const stage = await open()
  const begun = []
  for (let no = 0; no < 100; no += 1) begun.push(place(await announce(stage.address, `${no}.log`, 10)))
  const refused = { code: 'tooManyFiles', values: { name: 'b.log', n: 100 } }
  expect(codeOf(await announce(stage.address, 'b.log', 10))).toEqual(refused)
  expect((await announce(stage.address, 'b.log', 10, { 'x-person': 'tanaka' })).status).toBe(201)
  expect((await ask(stage.address, 'DELETE', begun[0] ?? '')).status).toBe(204)
  expect((await announce(stage.address, 'b.log', 10)).status).toBe(201)
})

test('a disk that fills up while a file arrives stops it before the last room is taken, and it goes on when there is room', async () => {
  let free = PLENTY
  const stage = await open({ freeBytes: async () => free })
  const bytes = bytesOf(80 * MB)
  const at = place(await announce(stage.address, 'big.bin', bytes.length))
  const body = new PassThrough()
  const answer = patch(stage.address, at, 0, body, { 'content-length': bytes.length })
  body.write(bytes.subarray(0, 8 * MB))
  await expect.poll(() => statSync(path.join(stage.folder, 'uploads', idOf(at))).size).toBe(8 * MB)
  free = 0
  body.end(bytes.subarray(8 * MB))
  expect(codeOf(await answer)).toEqual({ code: 'diskFull', values: { name: 'big.bin', n: 0 } })
  const offset = Number((await ask(stage.address, 'HEAD', at)).headers.get('upload-offset'))
  expect(offset).toBeLessThan(bytes.length)
  expect(codeOf(await patch(stage.address, at, offset, bytes.subarray(offset)))).toMatchObject({ code: 'diskFull' })
  free = PLENTY
  expect((await patch(stage.address, at, offset, bytes.subarray(offset))).status).toBe(204)
  expect(await stored(stage, at)).toMatchObject({ sha256: sha256(bytes) })
})

test('0 bytes are a file', async () => {
  const stage = await open()
  const begun = await announce(stage.address, 'empty.txt', 0)
  expect([begun.status, (await stored(stage, place(begun))).sha256]).toEqual([201, sha256(Buffer.alloc(0))])
  expect((await ask(stage.address, 'HEAD', place(begun))).headers.get('upload-offset')).toBe('0')
})

test('a path in a name is cut off', async () => {
  const stage = await open()
  expect(await stored(stage, place(await announce(stage.address, '../../x', 1)))).toMatchObject({ name: 'x' })
})

test('a piece that was sent twice, one from a wrong place and one that is too long change nothing', async () => {
  const stage = await open()
  const bytes = bytesOf(1_000)
  const at = place(await announce(stage.address, 'x', bytes.length))
  expect((await patch(stage.address, at, 0, bytes.subarray(0, 400))).status).toBe(204)
  expect((await patch(stage.address, at, 0, bytes.subarray(0, 400))).status).toBe(409)
  expect((await patch(stage.address, at, 500, bytes.subarray(500))).status).toBe(409)
  expect((await patch(stage.address, at, 400, Buffer.alloc(601))).status).toBe(413)
  expect((await patch(stage.address, at, 400, bytes.subarray(400))).status).toBe(204)
  expect((await patch(stage.address, at, 1_000, Buffer.alloc(0))).status).toBe(204)
  expect(await stored(stage, at)).toMatchObject({ sha256: sha256(bytes), sizeBytes: 1_000 })
})

test('two requests at once for one upload: the later one goes on where the hanging one had come, and the bytes are right', async () => {
  const stage = await open()
  const bytes = bytesOf(4 * MB)
  const at = place(await announce(stage.address, 'x', bytes.length))
  const hanging = new PassThrough()
  const first = patch(stage.address, at, 0, hanging, { 'content-length': bytes.length }).catch(() => null)
  hanging.write(bytes.subarray(0, MB))
  await expect.poll(() => statSync(path.join(stage.folder, 'uploads', idOf(at))).size).toBe(MB)
  const offset = Number((await ask(stage.address, 'HEAD', at)).headers.get('upload-offset'))
  expect(offset).toBe(MB)
  const answers = await Promise.all([patch(stage.address, at, offset, bytes.subarray(offset)), patch(stage.address, at, offset, bytes.subarray(offset))])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  hanging.destroy()
  await first
  expect(await stored(stage, at)).toMatchObject({ sha256: sha256(bytes) })
})

test('somebody else’s upload is not there, whatever is asked of it', async () => {
  const stage = await open()
  const at = place(await announce(stage.address, 'x', 10))
  const other = { 'x-person': 'tanaka' }
  const answers = [await ask(stage.address, 'HEAD', at, other), await patch(stage.address, at, 0, bytesOf(10), other), await ask(stage.address, 'DELETE', at, other), await ask(stage.address, 'HEAD', '/api/uploads/no-such')]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect((await ask(stage.address, 'HEAD', at)).headers.get('upload-offset')).toBe('0')
})

test('one who may no longer bring it brings no more', async () => {
  let may = true
  const stage = await open({ may: async () => (may ? null : refuse('requestNotOpen')) })
  const at = place(await announce(stage.address, 'x', 10))
  may = false
  expect(codeOf(await patch(stage.address, at, 0, bytesOf(10)))).toEqual({ code: 'requestNotOpen' })
  expect((await ask(stage.address, 'HEAD', at)).headers.get('upload-offset')).toBe('0')
})

test('given up by its bringer, nothing of it stays; a whole one is taken back by another act', async () => {
  const stage = await open()
  const [half, whole] = [place(await announce(stage.address, 'x', 10)), place(await announce(stage.address, 'y', 0))]
  expect([(await ask(stage.address, 'DELETE', half)).status, (await ask(stage.address, 'DELETE', whole)).status]).toEqual([204, 400])
  expect([stage.names('uploads'), (await ask(stage.address, 'HEAD', half)).status]).toEqual([[], 404])
  expect((await stage.files.ofRequest(OF.recoveryId, 1, OF.request)).map(({ name }) => name)).toEqual(['y'])
})

test('after a restart an upload goes on, and the hash is of what lies on the disk', async () => {
  const stage = await open()
  const bytes = bytesOf(3 * MB)
  const at = place(await announce(stage.address, 'x', bytes.length))
  await patch(stage.address, at, 0, bytes.subarray(0, MB))
  const next = stage.nextStart()
  const request = new Request(`http://127.0.0.1${at}`, { method: 'PATCH', headers: { 'tus-resumable': '1.0.0', 'upload-offset': String(MB), 'content-type': 'application/offset+octet-stream' }, body: new Uint8Array(bytes.subarray(MB)) })
  expect(await next.tus(request, { id: 'yamada', name: '山田', roles: [] }, idOf(at))).toMatchObject({ ok: true })
  expect(await stored(stage, at)).toMatchObject({ sha256: sha256(bytes) })
})

test.each(['the browser asks', 'the server starts'])('what crashed between its last byte and its row is whole as soon as %s', async (when) => {
  const stage = await open()
  const bytes = bytesOf(MB)
  const crashing = { ...stage.files, complete: async () => Promise.reject(new Error('crash')) }
  const uploads = stage.nextStart({ files: crashing })
  const at = place(await announce(stage.address, 'x', bytes.length))
  const headers = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  await expect(uploads.tus(new Request(`http://127.0.0.1${at}`, { method: 'PATCH', headers, body: new Uint8Array(bytes) }), { id: 'yamada', name: '山田', roles: [] }, idOf(at))).rejects.toThrow('crash')
  expect([stage.names('content'), (await stored(stage, at)).completedAt]).toEqual([[sha256(bytes)], null])
  if (when === 'the server starts') await stage.nextStart().tidy()
  else expect((await ask(stage.address, 'HEAD', at)).headers.get('upload-offset')).toBe(String(MB))
  expect(await stored(stage, at)).toMatchObject({ sha256: sha256(bytes), sizeBytes: MB, completedAt: expect.any(Number) })
  expect(stage.names('uploads')).toEqual([])
})

test('what crashed before it was put away is put away at the next start; what is under way stays', async () => {
  const stage = await open()
  const [whole, half] = [place(await announce(stage.address, 'x', 4)), place(await announce(stage.address, 'y', 4))]
  writeFileSync(path.join(stage.folder, 'uploads', idOf(whole)), 'four')
  await patch(stage.address, half, 0, Buffer.from('tw'))
  await stage.nextStart().tidy()
  expect([(await stored(stage, whole)).sha256, stage.names('uploads')]).toEqual([sha256(Buffer.from('four')), [idOf(half)]])
})

test('what nobody finished for a week is given up, with what was left without a row', async () => {
  const stage = await open()
  const at = place(await announce(stage.address, 'x', 4))
  await patch(stage.address, at, 0, Buffer.from('tw'))
  await mkdir(path.join(stage.folder, 'uploads'), { recursive: true })
  const stray = path.join(stage.folder, 'uploads', 'stray')
  writeFileSync(stray, 'x')
  await utimes(stray, 0, 0)
  await stage.nextStart().tidy()
  expect(stage.names('uploads')).toEqual([idOf(at)])
  await stage.nextStart({ clock: { now: () => Date.now() + 8 * 24 * 3_600_000 } }).tidy()
  expect([stage.names('uploads'), (await stored(stage, at)).removedAt]).toEqual([[], expect.any(Number)])
  expect((await ask(stage.address, 'HEAD', at)).status).toBe(404)
})

test('what was taken back leaves the disk, after a day aside where it is still read; what came again meanwhile stays', async () => {
  const stage = await open()
  const bring = async (name: string, bytes: Buffer): Promise<string> => {
    const at = place(await announce(stage.address, name, bytes.length))
    await patch(stage.address, at, 0, bytes)
    return idOf(at)
  }
  const days = (n: number) => stage.nextStart({ clock: { now: () => Date.now() + n * 24 * 3_600_000 + 1 } })
  const [key, log] = [Buffer.from('a private key'), Buffer.from('a log')]
  for (const id of [await bring('key', key), await bring('log', log)]) expect(await stage.uploads.remove({ id: 'yamada', name: '山田', roles: [] }, id)).toMatchObject({ ok: true })
  await stage.uploads.tidy()
  expect(stage.names('content')).toHaveLength(2)
  await days(1).tidy()
  expect([await stage.files.isNamed(sha256(key)), stage.names('content').length]).toEqual([false, 2])
  const again = await bring('log', log)
  for (const name of [sha256(key), sha256(log)]) await utimes(path.join(stage.folder, 'content', 'unused', name), 0, 0)
  await days(2).tidy()
  expect(stage.names('content')).toEqual([sha256(log)])
  expect((await stage.files.get(again))?.sha256).toBe(sha256(log))
})
