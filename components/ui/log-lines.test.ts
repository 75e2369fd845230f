import { expect, test } from 'vitest'
import { filterLines, severityOf, toChunks, type LogLine } from './log-lines'

const lines = (count: number): LogLine[] => Array.from({ length: count }, (_, index) => ({ no: index + 1, at: null, text: `line ${index + 1}` }))

test('lines are kept in chunks of 200; only the last is open', () => {
  const { chunks, hidden } = toChunks(lines(450))
  expect(chunks.map(({ first, lines: { length }, closed }) => [first, length, closed])).toEqual([[1, 200, true], [201, 200, true], [401, 50, false]])
  expect(hidden).toBe(0)
})

test('a page never holds more than 5,000 lines, and says how many it left out', () => {
  const { chunks, hidden } = toChunks(lines(12_345))
  const shown = chunks.reduce((sum, chunk) => sum + chunk.lines.length, 0)
  expect(shown).toBeLessThanOrEqual(5_000)
  expect(shown + hidden).toBe(12_345)
  expect(chunks.at(-1)?.lines.at(-1)?.no).toBe(12_345)
})

test('a closed chunk stays as it is while lines arrive', () => {
  expect(toChunks(lines(401)).chunks[0]).toEqual(toChunks(lines(600)).chunks[0])
})

test('filtering and severities', () => {
  expect(filterLines(lines(30), ' LINE 2 ').map(({ no }) => no)).toEqual([2, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29])
  expect(filterLines(lines(3), ' ')).toHaveLength(3)
  expect([severityOf('KEOS20312-E x'), severityOf('KEOS20312-W x'), severityOf('KEOS20312-I x'), severityOf('a KEOS20312-E')]).toEqual(['error', 'warning', null, null])
})
