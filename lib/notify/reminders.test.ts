import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { projection } from '@/db/testing/samples'
import type { OpenRequest } from '@/lib/recoveries/ports'
import { remindersDue, startReminders, type Reminder } from './reminders'
import { deferred, type Deferred } from './testing/deferred'

const MINUTE_MS = 60_000
const SENT_AT = 1_000_000
const DUE_AT = SENT_AT + 60 * MINUTE_MS

const open = (over: Partial<OpenRequest> = {}): OpenRequest => ({
  no: 'R-1-5', leg: 1, key: 'request-replacement', stepNo: 6, status: 'unread', sentAt: SENT_AT, dueAt: DUE_AT, promisedAt: null, sentBy: '佐藤', acceptedBy: null, countsFrom: SENT_AT, restedMs: 0, reminded: 0, ...over,
})
const due = (now: number, over: Partial<OpenRequest> = {}, status: 'open' | 'held' = 'open') => remindersDue([projection('R-1', { status, openRequests: [open(over)] })], now).map(({ reminder }) => reminder.percent)

test('a request is reminded of when its time is over, and when half of it more is', () => {
  expect([DUE_AT - 1, DUE_AT, DUE_AT + 30 * MINUTE_MS - 1, DUE_AT + 30 * MINUTE_MS].map((now) => due(now))).toEqual([[], [100], [100], [150]])
})
test('what was promised counts, not what was asked for', () => {
  const promisedAt = DUE_AT + 60 * MINUTE_MS
  expect([DUE_AT, promisedAt, promisedAt + 60 * MINUTE_MS].map((now) => due(now, { promisedAt }))).toEqual([[], [100], [150]])
  expect(due(SENT_AT + 20 * MINUTE_MS, { promisedAt: SENT_AT + 20 * MINUTE_MS }), 'an earlier time that was promised').toEqual([100])
})
test('each percentage once; what was missed is not sent late beside the higher one', () => {
  expect([due(DUE_AT, { reminded: 100 }), due(DUE_AT + 60 * MINUTE_MS, { reminded: 100 }), due(DUE_AT + 60 * MINUTE_MS, { reminded: 150 }), due(DUE_AT + 60 * MINUTE_MS)]).toEqual([[], [150], [], [150]])
})
test('without a time nobody is reminded; on hold nobody is', () => {
  expect([due(DUE_AT * 2, { dueAt: null }), due(DUE_AT, {}, 'held')]).toEqual([[], []])
})
test('while it rested the time stood still', () => {
  const restedMs = 72 * 60 * MINUTE_MS
  expect([DUE_AT, DUE_AT + restedMs - 1, DUE_AT + restedMs, DUE_AT + restedMs + 30 * MINUTE_MS].map((now) => due(now, { restedMs }))).toEqual([[], [], [100], [150]])
})
test('a time that was set later counts from then, not from the sending', () => {
  const [countsFrom, promisedAt] = [DUE_AT + 60 * MINUTE_MS, DUE_AT + 80 * MINUTE_MS]
  expect([promisedAt - 1, promisedAt, promisedAt + 10 * MINUTE_MS - 1, promisedAt + 10 * MINUTE_MS].map((now) => due(now, { countsFrom, promisedAt }))).toEqual([[], [100], [100], [150]])
})
test('a time typed as the present minute gives no two reminders at once; one that was over before is none that can be kept', () => {
  fc.assert(fc.property(fc.integer({ min: -59, max: 600 }), (seconds) => {
    const dueAt = SENT_AT + seconds * 1_000
    expect(due(Math.max(dueAt, SENT_AT), { dueAt })).toEqual([100])
    expect(due(dueAt + 5 * MINUTE_MS - 1, { dueAt })).toEqual([100])
  }))
  expect([SENT_AT, DUE_AT * 2].map((now) => due(now, { dueAt: SENT_AT - MINUTE_MS }))).toEqual([[], []])
})

test('every open request of every recovery is looked at, and one that fails keeps no other from it', async () => {
  const reminded: [string, Reminder][] = []
  const warned: object[] = []
  const end = startReminders({
    open: async () => [projection('R-1', { openRequests: [open(), open({ key: 'collect-data', no: 'R-1-1' })] }), projection('R-2', { openRequests: [open({ leg: 2 })] })],
    remind: async (id, reminder) => {
      reminded.push([id, reminder])
      if (id === 'R-1') throw new Error('the database is away')
    },
    clock: { now: () => DUE_AT }, log: { warn: (facts) => void warned.push(facts) }, everyMs: 60_000,
  }).end
  await end()
  expect(reminded).toEqual([['R-1', { leg: 1, request: 'request-replacement', percent: 100, countsFrom: SENT_AT }], ['R-1', { leg: 1, request: 'collect-data', percent: 100, countsFrom: SENT_AT }], ['R-2', { leg: 2, request: 'request-replacement', percent: 100, countsFrom: SENT_AT }]])
  expect(warned).toMatchObject([{ recoveryId: 'R-1' }, { recoveryId: 'R-1' }])
})
test('it is looked again and again, never twice at the same time, also after a failure, and not any more after the end', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const looks: Deferred<[]>[] = []
  const { end } = startReminders({
    open: () => {
      const look = deferred<[]>()
      looks.push(look)
      return look.promise
    },
    remind: async () => undefined, clock: { now: () => 0 }, log: { warn: () => undefined }, everyMs: 1_000,
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(looks, 'the first one is still under way').toHaveLength(1)
  looks[0]?.reject(new Error('the database is away'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looks).toHaveLength(2)
  looks[1]?.resolve([])
  await end()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(looks).toHaveLength(2)
})
