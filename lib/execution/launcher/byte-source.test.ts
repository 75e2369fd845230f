import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Broken, createByteSource } from './byte-source'

const sourceOf = (chunks: readonly Uint8Array[]) => createByteSource(Readable.from(chunks.map((chunk) => Buffer.from(chunk)), { objectMode: false }))
const cutAt = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b)
  return [0, ...ends].map((from, at) => bytes.subarray(from, ends[at] ?? bytes.length)).filter((part) => part.length > 0)
}

test('lines, counted bytes and a marker come apart the same however the stream was cut', async () => {
  const body = fc.uint8Array({ maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(body, body, fc.array(fc.nat(), { maxLength: 12 }), async (counted, free, cuts) => {
      const marker = Buffer.from('\nshirube/1 nonce ')
      fc.pre(!Buffer.from(free).includes(marker))
      const source = sourceOf(cutAt(Buffer.concat([Buffer.from('first\n'), counted, free, marker, Buffer.from('last\n')]), cuts))
      const taken: number[] = []
      const found: number[] = []
      expect(await source.line()).toBe('first')
      await source.take(counted.length, (bytes) => taken.push(...bytes))
      await source.until(marker, (bytes) => found.push(...bytes))
      expect([taken, found, await source.line()]).toEqual([[...counted], [...free], 'last'])
    }),
  )
})

test('a stream that ends too early is cut; a line without end is garbled', async () => {
  await expect(sourceOf([Buffer.from('half')]).line()).rejects.toEqual(new Broken('cut'))
  await expect(sourceOf([Buffer.from('abc')]).take(4, () => undefined)).rejects.toEqual(new Broken('cut'))
  await expect(sourceOf([Buffer.alloc(20_000, 97)]).line()).rejects.toEqual(new Broken('garbled'))
})
