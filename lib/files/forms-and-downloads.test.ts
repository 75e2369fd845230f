// Files by a form without script, on their way out again, and taken back: over a real HTTP server, on the real stores.
import { connect } from 'node:net'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useFiles } from '@/db/stores/handed-files'
import { next } from '@/db/testing/samples'
import { refuse } from '@/lib/recovery/refusals'
import type { FileView } from '@/lib/recoveries/dto'
import type { HandedFile } from './ports'
import { announce, bytesOf, place, sha256 } from './testing/client'
import { OF, openStage, type Stage } from './testing/stage'
import type { UploadsDeps } from './uploads'

const MB = 1_048_576
let stage: Stage
const open = async (change: Partial<UploadsDeps> = {}): Promise<void> => {
  await stage?.close()
  stage = await openStage(change)
}
beforeEach(() => open())
afterEach(async () => {
  expect(stage.failures).toEqual([])
  await stage.close()
})

const ACTOR = { id: 'yamada', name: '山田', roles: ['resourceManager'] } as const
const OTHER = { id: 'tanaka', name: '田中', roles: ['systemBuilder'] } as const
const PLAIN = `/api/uploads/plain?${new URLSearchParams({ ...OF, leg: '1' })}`
type Part = { readonly name: string; readonly bytes: Uint8Array }
const formOf = (parts: readonly Part[]): FormData => {
  const form = new FormData()
  for (const { name, bytes } of parts) form.append('files', new File([new Uint8Array(bytes)], name))
  return form
}
const post = async (parts: readonly Part[], at = PLAIN) => {
  const answer = await fetch(`${stage.address}${at}`, { method: 'POST', body: formOf(parts) })
  return { status: answer.status, body: (await answer.json()) as unknown }
}
const ofRequest = () => stage.files.ofRequest(OF.recoveryId, 1, OF.request)

describe('a form', () => {
  test('brings several files, byte for byte, under safe names', async () => {
    const [big, small] = [bytesOf(5 * MB), Buffer.from('x')]
    const { body } = await post([{ name: '業務.bin', bytes: big }, { name: '../../x', bytes: small }, { name: 'empty', bytes: Buffer.alloc(0) }])
    expect(body).toMatchObject([{ name: '業務.bin', sizeBytes: 5 * MB, sha256: sha256(big), mine: true, used: false }, { name: 'x', sha256: sha256(small) }, { name: 'empty', sizeBytes: 0 }])
    expect((await ofRequest()).map(({ name, completedAt }) => [name, completedAt !== null])).toEqual([['業務.bin', true], ['x', true], ['empty', true]])
    expect(readFileSync(path.join(stage.folder, 'content', sha256(big).slice(0, 2), sha256(big))).equals(big)).toBe(true)
  })

  test('keeps what it could take beside what was too big or had no name, and leaves nothing half', async () => {
    await open({ maxBytes: 1_000 })
    const { body } = await post([{ name: 'a', bytes: Buffer.alloc(1_001) }, { name: '..', bytes: Buffer.from('y') }, { name: 'b', bytes: Buffer.alloc(1_000, 1) }])
    expect(body).toMatchObject({ code: 'fileTooBig', values: { name: 'a', max: 1_000 } })
    expect((await ofRequest()).map(({ name }) => name)).toEqual(['b'])
    expect(stage.names('content')).toEqual([sha256(Buffer.alloc(1_000, 1))])
  })

  test('of more files than may lie unsent brings as many as are left, and says that the others were not taken; then none', async () => {
    const parts = Array.from({ length: 60 }, (_, index) => ({ name: `f${index}`, bytes: Buffer.from(`${index}`) }))
    expect((await post(parts)).body).toHaveLength(60)
    const over = { code: 'tooManyFiles', values: { name: '', n: 100 } }
    expect((await post(parts.slice(0, 41))).body).toEqual(over)
    expect(await ofRequest()).toHaveLength(100)
    expect((await post(parts.slice(0, 1))).body).toEqual(over)
    expect(await ofRequest()).toHaveLength(100)
  })

  test('with nothing chosen, for no request or of another kind is not complete', async () => {
    const bare = await fetch(`${stage.address}${PLAIN}`, { method: 'POST', body: 'x=y', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    const answers = [(await post([{ name: '', bytes: Buffer.alloc(0) }])).body, (await post([{ name: 'x', bytes: Buffer.from('x') }], '/api/uploads/plain')).body, await bare.json()]
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ code: 'formIncomplete' })))
  })

  test('of somebody who may not, or with no room left, brings nothing', async () => {
    await open({ may: async () => refuse('notYourRole') })
    expect((await post([{ name: 'x', bytes: Buffer.from('x') }])).body).toEqual({ code: 'notYourRole' })
    await open({ freeBytes: async () => 256 * MB })
    expect((await post([{ name: 'x', bytes: Buffer.from('x') }])).body).toEqual({ code: 'diskFull', values: { name: 'x', n: 0 } })
    expect([await ofRequest(), stage.names('content')]).toEqual([[], []])
  })

  test('that is cut in the middle leaves what came whole, and nothing half', async () => {
    const head = [`POST ${PLAIN} HTTP/1.1`, 'host: x', 'content-type: multipart/form-data; boundary=b', 'content-length: 100000', '', ''].join('\r\n')
    const part = (name: string): string => `--b\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`
    const line = connect(stage.port, '127.0.0.1').on('error', () => undefined)
    line.write(`${head}${part('whole')}first\r\n${part('half')}sec`)
    await expect.poll(() => stage.names('content').length).toBe(2)
    line.destroy()
    await expect.poll(() => stage.names('content')).toEqual([sha256(Buffer.from('first'))])
    await expect.poll(async () => (await ofRequest()).map(({ name }) => name)).toEqual(['whole'])
  })

  test('whose part has no name breaks nothing', async () => {
    const body = '--b\r\ncontent-disposition: form-data; name="files"\r\ncontent-type: application/octet-stream\r\n\r\nbytes\r\n--b--\r\n'
    const answer = await fetch(`${stage.address}${PLAIN}`, { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=b' } })
    expect(await answer.json()).toEqual({ code: 'fileNameUnreadable' })
  })
})

