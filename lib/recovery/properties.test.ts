/** What holds for every sequence of intents, by whomever, in whatever order. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { definitionOf, isFinished, isUnsettled } from './current-step'
import { evolve, replay } from './evolve'
import type { RecoveryEvent } from './events'
import { mayActOnRecovery, mayActOnRequest, mayActOnStep } from './may-act'
import { offersOf } from './offers'
import type { StepKey } from './procedure'
import type { RecoveryState } from './state'
import { builder, manager, pasted, Play } from './testing/play'
import { people, playMove, RECOVERY_TYPES, recoveryIntent, REQUEST_KEYS, REQUEST_TYPES, requestIntent, STEP_TYPES, stepIntent, type Move } from './testing/moves'

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.nat(20), pick: fc.nat(2_309), who: fc.nat(14), works: fc.boolean(),
  wild: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
})
const moves = fc.array(move, { minLength: 1, maxLength: 160, size: 'max' })
const options = fc.record({
  procedure: fc.constantFrom('reuse' as const, 'replace' as const),
  facts: fc.record({ loadBalancer: fc.constantFrom('none' as const, 'linked' as const, 'people' as const), transport: fc.constantFrom('local' as const, 'ssh' as const, 'manual' as const) }),
  hypervisorName: fc.constantFrom('vm-gyoumu-a-01', null),
})
const RUNS = { numRuns: 150 }

/** The finishing records that a gate may have, read from the history alone, apart from `evolve`. */
function gateRecord(events: readonly RecoveryEvent[], leg: number, step: StepKey): RecoveryEvent | undefined {
  const on = (event: RecoveryEvent): boolean => 'leg' in event.body && event.body.leg === leg && 'step' in event.body && event.body.step === step
  const opened = events.findLastIndex((event) => event.type === 'StepReopened' && on(event))
  return events.slice(opened + 1).findLast((event) => {
    switch (event.type) {
      case 'StepConfirmed': case 'StepSkipped': case 'StepNotNeeded': case 'StepEnteredAfterwards': case 'TargetAccepted': case 'WentOnWithout': case 'SecondEvidenceGiven': case 'ReportReceived':
        return on(event)
      case 'OutcomeSettled':
        return on(event) && (event.body.conclusion === 'done' || event.body.conclusion === 'doneWarn')
      case 'HandoffSent':
        return event.body.leg === leg && event.body.request === step && step === 'request-replacement'
      case 'HandoffAnswered': case 'HandoffCorrected':
        return event.body.leg === leg && ((event.body.request === 'request-replacement' && step === 'clone-and-report') || event.body.request === step)
      default:
        return false
    }
  })
}

const carriedOver = (state: RecoveryState, step: StepKey): boolean => step === 'collect-data' && state.legs.length > 1 && state.collected !== null

function expectGatesPassed(play: Play): void {
  const passed = play.leg.steps.filter(isFinished)
  for (const step of passed) {
    const record = gateRecord(play.events, play.leg.no, step.key)
    expect(record ?? carriedOver(play.state, step.key), `${step.key} is ${step.status} without a record`).toBeTruthy()
    if (record?.type !== 'OutcomeSettled' || record.body.by === 'person') continue
    // Done by the machine alone: the target state was seen after the command, and was not there before.
    const seen = play.events.findLast((event) => event.type === 'StateSeen' && event.body.attempt === record.body.attempt)
    expect(seen?.type === 'StateSeen' && seen.body.seen).toBe('target')
  }
}

