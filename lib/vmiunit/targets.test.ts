import { describe, expect, test } from 'vitest'
import type { ChangeCommand } from './commands'
import { offerOf } from './offers'
import type { Reading, Seen, ServerRecord } from './outcome'
import { FAILED, NEW, UNIT, dead, marked, reading, stopped, working } from './sample-readings'
import { isTargetThere, seenAfter, targetState } from './targets'

const neighbours = [working('192.168.1.102'), working('192.168.1.103')]
const NEIGHBOUR_IDS = neighbours.map((record) => record.id)
const withServer = (record: ServerRecord): Reading => reading([record, ...neighbours])
const without = reading(neighbours)
const incomplete = (base: Reading): Reading => ({ ...base, complete: false, gaps: [{ code: 'truncated' }] })

const start = (loadBalancer = false): ChangeCommand => ({ name: 'start', unit: UNIT, server: FAILED, loadBalancer })
const stop = (loadBalancer = false): ChangeCommand => ({ name: 'stop', unit: UNIT, server: FAILED, loadBalancer })
const unmark: ChangeCommand = { name: 'unmark', unit: UNIT, server: FAILED }
const detach: ChangeCommand = { name: 'detach', unit: UNIT, server: FAILED }
const attach: ChangeCommand = { name: 'attach', unit: UNIT, server: NEW, serviceIp: '192.168.2.110' }
const update: ChangeCommand = { name: 'update', unit: UNIT, server: NEW }

const ALL = [start(), stop(), unmark, detach, attach, update]
const online = (record: ServerRecord, changes: Partial<ServerRecord> = {}): ServerRecord => ({ ...record, access: 'online', ...changes })
const fresh: ServerRecord = { id: NEW, updateScope: 'all', logical: 'notbuilt', observed: 'stopped', access: 'online' }

