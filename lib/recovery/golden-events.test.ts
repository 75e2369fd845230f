/**
 * Histories written by earlier releases are read for ever. One golden file per version of events: it holds every type that the release
 * writes, and is never changed afterwards; a later version adds its own file and its step in upcast.ts.
 */
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { receiversOf } from './asked'
import { consolidatedState } from './consolidated-state'
import { evolve, replay } from './evolve'
import { EVENT_TYPES, versionOf, type RecoveryEvent } from './events'
import golden from './fixtures/events-v1.json'
import goldenHandoffs from './fixtures/events-v2-handoffs.json'
import goldenInterruptions from './fixtures/events-v2-interruptions.json'
import goldenReceivers from './fixtures/events-v2-receivers.json'
import goldenSentBack from './fixtures/events-v2-sent-back.json'
import goldenByHand from './fixtures/events-v2.json'
import { upcast } from './upcast'

/** Types that the first release did not write; attachments and approvals are written by nothing yet. */
const NOT_WRITTEN_AT_FIRST = ['HandoffReminded', 'FileAttached', 'ApprovalAsked', 'ApprovalGiven']

type Histories = readonly { readonly title: string; readonly ends: string; readonly events: readonly RecoveryEvent[] }[]
const histories = golden.histories as unknown as Histories
const byHand = goldenByHand.histories as unknown as Histories
const interruptions = goldenInterruptions.histories as unknown as Histories
const handoffs = goldenHandoffs.histories as unknown as Histories
const receivers = goldenReceivers.histories as unknown as Histories
const sentBack = goldenSentBack.histories as unknown as Histories

describe('events of version 1', () => {
  test('every type that is written stands in the golden file', () => {
    const written = new Set(histories.flatMap(({ events }) => events.map((event) => event.type)))
    expect(EVENT_TYPES.filter((type) => !written.has(type as RecoveryEvent['type']))).toEqual(NOT_WRITTEN_AT_FIRST)
  })

  test.each([...histories, ...byHand, ...interruptions, ...handoffs, ...sentBack, ...receivers].map((history) => [history.title, history] as const))('%s reads as it did', (_, { events, ends }) => {
    const state = replay(events, procedures)
    expect(state?.readOnly).toBeNull()
    expect(state && consolidatedState(state)).toBe(ends)
    expect(state?.seq).toBe(events.length)
  })
})

describe('events of version 2: commands that people run, interruptions without an answer, hand-offs with files, addressees and new due times', () => {
  const raised = EVENT_TYPES.filter((type) => versionOf(type as RecoveryEvent['type']) === 2)

  test('every type that was raised stands in its golden file, and stood in an earlier one as version 1', () => {
    const versions = (of: Histories) => new Set(of.flatMap(({ events }) => events.map(({ type, v }) => `${type} ${v}`)))
    expect(raised.filter((type) => !versions([...byHand, ...interruptions, ...handoffs, ...sentBack, ...receivers]).has(`${type} 2`))).toEqual([])
    expect(raised.filter((type) => !versions([...histories, ...handoffs]).has(`${type} 1`))).toEqual([])
  })

  test('what version 1 did not say of a hand-off means that nothing of it was there', () => {
    const requests = histories.flatMap(({ events }) => replay(events, procedures)?.legs ?? []).flatMap((leg) => leg.requests)
    expect(requests.length).toBeGreaterThan(0)
    expect(requests.filter(({ addressed, reminders }) => addressed !== null || reminders.length > 0)).toEqual([])
    expect(handoffs.flatMap(({ events }) => replay(events, procedures)?.legs ?? []).flatMap((leg) => leg.requests).some(({ addressed, reminders }) => addressed?.to?.mail === 'rm@example.jp' && reminders.length === 2)).toBe(true)
  })

  test('what version 1 did not say of a reminder means that it went to whom the request was addressed', () => {
    const asked = (of: Histories) => of.flatMap(({ events }) => replay(events, procedures)?.legs ?? []).flatMap((leg) => leg.requests).map((request) => receiversOf(request).map(({ mail }) => mail))
    expect(asked(handoffs)).toContainEqual(['rm@example.jp'])
    expect(asked(receivers)).toContainEqual(['rm@example.jp', 'deputy@example.jp'])
  })

  test('what version 1 did not say of an answer that was sent back means that the due time stayed', () => {
    const sent = handoffs.flatMap(({ events }) => events.slice(0, 4))
    const [begun] = sent
    const dueAt = sent.flatMap((event) => (event.type === 'HandoffSent' && event.body.dueAt !== null ? [event.body.dueAt] : []))[0]
    const back = { ...begun, type: 'HandoffSentBack', v: 1, seq: 5, at: (dueAt ?? 0) + 1, body: { leg: 1, request: 'collect-data', reason: '訂正' } } as RecoveryEvent
    expect(replay([...sent, back], procedures)?.legs[0]?.requests.at(-1)).toMatchObject({ status: 'sentBack', dueAt, promisedAt: null, countsFrom: back.at })
    expect(sentBack.flatMap(({ events }) => replay(events, procedures)?.legs ?? []).flatMap((leg) => leg.requests).at(-1)).toMatchObject({ dueAt: null, promisedAt: null, reminded: 100 })
  })

  test('what version 1 did not say of an interruption means that it was answered', () => {
    const interrupted = (of: Histories) => of.flatMap(({ events }) => replay(events, procedures)?.legs ?? []).flatMap(({ steps }) => steps).flatMap((step) => step.attempts).flatMap((attempt) => (attempt.interrupted ? [attempt.interrupted.unanswered] : []))
    expect([interrupted(histories), interrupted(interruptions)]).toEqual([[false], [true]])
  })

  test('what version 1 did not say means that the app ran it', () => {
    const attempts = histories.flatMap(({ events }) => replay(events, procedures)?.legs ?? []).flatMap(({ steps }) => steps).flatMap((step) => step.attempts)
    expect(attempts.length).toBeGreaterThan(0)
    expect(attempts.filter((attempt) => attempt.byHand)).toEqual([])
  })
})

describe('an event that this release does not know', () => {
  const first = histories[0]?.events[0]
  test.each([['a newer version', { v: 2 }], ['an unknown type', { type: 'RecoveryMoved' }]])('%s opens the recovery read-only', (_, over) => {
    const [begun, ...rest] = histories[0]?.events ?? []
    const strange = { ...rest[0], ...over } as unknown as RecoveryEvent
    const state = begun && evolve(evolve(null, begun, procedures), strange, procedures)
    expect(state).toMatchObject({ readOnly: 'newerVersion', seq: 2 })
  })
  test('and is refused by upcast, never guessed at', () => {
    expect(upcast({ type: 'RecoveryMoved', v: 1, body: {} }).ok).toBe(false)
    expect(upcast({ type: 'RecoveryHeld', v: 2, body: {} }).ok).toBe(false)
    expect(first && upcast(first).ok).toBe(true)
  })
  test('a history that begins with one gives no state, and throws nothing', () => {
    expect(first && evolve(null, { ...first, v: 99 }, procedures)).toBeNull()
  })
})
