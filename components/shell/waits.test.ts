import { expect, test } from 'vitest'
import type { HomeView } from '@/lib/recoveries/dto'
import { countOf, NOTHING_WAITS, waitsIn } from './waits'

const of = (yours: number, decide: number, requests: number) => waitsIn({ yours: Array(yours), decide: Array(decide), requests: Array(requests) } as unknown as HomeView)

test('a system builder is needed for his own runs and for decisions, a resource manager for requests, who is both for all', () => {
  expect([of(1, 2, 0), of(0, 0, 3), of(0, 0, 0)]).toEqual([{ runs: 3, requests: 0 }, { runs: 0, requests: 3 }, NOTHING_WAITS])
  expect([countOf(of(1, 2, 3)), countOf(NOTHING_WAITS)]).toEqual([6, 0])
})
