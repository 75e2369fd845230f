/** How events change the state: the shared form of all reducers, and the few moves that they share. Pure. */
import { isFinished } from '../current-step'
import type { EventType, PersonRef, RecoveryEvent, StepRef } from '../events'
import type { ProcedureRegistry, StepKey } from '../procedure'
import type { AttemptState, LegState, RecoveryState, StepState, StepStatus } from '../state'

export type EventOf<T extends EventType> = Extract<RecoveryEvent, { readonly type: T }>

/** Reducers are total and never judge: what is in the history has happened. */
export type Reducer<T extends EventType> = (state: RecoveryState, event: EventOf<T>, procedures: ProcedureRegistry) => RecoveryState
export type Reducers<T extends EventType> = { readonly [K in T]: Reducer<K> }

export const actorOf = (event: RecoveryEvent): PersonRef => ({ id: event.actorId, name: event.actorName })

export const changeLeg = (state: RecoveryState, no: number, change: (leg: LegState) => LegState): RecoveryState => ({
  ...state,
  legs: state.legs.map((leg) => (leg.no === no ? change(leg) : leg)),
})

export const changeStep = (state: RecoveryState, ref: StepRef, change: (step: StepState) => StepState): RecoveryState =>
  changeLeg(state, ref.leg, (leg) => ({ ...leg, steps: leg.steps.map((step) => (step.key === ref.step ? change(step) : step)) }))

/** Changes a step by one of its own events: its revision rises, so that acts based on the earlier page are refused. */
export const touchStep = (state: RecoveryState, ref: StepRef, change: (step: StepState) => StepState): RecoveryState =>
  changeStep(state, ref, (step) => ({ ...change(step), revision: step.revision + 1 }))

/** What takes the failed server away for good, and what lets it be deleted. */
const PARTING: readonly StepKey[] = ['detach', 'request-replacement']

/**
 * A fact of an earlier step that stands beside those presses has changed: whoever has such a page open must see it first. What is over stays as
 * it is.
 */
export const touchParting = (state: RecoveryState, no: number): RecoveryState =>
  PARTING.reduce((touched, key) => {
    const step = touched.legs.find((leg) => leg.no === no)?.steps.find((each) => each.key === key)
    return step && !isFinished(step) ? touchStep(touched, { leg: no, step: key }, (same) => same) : touched
  }, state)

export const changeAttempt = (step: StepState, id: string, change: (attempt: AttemptState) => AttemptState): StepState => ({
  ...step,
  attempts: step.attempts.map((attempt) => (attempt.id === id ? change(attempt) : attempt)),
})

/** A step finished in the given way, by whoever is behind the event. */
export const finish = (step: StepState, status: StepStatus, event: RecoveryEvent): StepState => ({
  ...step,
  status,
  awaits: null,
  outcome: null,
  finishedAt: event.at,
  finishedBy: actorOf(event),
})

/** The other reducers decide what a step became; whether an untouched one is `idle`, `ready` or `waiting` follows from its place. */
export const unfinish = (step: StepState): StepState => ({ ...step, status: 'idle', awaits: null, outcome: null, finishedAt: null, finishedBy: null })
