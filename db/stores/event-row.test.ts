// A history whose rows were cut, edited or written by another hand is opened read-only as far as it is sound, and nothing throws on it.
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { EVENT_TYPES, versionOf, type EventType, type RecoveryEvent } from '@/lib/recovery/events'
import { replay } from '@/lib/recovery/evolve'
import golden from '@/lib/recovery/fixtures/events-v1.json'
import goldenByHand from '@/lib/recovery/fixtures/events-v2.json'
import { canonical } from '../canonical'
import { isSoundBody } from './event-body'
import { toEvent } from './event-row'

const histories = golden.histories as unknown as readonly { readonly title: string; readonly events: readonly RecoveryEvent[] }[]
const toRow = ({ actorName, body, ...plain }: RecoveryEvent) => ({ ...plain, body: canonical({ actorName, body }) })

const damages: readonly (readonly [string, (text: string) => string])[] = [
  ['cut', (text) => text.slice(0, -7)],
  ['emptied', () => ''],
  ['not an object', () => '["x"]'],
  ['another body', () => '{"actorName":"x","body":{"strange":1}}'],
]

describe.each([...histories, ...(goldenByHand.histories as unknown as typeof histories)])('$title', ({ events }) => {
  test('is read as it was written, none of it called damaged', () => {
    const read = events.map(toRow).map(toEvent)
    expect(read).toEqual(events)
    expect(read.some(({ damaged }) => damaged)).toBe(false)
  })

  test.each(damages)('with any one record %s: read-only from there on, with its number, and without a throw', (_, damage) => {
    for (const index of events.keys()) {
      const rows = events.map(toRow).map((row, at) => (at === index ? { ...row, body: damage(row.body) } : row))
      const state = replay(rows.map(toEvent), procedures)
      if (index === 0) expect(state).toBeNull()
      else expect(state).toMatchObject({ readOnly: 'damaged', seq: events.length })
    }
  })
})

test('of every type, a body that lacks any of its parts is not sound, and one with more is', () => {
  const samples = new Map(histories.flatMap(({ events }) => events.map((event) => [event.type, event] as const)))
  expect(samples.size).toBeGreaterThan(30)
  for (const [type, { v, body }] of samples) {
    expect([type, isSoundBody(type, v, { ...body, more: 1 })]).toEqual([type, true])
    for (const part of Object.keys(body)) expect([type, part, isSoundBody(type, v, { ...body, [part]: undefined })]).toEqual([type, part, false])
  }
})

test('what another release wrote is not judged here: upcast does', () => {
  expect(isSoundBody('RecoveryMoved', 1, {})).toBe(true)
  for (const type of EVENT_TYPES) expect(isSoundBody(type, versionOf(type as EventType) + 1, {})).toBe(true)
})
