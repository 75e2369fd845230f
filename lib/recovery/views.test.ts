/** What lists, clocks and reports show of a recovery. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { consolidatedState } from './consolidated-state'
import { deviationsOf } from './deviations'
import { progressOf } from './progress'
import { timeSplit } from './time-split'
import type { RecoveryState, StepStatus } from './state'
import { playMove, type Move } from './testing/moves'
import { conclude, goTo, Play, smooth, upTo } from './testing/play'

const move: fc.Arbitrary<Move> = fc.record({ kind: fc.nat(20), pick: fc.nat(2_309), who: fc.nat(14), works: fc.boolean(), wild: fc.boolean() })

describe('the time split', () => {
  test('machine + people + waiting + pauses is the elapsed time to the millisecond, whatever happened', () => {
    fc.assert(fc.property(fc.constantFrom('reuse' as const, 'replace' as const), fc.array(move, { maxLength: 80 }), fc.nat(10_000_000), (procedure, sequence, later) => {
      const play = new Play({ procedure })
      for (const each of sequence) playMove(play, each)
      const { machineMs, peopleMs, waitingMs, heldMs, elapsedMs } = timeSplit(play.events, play.at + later, procedures)
      expect(machineMs + peopleMs + waitingMs.resourceManager + waitingMs.systemBuilder + heldMs).toBe(elapsedMs)
      expect(elapsedMs).toBe((play.state.ended?.at ?? play.at + later) - play.state.startedAt)
    }), { numRuns: 60 })
  })

  test('each moment belongs to who had the ball', () => {
    const play = new Play({ procedure: 'replace' })
    const startedAt = play.at
    play.at += 100_000
    smooth['collect-data'](play)
    const answeredAt = play.state.collected?.at ?? 0
    play.do({ type: 'hold', reason: 'x', category: 'parts', plannedAt: null, informed: null })
    const heldAt = play.at
    const split = timeSplit(play.events, heldAt + 5_000, procedures)
    expect(split).toEqual({ machineMs: 0, peopleMs: heldAt - answeredAt, waitingMs: { systemBuilder: 0, resourceManager: answeredAt - startedAt }, heldMs: 5_000, elapsedMs: heldAt + 5_000 - startedAt })
  })

  test('a late answer does not lengthen an ended recovery', () => {
    const play = new Play({ procedure: 'replace' })
    play.do({ type: 'stop', reason: 'x' })
    const before = timeSplit(play.events, play.at, procedures)
    play.at += 1_000_000
    smooth['collect-data'](play)
    expect(timeSplit(play.events, play.at, procedures)).toEqual(before)
  })
})

test('done, not needed and open add up to the procedure\'s steps', () => {
  const play = upTo({ procedure: 'reuse' }, 'start')
  expect(progressOf(play.leg)).toEqual({ total: 5, done: 3, notNeeded: 1, open: 1 })
})

test('the worst open state speaks for the recovery; ended and held come first', () => {
  const order: readonly StepStatus[] = ['unknown', 'failed', 'attention', 'waiting', 'running', 'verifying', 'ready']
  const { state } = new Play({ procedure: 'reuse' })
  const having = (...statuses: readonly StepStatus[]): RecoveryState => ({
    ...state, legs: state.legs.map((leg) => ({ ...leg, steps: leg.steps.map((step, index) => ({ ...step, status: statuses[index] ?? 'idle' })) })),
  })
  for (const [index, worse] of order.entries()) expect(consolidatedState(having('done', ...order.slice(index + 1, index + 4), worse))).toBe(worse)
  expect(consolidatedState({ ...having('failed'), status: 'held' })).toBe('held')
  expect(consolidatedState({ ...having('failed'), status: 'stopped' })).toBe('stopped')
})

test('a recovery without trouble deviates in nothing but what was left out', () => {
  const play = upTo({ procedure: 'reuse' }, 'start')
  play.run()
  conclude(play)
  expect(deviationsOf(play.events)).toEqual([])
})

test('every deviation stands in the report with its reason and who agreed, also after the step was opened again', () => {
  const play = new Play({ procedure: 'replace' })
  play.act('goOnWithoutWaiting', { reason: '応答なし', agreedBy: '鈴木課長' })
  play.act('confirm', { statement: { reason: '読めない' }, automatic: false })
  smooth.stop(play)
  play.act('reopen', { reason: '見直し' }, { step: 'stop' })
  play.run({ says: 'abnormal', works: false })
  play.act('giveSecondEvidence', { hypervisorShows: 'switchedOff', by: '佐藤', at: play.at, note: null, vmNameSeen: null })
  const attempt = play.press()
  play.launch(attempt)
  play.act('endWaiting', { attempt })
  play.act('conclude', { attempt, happened: false, note: '一覧にある' })
  goTo(play, 'clone-and-report')
  play.do({ type: 'answerCollect', leg: 1, items: [], nothingBecause: '起動しない', enteredFor: { who: '山田', how: 'phone', at: play.at } })
  expect(deviationsOf(play.events).map(({ code, stepKey, reason, agreedBy }) => [code, stepKey, reason, agreedBy])).toEqual([
    ['wentOnWithoutWaiting', 'collect-data', '応答なし', '鈴木課長'],
    ['confirmedByHand', 'connect-manager', '読めない', null],
    ['stopNotRun', 'stop', '応答なし', null],
    ['reopened', 'stop', '見直し', null],
    ['unknownSettled', 'detach', '一覧にある', null],
    ['reportReceived', 'collect-data', '山田', null],
  ])
})