type Case = readonly [title: string, command: ChangeCommand, before: Reading, after: Reading | null, seen: Seen]
const CASES: readonly Case[] = [
  ['start: both states working', start(), withServer(dead(FAILED)), withServer(working(FAILED)), 'target'],
  ['start: still operating', start(), withServer(dead(FAILED)), withServer({ ...working(FAILED), observed: 'operating' }), 'changed'],
  ['start: observed working, logical not', start(), withServer(stopped(FAILED)), withServer({ ...working(FAILED), logical: 'stopped' }), 'changed'],
  ['start: a value that we do not know', start(), withServer(stopped(FAILED)), withServer({ ...working(FAILED), observed: 'Working' }), 'changed'],
  ['start, linked: still blocked', start(true), withServer(stopped(FAILED)), withServer({ ...working(FAILED), loadBalancer: 'blocked' }), 'changed'],
  ['start, linked: unblocked', start(true), withServer(stopped(FAILED)), withServer(working(FAILED)), 'target'],
  ['start, linked: no LB Status at all', start(true), withServer(stopped(FAILED)), withServer({ ...working(FAILED), loadBalancer: undefined }), 'changed'],
  ['start: working before already', start(), withServer(working(FAILED)), withServer(working(FAILED)), 'targetAlreadyBefore'],
  ['start: nothing happened', start(), withServer(stopped(FAILED)), withServer(stopped(FAILED)), 'sameAsBefore'],
  ['start: only a neighbour changed', start(), withServer(stopped(FAILED)), reading([stopped(FAILED), dead('192.168.1.102'), working('192.168.1.103')]), 'sameAsBefore'],
  ['start: the server is gone', start(), withServer(stopped(FAILED)), without, 'changed'],
  ['stop (a): online, observed stopped, logical no longer working', stop(), withServer(working(FAILED)), withServer(stopped(FAILED)), 'target'],
  ['stop (a): logical still working', stop(), withServer(working(FAILED)), withServer(online(dead(FAILED))), 'changed'],
  ['stop (a): still running', stop(), withServer(working(FAILED)), withServer(working(FAILED)), 'sameAsBefore'],
  ['stop (a), linked: not blocked', stop(true), withServer(working(FAILED)), withServer({ ...stopped(FAILED), loadBalancer: 'unblocked' }), 'changed'],
  ['stop (a), linked: blocked', stop(true), withServer(working(FAILED)), withServer(stopped(FAILED)), 'target'],
  ['stop (a): stopped before already', stop(), withServer(stopped(FAILED)), withServer(stopped(FAILED)), 'targetAlreadyBefore'],
  ['stop (b): the dead server, unchanged', stop(), withServer(dead(FAILED)), withServer(dead(FAILED)), 'targetAlreadyBefore'],
  ['stop (b): the dead server, logical now stopped', stop(), withServer(dead(FAILED)), withServer({ ...dead(FAILED), logical: 'stopped' }), 'targetAlreadyBefore'],
  ['stop (b): it ran before, now nobody can reach it', stop(), withServer(working(FAILED)), withServer(dead(FAILED)), 'targetAlreadyBefore'],
  ['stop (b): no Access line', stop(), withServer(working(FAILED)), withServer({ ...stopped(FAILED), access: undefined }), 'targetAlreadyBefore'],
  ['stop (b), linked: requests may still reach it', stop(true), withServer({ ...dead(FAILED), loadBalancer: 'unblocked' }), withServer({ ...dead(FAILED), loadBalancer: 'unblocked' }), 'sameAsBefore'],
  ['stop: the dead server came back and was stopped', stop(), withServer(dead(FAILED)), withServer(stopped(FAILED)), 'target'],
  ['stop: the server is gone', stop(), withServer(working(FAILED)), without, 'changed'],
  ['unmark: mark lines gone', unmark, withServer(marked(dead(FAILED))), withServer(dead(FAILED)), 'target'],
  ['unmark: mark still there', unmark, withServer(marked(dead(FAILED))), withServer(marked(dead(FAILED))), 'sameAsBefore'],
  ['unmark: only its comment gone', unmark, withServer(marked(dead(FAILED))), withServer({ ...marked(dead(FAILED)), markComment: undefined }), 'changed'],
  ['unmark: no mark before', unmark, withServer(dead(FAILED)), withServer(dead(FAILED)), 'targetAlreadyBefore'],
  ['unmark: the server is gone', unmark, withServer(marked(dead(FAILED))), without, 'changed'],
  ['unmark: a neighbour vanished with the mark', unmark, withServer(marked(dead(FAILED))), reading([dead(FAILED), working('192.168.1.102')]), 'notReadable'],
  ['detach: gone, the others there', detach, withServer(dead(FAILED)), without, 'target'],
  ['detach: gone, but a neighbour, too', detach, withServer(dead(FAILED)), reading([working('192.168.1.102')]), 'notReadable'],
  ['detach: still listed', detach, withServer(dead(FAILED)), withServer(dead(FAILED)), 'sameAsBefore'],
  ['detach: still listed, but changed', detach, withServer(dead(FAILED)), withServer(stopped(FAILED)), 'changed'],
  ['detach: the last server of the unit', detach, reading([dead(FAILED)]), reading([]), 'target'],
  ['detach: absent before', detach, without, without, 'targetAlreadyBefore'],
  ['attach: listed', attach, without, reading([...neighbours, fresh]), 'target'],
  ['attach: not listed', attach, without, without, 'sameAsBefore'],
  ['attach: listed before', attach, reading([...neighbours, fresh]), reading([...neighbours, fresh]), 'targetAlreadyBefore'],
  ['update: scope none', update, reading([...neighbours, fresh]), reading([...neighbours, { ...fresh, updateScope: 'none', logical: 'stopped' }]), 'target'],
  ['update: scope left', update, reading([...neighbours, fresh]), reading([...neighbours, fresh]), 'sameAsBefore'],
  ['update: scope missing', update, reading([...neighbours, fresh]), reading([...neighbours, { ...fresh, updateScope: undefined }]), 'changed'],
  ['update: another stopped server was rebuilt', update, reading([{ ...stopped('192.168.1.102'), updateScope: 'all' }, fresh]), reading([stopped('192.168.1.102'), fresh]), 'changed'],
  ['update: none before', update, reading([{ ...fresh, updateScope: 'none' }]), reading([{ ...fresh, updateScope: 'none' }]), 'targetAlreadyBefore'],
]