describe('a download', () => {
  const bytes = bytesOf(300_000)
  const bring = async (name = '業務 (1).log'): Promise<FileView> => ((await post([{ name, bytes }])).body as FileView[])[0]!
  const get = (id: string, headers: Record<string, string> = {}, method = 'GET') => fetch(`${stage.address}/api/files/${id}`, { method, headers })

  test('is the file byte for byte, to be saved and never shown, with its hash', async () => {
    const { id } = await bring()
    const answer = await get(id)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream', 'content-length': '300000', 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'", 'cache-control': 'private, no-cache',
      'content-disposition': `attachment; filename="__ (1).log"; filename*=UTF-8''%E6%A5%AD%E5%8B%99%20%281%29.log`, etag: `"${sha256(bytes)}"`, 'repr-digest': `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`, 'accept-ranges': 'bytes',
    })
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(bytes))
  })

  test.each([['bytes=0-9', 0, 10], ['bytes=299990-', 299_990, 300_000], ['bytes=-5', 299_995, 300_000], ['bytes=100-100', 100, 101]])('%s is that piece', async (range, from, to) => {
    const answer = await get((await bring()).id, { range })
    expect([answer.status, answer.headers.get('content-range'), answer.headers.get('content-length')]).toEqual([206, `bytes ${from}-${to - 1}/300000`, String(to - from)])
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(from, to))).toBe(true)
  })

  test('goes on only in the same content, ends outside of it with 416, and is not sent twice', async () => {
    const { id } = await bring()
    const etag = `"${sha256(bytes)}"`
    const [same, changed, outside, known] = await Promise.all([get(id, { range: 'bytes=5-', 'if-range': etag }), get(id, { range: 'bytes=5-', 'if-range': '"other"' }), get(id, { range: 'bytes=300000-' }), get(id, { 'if-none-match': etag })])
    expect([same.status, changed.status, outside.status, outside.headers.get('content-range'), known.status]).toEqual([206, 200, 416, 'bytes */300000', 304])
    await Promise.all([same, changed].map((answer) => answer.arrayBuffer()))
  })

  test('by HEAD tells the same without the bytes', async () => {
    const answer = await get((await bring()).id, {}, 'HEAD')
    expect([answer.status, answer.headers.get('content-length'), (await answer.arrayBuffer()).byteLength]).toEqual([200, '300000', 0])
  })

  test('of 0 bytes is a file, too', async () => {
    const [{ id } = { id: '' }] = (await post([{ name: 'empty', bytes: Buffer.alloc(0) }])).body as FileView[]
    const answer = await get(id)
    expect([answer.status, answer.headers.get('content-length'), (await answer.arrayBuffer()).byteLength]).toEqual([200, '0', 0])
  })

  test('is its bringer’s alone until it is used, then of everybody who may see the request', async () => {
    await open({ maySee: async ({ id }) => (id === 'guest' ? refuse('notAllowed') : null) })
    const { id } = await bring()
    expect([(await get(id)).status, (await get(id, { 'x-person': 'tanaka' })).status]).toEqual([200, 404])
    await use(id)
    expect([(await get(id, { 'x-person': 'tanaka' })).status, await (await get(id, { 'x-person': 'guest' })).json()]).toEqual([200, { code: 'notAllowed' }])
  })

  test('is not there for what is not whole, not known or taken back', async () => {
    const half = place(await announce(stage.address, 'half', 10)).split('/').at(-1) ?? ''
    const back = await bring()
    expect(await stage.uploads.remove(ACTOR, back.id)).toEqual({ ok: true, value: null })
    for (const id of [half, back.id, 'no-such', '..%2f..%2fetc']) expect((await get(id)).status).toBe(404)
  })
})