describe('whatever is tried, in whatever order', () => {
  test('no step is passed, and no recovery completed, without a record of every gate', () => {
    let completed = 0
    fc.assert(fc.property(options, moves, (start, sequence) => {
      const play = new Play(start)
      for (const each of sequence) {
        playMove(play, each)
        if (play.state.status !== 'completed') continue
        completed += 1
        expect(play.leg.steps.every(isFinished)).toBe(true)
        expect(play.state.serviceRestored).not.toBeNull()
        break
      }
      expectGatesPassed(play)
    }), { numRuns: 400 })
    expect(completed, 'the walks reach the end often enough to mean something').toBeGreaterThan(2)
  })

  test('replaying the history gives the state that was reached, and the state is plain JSON', () => {
    fc.assert(fc.property(options, moves, (start, sequence) => {
      const play = new Play(start)
      for (const each of sequence) playMove(play, each)
      expect(replay(play.events, procedures)).toEqual(play.state)
      const throughText: RecoveryState = JSON.parse(JSON.stringify(play.state))
      expect(throughText).toEqual(play.state)
      expect(replay(JSON.parse(JSON.stringify(play.events)), procedures)).toEqual(throughText)
    }), RUNS)
  })

  test('no intent ever shortens or rewrites what is recorded', () => {
    fc.assert(fc.property(options, moves, (start, sequence) => {
      const play = new Play(start)
      for (const each of sequence) {
        const before = [...play.events]
        const frozen = JSON.stringify(play.state.legs.flatMap((leg) => leg.steps.flatMap((step) => step.attempts.map(({ id, no, argv }) => [id, no, argv]))))
        playMove(play, each)
        expect(play.events.slice(0, before.length)).toEqual(before)
        const after = JSON.stringify(play.state.legs.flatMap((leg) => leg.steps.flatMap((step) => step.attempts.map(({ id, no, argv }) => [id, no, argv]))))
        expect(JSON.parse(after)).toEqual(expect.arrayContaining(JSON.parse(frozen)))
      }
    }), { numRuns: 40 })
  })

  test('at most one attempt is unsettled, and only the lowest unfinished step has it', () => {
    fc.assert(fc.property(options, moves, (start, sequence) => {
      const play = new Play(start)
      for (const each of sequence) {
        playMove(play, each)
        const unsettled = play.state.legs.flatMap((leg) => leg.steps).filter((step) => step.attempts.some(isUnsettled))
        expect(unsettled.flatMap((step) => step.attempts.filter(isUnsettled)).length).toBeLessThanOrEqual(1)
        for (const step of unsettled) expect(step.key).toBe(play.current.key)
      }
    }), RUNS)
  })

  test('a command is launched at most once for each press', () => {
    fc.assert(fc.property(options, moves, (start, sequence) => {
      const play = new Play(start)
      for (const each of sequence) playMove(play, each)
      const count = (type: RecoveryEvent['type']) => play.events.flatMap((event) => (event.type === type && 'attempt' in event.body ? [event.body.attempt] : []))
      const launched = count('CommandLaunched')
      expect(new Set(launched).size).toBe(launched.length)
      expect(count('CommandRequested')).toEqual(expect.arrayContaining(launched))
    }), RUNS)
  })

  test('only the driver acts on the system builder\'s steps, only the resource manager answers for himself, and nobody else acts at all', () => {
    fc.assert(fc.property(options, moves, (start, sequence) => {
      const play = new Play(start)
      for (const each of sequence) {
        const driver = play.state.driver.id
        const tried = playMove(play, each)
        if (!tried?.taken || tried.actor.roles === 'system') continue
        const { intent, actor } = tried
        expect(['systemBuilder', 'resourceManager'].some((role) => actor.roles !== 'system' && actor.roles.includes(role as 'systemBuilder'))).toBe(true)
        if ('basedOn' in intent) expect(actor.id).toBe(driver)
        if (['accept', 'promise', 'beginRequest'].includes(intent.type)) expect(actor).toBe(manager)
        if ('enteredFor' in intent) expect(intent.enteredFor === null ? actor === manager : actor.id === driver).toBe(true)
      }
    }), RUNS)
  })

  test('an event of a newer release makes the recovery read-only, and never breaks it', () => {
    fc.assert(fc.property(options, moves, (start, sequence) => {
      const play = new Play(start)
      for (const each of sequence) playMove(play, each)
      const newer = { ...play.events[0], seq: play.events.length + 1, v: 99 } as RecoveryEvent
      const state = evolve(play.state, newer, procedures)
      expect(state).toEqual({ ...play.state, seq: newer.seq, readOnly: 'newerVersion' })
    }), { numRuns: 30 })
  })
})

