import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createContentStore, type ContentStore } from './content-store'

let folder: string
let store: ContentStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shirube-content-'))
  store = createContentStore(join(folder, 'content'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const files = (): readonly string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name)
async function keep(...pieces: readonly Uint8Array[]) {
  const writer = await store.begin()
  for (const piece of pieces) await writer.write(piece)
  return writer.commit()
}

test('content comes back byte for byte under its hash, whole or from a byte on', async () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31) % 256)
  const kept = await keep(bytes.subarray(0, 7), bytes.subarray(7, 200_000), bytes.subarray(200_000))
  expect(kept).toEqual({ sha256: hashOf(bytes), sizeBytes: 300_000 })
  expect(await store.sizeBytes(kept.sha256)).toBe(300_000)
  expect(hashOf(await buffer((await store.read(kept.sha256)) ?? Readable.from([])))).toBe(kept.sha256)
  expect(await buffer((await store.read(kept.sha256, 299_998)) ?? Readable.from([]))).toEqual(Buffer.from(bytes.subarray(299_998)))
})

test('the same content is kept once, and nothing stays aside', async () => {
  const { sha256 } = await keep(Buffer.from('one'))
  await keep(Buffer.from('o'), Buffer.from('ne'))
  expect(files()).toEqual([sha256])
})

test('a piece from the middle ends where it was asked to', async () => {
  const { sha256 } = await keep(Buffer.from('0123456789'))
  expect(String(await buffer((await store.read(sha256, 2, 4)) ?? Readable.from([])))).toBe('234')
})

test('a whole file that lies beside is taken without a copy, and once for the same content', async () => {
  const bytes = Buffer.from('brought')
  const at = (name: string): string => join(folder, name)
  for (const name of ['first', 'second']) {
    writeFileSync(at(name), bytes)
    const { ino } = statSync(at(name))
    await store.adopt(at(name), hashOf(bytes))
    expect([ino, readdirSync(folder).includes(name)]).toEqual([statSync(join(folder, 'content', hashOf(bytes).slice(0, 2), hashOf(bytes))).ino, false])
  }
  expect(files()).toEqual([hashOf(bytes)])
})

test('nothing is kept under a name that is no hash', async () => {
  writeFileSync(join(folder, 'one'), 'one')
  await expect(store.adopt(join(folder, 'one'), '../../etc/passwd')).rejects.toThrow('SHA-256')
  expect(files()).toEqual(['one'])
})

test('what is not finished has no name, and nothing of it stays when it is given up', async () => {
  const writer = await store.begin()
  await writer.write(Buffer.from('half'))
  expect(await store.sizeBytes(hashOf(Buffer.from('half')))).toBeNull()
  await writer.discard()
  expect(files()).toEqual([])
})

test.each(['', 'x', '../../etc/passwd', 'A'.repeat(64), '0'.repeat(64)])('"%s" names nothing', async (name) => {
  expect(await store.read(name)).toBeNull()
  expect(await store.sizeBytes(name)).toBeNull()
})

test('what nobody names is set aside and read from there; brought back or come again it stays, forgotten it is gone', async () => {
  const [one, two, three] = [(await keep(Buffer.from('one'))).sha256, (await keep(Buffer.from('two'))).sha256, (await keep(Buffer.from('three'))).sha256]
  for (const sha256 of [one, two, three, '0'.repeat(64), '../../etc/passwd']) await store.setAside(sha256)
  expect(String(await buffer((await store.read(one, 1)) ?? Readable.from([])))).toBe('ne')
  expect([await store.listSetAside(60_000), (await store.listSetAside(-1)).toSorted()]).toEqual([[], [one, two, three].toSorted()])
  await keep(Buffer.from('two'))
  await store.bringBack(one)
  await store.bringBack('0'.repeat(64))
  for (const sha256 of [two, three]) await store.forget(sha256)
  expect([await store.sizeBytes(one), await store.sizeBytes(two), await store.sizeBytes(three)]).toEqual([3, 3, null])
  expect(files().toSorted()).toEqual([one, two].toSorted())
})

test('what a crash left aside is tidied once it is old', async () => {
  expect(await store.tidy(0)).toBe(0)
  const crashed = await store.begin()
  await crashed.write(Buffer.from('lost'))
  expect(await store.tidy(60_000)).toBe(0)
  const aside = join(folder, 'content', 'aside')
  for (const name of readdirSync(aside)) utimesSync(join(aside, name), 0, 0)
  expect(await store.tidy(60_000)).toBe(1)
  expect(files()).toEqual([])
  await crashed.discard()
})
