import { describe, expect, test } from 'vitest'
import { blastRadius } from './blast-radius'
import { compareFor, diffReadings } from './changes'
import type { ChangeCommand } from './commands'
import { FAILED, NEW, UNIT, dead, marked, reading, stopped, working } from './sample-readings'

const N2 = '192.168.1.102'
const N3 = '192.168.1.103'
const stop: ChangeCommand = { name: 'stop', unit: UNIT, server: FAILED, loadBalancer: false }
const update: ChangeCommand = { name: 'update', unit: UNIT, server: NEW }

describe('differences between two readings', () => {
  test('the same facts differ in nothing, whatever their order, times and messages', () => {
    expect(diffReadings(reading([dead(FAILED), working(N2)]), reading([working(N2), dead(FAILED)], { id: 'later', readAt: 99, messages: ['x'] }))).toEqual([])
  })

  test('each fact is told with both sides, servers that came or went as one', () => {
    const before = reading([marked(dead(FAILED)), working(N2)], { definitionStatus: 'changed' })
    const after = reading([dead(FAILED), working(N3)])
    expect(diffReadings(before, after)).toEqual([
      { server: null, field: 'definitionStatus', before: 'changed', after: null },
      { server: FAILED, field: 'markTime', before: '2026/11/22 02:40:00 JST', after: null },
      { server: FAILED, field: 'markComment', before: '原因を調べています', after: null },
      { server: N2, field: 'listed', before: 'yes', after: null },
      { server: N3, field: 'listed', before: null, after: 'yes' },
    ])
    expect(diffReadings(before, after, { servers: [N3] })).toEqual([{ server: N3, field: 'listed', before: null, after: 'yes' }])
  })
})

describe('drift', () => {
  test('a change of the target concerns the command, a change of a neighbour does not', () => {
    const drift = compareFor(stop, reading([dead(FAILED), working(N2)]), reading([working(FAILED), dead(N2)]))
    expect(drift.about.map((change) => change.server)).toEqual([FAILED, FAILED, FAILED])
    expect(drift.others.every((change) => change.server === N2)).toBe(true)
  })

  test('update: stopped servers and the definition concern it, running neighbours do not', () => {
    const before = reading([stopped(N2), working(N3), stopped(NEW)])
    const after = reading([{ ...stopped(N2), updateScope: 'all' }, { ...working(N3), updateScope: 'all' }, stopped(NEW)], { definitionStatus: 'changed' })
    const drift = compareFor(update, before, after)
    expect(drift.about.map(({ server, field }) => [server, field])).toEqual([[null, 'definitionStatus'], [N2, 'updateScope']])
    expect(drift.others.map(({ server, field }) => [server, field])).toEqual([[N3, 'updateScope']])
  })

  test('update: a neighbour that stopped meanwhile would be touched, so it concerns it', () => {
    const drift = compareFor(update, reading([working(N2), stopped(NEW)]), reading([stopped(N2), stopped(NEW)]))
    expect(drift.about.some((change) => change.server === N2 && change.field === 'observed')).toBe(true)
  })
})

test('the blast radius of update sorts every other server once and tells what is not released', () => {
  const unclear = { ...working('192.168.1.105'), observed: 'resting' }
  const radius = blastRadius(reading([stopped(N2), { ...working(N3), updateScope: 'applications' }, dead('192.168.1.104'), unclear, stopped(NEW)], { definitionStatus: 'changed' }), NEW)
  expect(radius).toEqual({
    rebuilt: [N2], untouched: [N3], unreachable: ['192.168.1.104'], unclear: ['192.168.1.105'], behind: [N3], definitionChanged: true,
  })
})
