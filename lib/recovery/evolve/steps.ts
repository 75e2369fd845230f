/** What acts of people make of a step. Pure. */
import { outcomeWithSecondEvidence } from '../conclude'
import { definitionOf } from '../current-step'
import { loadBalancerStated, peopleSwitchLoadBalancer } from '../load-balancer'
import type { RecoveryEvent, StepRef } from '../events'
import type { ProcedureRegistry, StepKey } from '../procedure'
import type { RecoveryState, StepState } from '../state'
import { actorOf, finish, touchParting, touchStep, unfinish, type Reducers } from './reducer'

type StepEvent =
  | 'StepConfirmed' | 'StepSkipped' | 'StepNotNeeded' | 'StepOverruled' | 'StepEnteredAfterwards' | 'StepReopened' | 'SecondEvidenceGiven' | 'TargetAccepted'
  | 'WentOnWithout' | 'ReportReceived' | 'ApprovalAsked' | 'ApprovalGiven'

/** What these found, or did, is what parting with the failed server rests on. */
const BEFORE_PARTING: readonly StepKey[] = ['collect-data', 'stop']

export const stepReducers: Reducers<StepEvent> = {
  StepConfirmed: (state, event, procedures) => {
    const { statement, reading, automatic } = event.body
    return touchStep(state, event.body, (before) => {
      const step: StepState = { ...before, statement: { ...before.statement, ...statement }, automatic, evidence: reading ?? before.evidence }
      if (!isCommand(state, event.body, procedures)) return finish(step, 'done', event)
      // On a command step the statement goes with the command: it finishes the step only where nothing else was owed.
      return before.awaits === 'loadBalancer' && before.outcome ? finishOrAwait(state, step, before.outcome, event) : step
    })
  },

  StepSkipped: (state, event) => touchStep(state, event.body, (step) => finish({ ...step, reason: event.body.reason }, 'skipped', event)),

  StepNotNeeded: (state, event) =>
    touchStep(state, event.body, (step) =>
      finish({ ...step, notNeededBecause: event.body.because, evidence: event.body.reading, reason: event.body.reason ?? step.reason }, 'notNeeded', event)),

  StepOverruled: (state, event) => touchStep(state, event.body, (step) => ({ ...step, overruled: true, reason: event.body.reason })),

  StepEnteredAfterwards: (state, event) => {
    const { what, doneBy, doneAt } = event.body
    return touchStep(state, event.body, (step) => finish({ ...step, enteredAfterwards: { what, doneBy, doneAt, enteredAt: event.at } }, 'doneLater', event))
  },

  StepReopened: (state, event) => {
    const opened = touchStep(state, event.body, (step) => reopen(step, event, event.body.reason))
    const reopened = BEFORE_PARTING.includes(event.body.step) ? touchParting(opened, event.body.leg) : opened
    // Service is restored after the *last* start: opening it again takes the earlier record's meaning away, never the record.
    return event.body.step === 'start' ? { ...reopened, serviceRestored: null } : reopened
  },

  SecondEvidenceGiven: (state, event) => {
    const { leg: _leg, step: _step, ...given } = event.body
    return touchStep(state, event.body, (step) =>
      finishOrAwait(state, { ...step, secondEvidence: { ...given, recordedAt: event.at } }, outcomeWithSecondEvidence(step), event))
  },

  TargetAccepted: (state, event) => {
    const { reason, reading, step: key } = event.body
    const accepted = touchStep(state, event.body, (step) => finishOrAwait(state, { ...step, reason, evidence: reading }, 'doneWarn', event))
    return key === 'detach' ? { ...accepted, failedServerGone: true } : accepted
  },

  WentOnWithout: (state, event) => {
    const { reason, agreedBy, what } = event.body
    return touchStep(state, event.body, (step) => finish({ ...step, reason, agreedBy, openForAnswer: what === 'waiting' }, 'wentOnWithout', event))
  },

  ReportReceived: (state, event) => {
    const { comparedBy, note } = event.body
    return touchStep(state, event.body, (step) => finish({ ...step, statement: { by: comparedBy, ...(note === null ? {} : { note }) } }, 'done', event))
  },

  ApprovalAsked: (state, event) => touchStep(state, event.body, (step) => step),
  ApprovalGiven: (state, event) => touchStep(state, event.body, (step) => step),
}

/**
 * A command step with an outcome is done only when nothing is owed any more: where people switch the load balancer, it needs
 * attention until they said so.
 */
export function finishOrAwait(state: RecoveryState, step: StepState, outcome: 'done' | 'doneWarn', event: RecoveryEvent): StepState {
  return peopleSwitchLoadBalancer(state.facts, step.key) && !loadBalancerStated(step.statement)
    ? { ...step, status: 'attention', awaits: 'loadBalancer', outcome }
    : finish(step, outcome, event)
}

/** What was recorded stays in the history; the step's own page starts afresh, with its attempts kept and counted on. */
const reopen = (step: StepState, event: RecoveryEvent, reason: string): StepState => ({
  ...unfinish(step),
  statement: null,
  evidence: null,
  reason: null,
  agreedBy: null,
  notNeededBecause: null,
  overruled: false,
  secondEvidence: null,
  enteredAfterwards: null,
  automatic: false,
  openForAnswer: false,
  reopened: [...step.reopened, { at: event.at, by: actorOf(event), reason }],
})

function isCommand(state: RecoveryState, ref: StepRef, procedures: ProcedureRegistry): boolean {
  const leg = state.legs.find((each) => each.no === ref.leg)
  const procedure = leg && procedures(leg.procedure, leg.version)
  return procedure !== undefined && definitionOf(procedure, ref.step)?.kind === 'command'
}
