// What a power cut in the middle of an upload costs, and how much memory a big one takes: a process of its own takes it.
import { createHash, type Hash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { announce, ask, bring, bytesOf, patch, place, sha256 } from './testing/client'
import { bundleHosts, kill, peakOf, startHost, type Host } from './testing/hosts'
import { OF, openStage, type Stage } from './testing/stage'

const MB = 1_048_576
let stage: Stage
const hosts: Host[] = []
bundleHosts()
beforeEach(async () => {
  stage = await openStage()
})
afterEach(async () => {
  for (const host of hosts.splice(0)) await kill(host)
  await stage.close()
})

const start = async (): Promise<Host> => {
  const host = await startHost({ database: stage.database.address, folder: stage.folder })
  hosts.push(host)
  return host
}

test('a server that is killed in the middle goes on where it had come, and the file arrives whole', async () => {
  const bytes = bytesOf(24 * MB)
  const first = await start()
  const at = place(await announce(first.address, 'x.bin', bytes.length))
  const body = new PassThrough()
  const cut = patch(first.address, at, 0, body, { 'content-length': bytes.length }).catch(() => null)
  body.write(bytes.subarray(0, 10 * MB))
  const aside = path.join(stage.folder, 'uploads', at.split('/').at(-1) ?? '')
  await expect.poll(() => statSync(aside).size, { timeout: 20_000 }).toBeGreaterThan(5 * MB)
  await kill(first)
  await cut
  const second = await start()
  const offset = Number((await ask(second.address, 'HEAD', at)).headers.get('upload-offset'))
  expect(offset).toBeGreaterThan(5 * MB)
  await bring(second.address, bytes, { uploadUrl: `${second.address}${at}`, chunkSize: 4 * MB })
  expect((await stage.files.ofRequest(OF.recoveryId, 1, OF.request)).map((file) => [file.sha256, file.sizeBytes])).toEqual([[sha256(bytes), bytes.length]])
  expect(readdirSync(path.join(stage.folder, 'uploads'))).toEqual([])
})

test('memory stays flat, however big the file: in pieces, and by a form', async () => {
  const sizeBytes = inject('isThorough') ? 2_048 * MB : 128 * MB
  const host = await start()
  const send = async (bytes: number): Promise<string> => {
    const hash = createHash('sha256')
    const at = place(await announce(host.address, 'big.bin', bytes))
    expect((await patch(host.address, at, 0, generated(bytes, hash), { 'content-length': bytes })).status).toBe(204)
    return hash.digest('hex')
  }
  await send(16 * MB)
  await sendForm(host.address, 16 * MB)
  const before = peakOf(host)
  const hashes = [await send(sizeBytes), await sendForm(host.address, sizeBytes)]
  expect(peakOf(host) - before).toBeLessThan(64 * MB)
  expect((await stage.files.ofRequest(OF.recoveryId, 1, OF.request)).filter((file) => file.sizeBytes === sizeBytes).map((file) => file.sha256)).toEqual(hashes)
}, 300_000)

async function sendForm(address: string, sizeBytes: number): Promise<string> {
  const hash = createHash('sha256')
  const [head, tail] = ['--b\r\ncontent-disposition: form-data; name="files"; filename="big.bin"\r\ncontent-type: application/octet-stream\r\n\r\n', '\r\n--b--\r\n']
  const body = Readable.from((async function* () {
    yield Buffer.from(head)
    yield* generated(sizeBytes, hash)
    yield Buffer.from(tail)
  })())
  const query = new URLSearchParams({ ...OF, leg: String(OF.leg) })
  const answer = await ask(address, 'POST', `/api/uploads/plain?${query}`, { 'content-type': 'multipart/form-data; boundary=b', 'content-length': head.length + sizeBytes + tail.length }, body)
  expect(answer.status).toBe(200)
  return hash.digest('hex')
}

/** A megabyte at a time, each another; `hash` takes the same bytes. */
function generated(sizeBytes: number, hash: Hash): Readable {
  const piece = Buffer.from(bytesOf(MB))
  return Readable.from((function* () {
    for (let at = 0; at < sizeBytes; at += MB) {
      piece.writeUInt32LE(at / MB, 0)
      hash.update(piece)
      yield Buffer.from(piece)
    }
  })(), { objectMode: false, highWaterMark: MB })
}