describe('what is offered is accepted with a well-formed form, and what is not offered is refused', () => {
  /** Compares both halves of every act in the state that the moves led to. */
  function compare(play: Play, picks: { readonly who: number; readonly read: number }): void {
    const actor = people[picks.who % people.length] ?? builder
    const read = play.read(picks.read !== 1)
    const reading = picks.read === 0 ? null : picks.read === 2 ? pasted(read) : read
    const viewer = { actor, at: play.at + 1_000, reading, procedures }
    for (const step of play.leg.steps) {
      for (const type of STEP_TYPES) {
        const mayNot = mayActOnStep(play.state, type, { leg: play.leg.no, step: step.key }, viewer)
        const decision = play.decide(stepIntent(play, type, step.key, reading), actor)
        expect([step.key, type, decision.ok ? null : decision.error.code]).toEqual([step.key, type, mayNot?.code ?? null])
      }
    }
    for (const key of REQUEST_KEYS) {
      for (const type of REQUEST_TYPES) {
        for (const onBehalf of [false, true]) {
          const intent = requestIntent(play, type, key, onBehalf)
          if (type.startsWith('answer') && key !== 'collect-data') continue
          const named = type === 'answerReport' ? 'request-replacement' : type === 'answerTransfer' ? 'transfer-data' : key
          const mayNot = mayActOnRequest(play.state, type, { leg: play.leg.no, key: named, onBehalf: type.startsWith('answer') && onBehalf }, viewer)
          const decision = play.decide(intent, actor)
          expect([named, type, decision.ok ? null : decision.error.code]).toEqual([named, type, mayNot?.code ?? null])
        }
      }
    }
    for (const type of RECOVERY_TYPES) {
      const mayNot = mayActOnRecovery(play.state, type, viewer)
      const decision = play.decide(recoveryIntent(play, type), actor)
      expect([type, decision.ok ? null : decision.error.code]).toEqual([type, mayNot?.code ?? null])
    }
  }

  test('in every state that random walks reach, for every person, step and act', () => {
    fc.assert(fc.property(options, moves, fc.record({ who: fc.nat(9), read: fc.nat(4) }), (start, sequence, picks) => {
      const play = new Play(start)
      for (const each of sequence) playMove(play, each)
      compare(play, picks)
    }), { numRuns: 200 })
  })

  test('an open step always offers its driver a way on, and unknown exactly its three', () => {
    fc.assert(fc.property(options, moves, (start, sequence) => {
      const play = new Play(start)
      for (const each of sequence) playMove(play, each)
      if (play.state.ended || play.state.held || play.leg.steps.every(isFinished) || play.state.driver.id !== builder.id) return
      const step = play.current
      const procedure = procedures(play.leg.procedure, play.leg.version)
      const both = { ...builder, roles: ['systemBuilder', 'resourceManager'] as const }
      const { acts } = offersOf(play.state, { leg: play.leg.no, step: step.key }, { actor: both, at: play.at, reading: play.read(), procedures })
      expect(procedure && definitionOf(procedure, step.key)).toBeDefined()
      if (step.status === 'unknown') expect(acts.toSorted()).toEqual([start.facts.transport === 'manual' ? 'byHand' : 'checkNow', 'itDidNot', 'itHappened'])
      else expect(acts.filter((act) => act !== 'readAgain').length, `${step.key} ${step.status} offers a way on`).toBeGreaterThan(0)
      if (step.status === 'attention' || step.status === 'failed') expect(acts).toEqual(expect.arrayContaining(['hold', 'stop']))
    }), RUNS)
  })
})
