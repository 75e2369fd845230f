import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tryLock, withLock } from './lock'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shirube-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const leave = (owner: object): void => {
  mkdirSync(join(dir, 'unit'))
  writeFileSync(join(dir, 'unit', 'owner'), JSON.stringify(owner))
}

test('one at a time; released, it is free again and leaves nothing behind', () => {
  const release = tryLock(join(dir, 'unit'))
  expect(tryLock(join(dir, 'unit'))).toBeNull()
  release?.()
  expect(readdirSync(dir)).toEqual([])
  expect(tryLock(join(dir, 'unit'))).not.toBeNull()
})

test('a lock whose process is gone is taken over', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  leave({ pid, startedAt: null, nonce: 'gone' })
  expect(tryLock(join(dir, 'unit'))).not.toBeNull()
})

test.runIf(existsSync('/proc/self/stat'))('a process id that another process carries now is no living owner', () => {
  leave({ pid: process.pid, startedAt: '1', nonce: 'reused' })
  expect(tryLock(join(dir, 'unit'))).not.toBeNull()
})

test('all who wait get their turn', async () => {
  const turns: number[] = []
  await Promise.all(Array.from({ length: 30 }, (_, n) => withLock(join(dir, 'unit'), () => turns.push(n))))
  expect(turns.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n))
})

test('what fails inside frees the lock', async () => {
  await expect(withLock(join(dir, 'unit'), () => { throw new Error('inside') })).rejects.toThrow('inside')
  expect(readdirSync(dir)).toEqual([])
})

test('processes that change one file at once lose no change, though some find a dead lock', async () => {
  const worker = `
    import { readFileSync, writeFileSync } from 'node:fs'
    import { withLock } from './lock'
    const [lock, file] = process.argv.slice(2)
    for (let n = 0; n < 50; n += 1) {
      await withLock(lock, () => writeFileSync(file, String(Number(readFileSync(file, 'utf8')) + 1)))
    }`
  const program = join(dir, 'worker.mjs')
  await build({ stdin: { contents: worker, resolveDir: import.meta.dirname, loader: 'ts' }, outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' })
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  leave({ pid, startedAt: null, nonce: 'gone' })
  const file = join(dir, 'count')
  writeFileSync(file, '0')
  await Promise.all(Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, [program, join(dir, 'unit'), file])))
  expect(readFileSync(file, 'utf8')).toBe('300')
})