describe('what is seen after a command', () => {
  test.each(CASES)('%s', (_, command, before, after, seen) => {
    expect(seenAfter({ command, before, after })).toBe(seen)
  })

  test.each(CASES)('%s — from an incomplete reading nothing is seen', (_, command, before, after) => {
    expect(seenAfter({ command, before, after: after && incomplete(after) })).toBe('notReadable')
    expect(seenAfter({ command, before, after: null })).toBe('notReadable')
  })

  test.each(CASES)('%s — with an incomplete reading before, the target state is no evidence', (_, command, before, after) => {
    expect(seenAfter({ command, before: incomplete(before), after })).not.toBe('target')
    expect(seenAfter({ command, before: incomplete(before), after })).not.toBe('sameAsBefore')
  })

  test('absence counts only while servers known from still earlier readings are listed, too', () => {
    const previouslySeen = [...NEIGHBOUR_IDS, FAILED, '192.168.1.104']
    expect(seenAfter({ command: detach, before: withServer(dead(FAILED)), after: without, previouslySeen })).toBe('notReadable')
  })
})

describe('waiting for the target state', () => {
  test('ends where it is seen, and where a second evidence decides', () => {
    expect(isTargetThere(stop(), withServer(dead(FAILED)), [])).toBe(true)
    expect(targetState(stop(), withServer(dead(FAILED)), [])).toBe('apparent')
    expect(isTargetThere(detach, without, [...NEIGHBOUR_IDS, FAILED])).toBe(true)
  })

  test.each(ALL)('$name: never ends by an incomplete reading or none', (command) => {
    expect(isTargetThere(command, null, [])).toBe(false)
    expect(isTargetThere(command, incomplete(without), [])).toBe(false)
  })
})

describe('whether a press may be offered', () => {
  test.each(ALL)('$name: not before the state was read', (command) => {
    expect(offerOf(command, null, [])).toEqual({ offered: false, because: 'notRead' })
    expect(offerOf(command, incomplete(withServer(dead(FAILED))), [])).toEqual({ offered: false, because: 'notReadable' })
  })

  test('repeatable commands are offered though their target state is there', () => {
    expect(offerOf(start(), withServer(working(FAILED)), [])).toEqual({ offered: true })
    expect(offerOf(stop(), withServer(dead(FAILED)), [])).toEqual({ offered: true })
  })

  test.each([
    [unmark, withServer(dead(FAILED)), withServer(marked(dead(FAILED)))],
    [detach, without, withServer(dead(FAILED))],
    [attach, reading([fresh, ...neighbours]), without],
  ] as const)('$0.name is offered only while its target state is not there', (command, there, notThere) => {
    expect(offerOf(command, there, NEIGHBOUR_IDS)).toEqual({ offered: false, because: 'targetThere' })
    expect(offerOf(command, notThere, NEIGHBOUR_IDS)).toEqual({ offered: true })
  })

  test.each([unmark, start(), stop()])('$name: not without a record of its server', (command) => {
    expect(offerOf(command, without, NEIGHBOUR_IDS)).toEqual({ offered: false, because: 'notListed' })
  })

  test('an absence that cannot be proven offers nothing', () => {
    expect(offerOf(detach, without, [...NEIGHBOUR_IDS, '192.168.1.104'])).toEqual({ offered: false, because: 'notReadable' })
  })
})
