import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAnnouncer } from './announcer'

const timer = { set: (run: () => void, afterMs: number) => setTimeout(run, afterMs), clear: (id: unknown) => clearTimeout(id as NodeJS.Timeout), now: () => Date.now() }
const heard: string[] = []
const make = () => createAnnouncer((region, text) => text !== '' && heard.push(`${region}: ${text}`), timer)

beforeEach(() => {
  heard.length = 0
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

test('phases are said at most once in 5 seconds, and the last one wins', () => {
  const { announce } = make()
  for (const text of ['a', 'b', 'c']) announce({ region: 'polite', text, kind: 'phase' })
  expect(heard).toEqual(['polite: a'])
  vi.advanceTimersByTime(5_000)
  expect(heard).toEqual(['polite: a', 'polite: c'])
})

test('a result is said at once and overtakes a phase that waits', () => {
  const { announce } = make()
  announce({ region: 'polite', text: 'running', kind: 'phase' })
  announce({ region: 'polite', text: 'checking', kind: 'phase' })
  announce({ region: 'alert', text: 'failed' })
  vi.advanceTimersByTime(10_000)
  expect(heard).toEqual(['polite: running', 'alert: failed'])
})

test('the same text is never said twice in a row', () => {
  const { announce } = make()
  announce({ region: 'polite', text: 'copied' })
  announce({ region: 'polite', text: 'copied' })
  expect(heard).toEqual(['polite: copied'])
})

test('a command of two minutes says at most 12 messages', () => {
  const { announce } = make()
  for (let second = 0; second < 50; second += 1) {
    announce({ region: 'polite', text: `${second}`, kind: 'phase' })
    vi.advanceTimersByTime(1_000)
  }
  expect(heard.length).toBeLessThanOrEqual(12)
})
