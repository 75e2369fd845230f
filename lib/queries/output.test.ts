import { expect, test } from 'vitest'
import { NO_OUTPUT, readOn } from './output'

const bytes = 'line 1\nline 2\nline 3\n'
/** A route that hands out five bytes at a time. */
const route = (upTo: () => number) => {
  const asked: number[] = []
  const read = async (offset: number) => {
    asked.push(offset)
    const text = bytes.slice(offset, Math.min(offset + 5, upTo()))
    return { attempt: 'a', text, offset, nextOffset: offset + text.length, totalBytes: upTo(), cutBytes: 0, missingBytes: 0, sha256: null, ended: upTo() === bytes.length }
  }
  return { read, asked }
}

test('output comes without a gap and without a repeat, piece by piece and reading by reading', async () => {
  let there = 8
  const { read, asked } = route(() => there)
  const first = await readOn(NO_OUTPUT, read)
  expect(first).toMatchObject({ text: bytes.slice(0, 8), nextOffset: 8, ended: false })
  there = bytes.length
  expect(await readOn(first, read)).toMatchObject({ text: bytes, nextOffset: bytes.length, ended: true })
  expect(asked).toEqual([0, 5, 8, 13, 18])
})
test('a reading that brings nothing new changes nothing', async () => {
  const { read } = route(() => bytes.length)
  const whole = await readOn(NO_OUTPUT, read)
  expect(await readOn(whole, read)).toEqual(whole)
})
