import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AttemptStore } from '@/lib/recoveries/ports'
import { createOutputKeeper } from './output-keeper'
import type { WholeOutput } from './ports'
import { quietFeed } from './testing/quick'

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A keeper over a database that answers late, and a content store that remembers. */
function keeping({ failing = false, fullFor, slow }: { failing?: boolean; slow?: Promise<void>; fullFor?: 'begin' | 'write' | 'commit' } = {}) {
  const saved: { offset: number; bytes: Buffer }[] = []
  const whole: Buffer[] = []
  const ends: string[] = []
  const attempts = {
    async saveOutput(_: string, offset: number, bytes: Uint8Array) {
      await new Promise((resolve) => setImmediate(resolve))
      await slow
      if (failing) throw new Error('disk full')
      saved.push({ offset, bytes: Buffer.from(bytes) })
    },
  } as AttemptStore
  const lost: unknown[] = []
  const full = (what: typeof fullFor): void => { if (fullFor === what) throw new Error('no space') }
  const begun: WholeOutput = {
    write: async (bytes) => { full('write'); whole.push(Buffer.from(bytes)) },
    commit: async () => { full('commit'); ends.push('commit'); return { sha256: hashOf(Buffer.concat(whole)), sizeBytes: 0 } },
    discard: async () => void ends.push('discard'),
  }
  const keeper = createOutputKeeper({ attempt: 'a', attempts, feed: quietFeed, wholes: { begin: async () => { full('begin'); return begun } }, onWholeLost: (error) => lost.push(error) })
  return { keeper, lost, saved, whole, ends, stored: () => Buffer.concat(saved.map(({ bytes }) => bytes)) }
}

test('bytes are stored in order without a gap, though they come faster than the database takes them', async () => {
  const { keeper, saved, stored, ends } = keeping()
  const reused = Buffer.alloc(3)
  for (let at = 0; at < 200; at++) {
    reused.fill(at)
    void keeper.take(reused)
  }
  const { sha256, totalBytes } = await keeper.finish()
  const expected = Buffer.concat(Array.from({ length: 200 }, (_, at) => Buffer.alloc(3, at)))
  expect(stored()).toEqual(expected)
  expect({ sha256, totalBytes, taken: keeper.takenBytes() }).toEqual({ sha256: hashOf(expected), totalBytes: 600, taken: 600 })
  saved.reduce((next, { offset, bytes }) => { expect(offset).toBe(next); return offset + bytes.byteLength }, 0)
  expect(ends).toEqual([])
})

test('who brings bytes faster than they are stored waits: no more than eight MiB and a piece are held', async () => {
  let goOn = (): void => {}
  const { keeper, stored } = keeping({ slow: new Promise((resolve) => { goOn = resolve }) })
  const piece = Buffer.alloc(1024 * 1024, 'x')
  let held = 0
  const bringing = (async () => {
    for (let at = 0; at < 40; at++) {
      held += piece.byteLength
      await keeper.take(piece)
    }
  })()
  for (let turns = 0; turns < 200; turns++) await new Promise((resolve) => setImmediate(resolve))
  expect(held).toBe(9 * piece.byteLength)
  goOn()
  await bringing
  expect((await keeper.finish()).totalBytes).toBe(40 * piece.byteLength)
  expect(stored().byteLength).toBe(40 * piece.byteLength)
})

test('what the database cannot hold whole goes to the content store from its first byte', async () => {
  const { keeper, whole, ends } = keeping()
  const bytes = Buffer.from(Uint8Array.from({ length: 2 * 1024 * 1024 + 1 }, (_, at) => (at * 7) % 251))
  void keeper.take(bytes.subarray(0, 1_000_000))
  await keeper.stored()
  expect(whole).toEqual([])
  void keeper.take(bytes.subarray(1_000_000))
  const { sha256 } = await keeper.finish()
  expect([hashOf(Buffer.concat(whole)), ends]).toEqual([sha256, ['commit']])
  expect(sha256).toBe(hashOf(bytes))
})

test.each(['begin', 'write', 'commit'] as const)('a content store that is full (%s) costs the middle only: count and hash are of the whole', async (fullFor) => {
  const { keeper, stored, lost, ends } = keeping({ fullFor })
  const bytes = Buffer.alloc(3 * 1024 * 1024, 'x')
  void keeper.take(bytes)
  expect(await keeper.finish()).toEqual({ sha256: hashOf(bytes), totalBytes: bytes.byteLength })
  expect(stored()).toEqual(bytes)
  expect(lost).toHaveLength(1)
  expect(ends).toEqual(fullFor === 'begin' ? [] : ['discard'])
})

test('an output that could not be stored is never called whole', async () => {
  const { keeper } = keeping({ failing: true })
  void keeper.take(Buffer.from('lost'))
  await expect(keeper.stored()).rejects.toThrow('disk full')
  void keeper.take(Buffer.from('more'))
  await expect(keeper.finish()).rejects.toThrow('disk full')
})

test('giving up removes what was begun aside', async () => {
  const { keeper, ends } = keeping()
  void keeper.take(Buffer.alloc(3 * 1024 * 1024))
  await keeper.stored()
  await keeper.discard()
  expect(ends).toEqual(['discard'])
})
