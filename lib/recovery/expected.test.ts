import { expect, test } from 'vitest'
import { byUrgency, dueAgain, expectedAt, isOverdue, type Expected } from './expected'

const NOW = 1_000
const waiting = (name: string, since: number, dueAt: number | null = null, promisedAt: number | null = null) => ({ name, since, dueAt, promisedAt })
const ordered = (...entries: readonly ReturnType<typeof waiting>[]) => entries.toSorted(byUrgency(NOW, ({ since }) => since)).map(({ name }) => name)

test('a promise counts, else the deadline; without either nothing is ever overdue', () => {
  const cases: readonly (readonly [Expected, number | null, boolean])[] = [
    [{ dueAt: null, promisedAt: null }, null, false], [{ dueAt: 999, promisedAt: null }, 999, true], [{ dueAt: 1_000, promisedAt: null }, 1_000, false],
    [{ dueAt: 900, promisedAt: 1_100 }, 1_100, false], [{ dueAt: 1_100, promisedAt: 900 }, 900, true],
  ]
  for (const [expected, at, over] of cases) expect([expectedAt(expected), isOverdue(expected, NOW)]).toEqual([at, over])
})

test('an answer that goes back is wanted by the time that was named, else by the due time while it is ahead, else as usual', () => {
  expect(dueAgain(2_000, NOW, { named: 1_500, usual: 3_000 })).toBe(1_500)
  expect([dueAgain(2_000, NOW, { usual: 3_000 }), dueAgain(NOW, NOW, { usual: 3_000 }), dueAgain(null, NOW, { usual: 3_000 })]).toEqual([2_000, 3_000, 3_000])
  expect([dueAgain(NOW, NOW, {}), dueAgain(null, NOW, {})]).toEqual([null, null])
})

test('the overdue stand first, the longest waiting among them first, then all others by how long they wait', () => {
  expect(ordered(waiting('new', 900), waiting('old', 100), waiting('late', 500, 990), waiting('late and old', 200, 999))).toEqual(['late and old', 'late', 'old', 'new'])
  expect(ordered(waiting('promised again', 100, 500, 2_000), waiting('promise broken', 300, 2_000, 900))).toEqual(['promise broken', 'promised again'])
})

test('entries that are equal keep their order', () => expect(ordered(waiting('a', 1), waiting('b', 1), waiting('c', 1))).toEqual(['a', 'b', 'c']))
