/**
 * Where a recovery stands: the current leg, its lowest unfinished step, its unsettled attempt. Pure; safe in the browser.
 */
import { assert } from '@/lib/std/assert'
import type { StepRef } from './events'
import type { Procedure, ProcedureRegistry, RequestKey, StepDefinition, StepKey } from './procedure'
import { FINISHED, type AttemptState, type LegState, type RecoveryState, type RequestState, type StepState } from './state'

/** The leg being worked on: always the last. */
export function currentLeg(state: RecoveryState): LegState {
  const leg = state.legs.at(-1)
  assert(leg, 'a recovery has at least one leg')
  return leg
}

/** Done in some way, so that the next step may begin. */
export const isFinished = (step: StepState): boolean => FINISHED.includes(step.status)

/** The lowest unfinished step of the current leg: only it takes acts. `null` when every step is finished. */
export const currentStep = (state: RecoveryState): StepState | null => lowestUnfinished(currentLeg(state))

export const lowestUnfinished = (leg: LegState): StepState | null => leg.steps.find((step) => !isFinished(step)) ?? null

export const findStep = (state: RecoveryState, ref: StepRef): StepState | undefined =>
  state.legs.find((leg) => leg.no === ref.leg)?.steps.find((step) => step.key === ref.step)

/** The procedure that a leg is pinned to; `undefined` where this release does not know its version. */
export const procedureOf = (leg: LegState, procedures: ProcedureRegistry): Procedure | undefined => procedures(leg.procedure, leg.version)

export const definitionOf = (procedure: Procedure, key: StepKey): StepDefinition | undefined => procedure.steps.find((step) => step.key === key)

/** The attempt that is neither settled nor declined, if there is one; `unknown` counts as unsettled. */
export const unsettledAttempt = (state: RecoveryState): AttemptState | undefined =>
  state.legs.flatMap((leg) => leg.steps).flatMap((step) => step.attempts).find(isUnsettled)

export const isUnsettled = (attempt: AttemptState): boolean => attempt.status !== 'settled' && attempt.status !== 'declined'

/** The last attempt that ran, or may have run, since the step was last opened. */
export function lastRun(step: StepState): AttemptState | undefined {
  const openedAt = step.reopened.at(-1)?.at ?? 0
  return step.attempts.findLast((attempt) => attempt.requestedAt >= openedAt && attempt.status !== 'declined' && attempt.status !== 'requested')
}

/** The latest request of a kind in a leg, recalled ones included. */
export const findRequest = (leg: LegState, key: RequestKey): RequestState | undefined => leg.requests.findLast((request) => request.key === key)

/** Somebody still owes an answer. */
export const isOpenRequest = (request: RequestState): boolean => request.status !== 'answered' && request.status !== 'recalled'

/** It went by mail; else it is told by telephone, and there is nothing to send again. */
export const isAddressed = (request: RequestState): boolean => Boolean(request.addressed?.to)

/** The request that a hand-off step waits for, by the step that is answered. */
export const REQUEST_OF_STEP: Readonly<Partial<Record<StepKey, RequestKey>>> = {
  'collect-data': 'collect-data',
  'clone-and-report': 'request-replacement',
  'transfer-data': 'transfer-data',
}

/** The step that a request's answer finishes. */
export const ANSWERING_STEP: Readonly<Record<RequestKey, StepKey>> = {
  'collect-data': 'collect-data',
  'request-replacement': 'clone-and-report',
  'transfer-data': 'transfer-data',
}