describe('the files of a request', () => {
  test('are the whole ones: those used, and the viewer’s own', async () => {
    await post([{ name: 'a', bytes: Buffer.from('a') }, { name: 'b', bytes: Buffer.from('b') }])
    await announce(stage.address, 'half', 10)
    const [a] = await ofRequest()
    await use(a!.id)
    expect((await stage.uploads.ofRequest(ACTOR, OF)).map(({ name, used, mine }) => [name, used, mine])).toEqual([['a', true, true], ['b', false, true]])
    expect((await stage.uploads.ofRequest(OTHER, OF)).map(({ name, used, mine }) => [name, used, mine])).toEqual([['a', true, false]])
  })

  test('are taken back by who brought them, as long as nobody used them', async () => {
    await post([{ name: 'a', bytes: Buffer.from('a') }, { name: 'b', bytes: Buffer.from('b') }])
    const [a, b] = (await ofRequest()) as [HandedFile, HandedFile]
    await use(a.id)
    const refusals = [await stage.uploads.remove(ACTOR, a.id), await stage.uploads.remove(OTHER, b.id), await stage.uploads.remove(ACTOR, 'no-such')]
    expect(refusals).toMatchObject([{ error: { code: 'notOffered' } }, { error: { code: 'fileUnknown' } }, { error: { code: 'fileUnknown' } }])
    expect([await stage.uploads.remove(ACTOR, b.id), await stage.uploads.remove(ACTOR, b.id)]).toMatchObject([{ ok: true }, { error: { code: 'fileUnknown' } }])
    expect((await stage.uploads.ofRequest(ACTOR, OF)).map(({ name }) => name)).toEqual(['a'])
  })

  test('an upload that is given back while it arrives is gone with its bytes', async () => {
    const id = place(await announce(stage.address, 'half', 10)).split('/').at(-1) ?? ''
    expect(await stage.uploads.remove(ACTOR, id)).toMatchObject({ ok: true })
    expect(stage.names('uploads')).toEqual([])
  })
})

/** As the append of an answer does it, in its transaction. */
async function use(id: string): Promise<void> {
  const { engine } = stage.database
  await engine.transaction((tx) => useFiles(engine, tx, next(OF.recoveryId, 1, [], { usedFiles: [id] })))
}
