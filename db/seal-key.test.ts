import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSealKey } from './seal-key'

const HASH = 'a'.repeat(64)
let folder: string
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'shirube-key-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

test('the key is made once, for its owner alone, by however many start at once', async () => {
  const keys = await Promise.all([openSealKey(folder), openSealKey(folder), openSealKey(folder)])
  expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1)
  expect(await readdir(folder)).toEqual(['seal-key.pem'])
  expect((await stat(path.join(folder, 'seal-key.pem'))).mode & 0o777).toBe(0o600)
  expect((await openSealKey(folder)).publicKey).toBe(keys[0]?.publicKey)
})

test('a signature holds for what was signed, and for nothing else', async () => {
  const [key, other] = [await openSealKey(folder), await openSealKey(path.join(folder, 'other'))]
  const signature = key.sign(HASH)
  expect([key.check(HASH, signature), key.check('b'.repeat(64), signature), key.check(HASH, `${signature.slice(0, 20)}AAAA`), other.check(HASH, signature)]).toEqual(['good', 'bad', 'bad', 'otherKey'])
})

test('a file that is no such key ends the start instead of being replaced', async () => {
  await writeFile(path.join(folder, 'seal-key.pem'), 'nothing')
  await expect(openSealKey(folder)).rejects.toThrow()
})
