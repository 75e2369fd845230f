/** The first state, and the beginning of a leg. Pure. */
import type { Procedure, ProcedureKey, ProcedureRegistry } from '../procedure'
import type { LegState, RecoveryState, StepState } from '../state'
import { actorOf, type EventOf } from './reducer'

/** The state after the first event. `id` is the recovery's reference number. */
export function begin(event: EventOf<'RecoveryStarted'>, procedures: ProcedureRegistry): RecoveryState {
  const { body } = event
  return {
    id: event.recoveryId,
    seq: event.seq,
    readOnly: null,
    status: 'open',
    unit: body.unit,
    failed: body.failed,
    facts: body.facts,
    answer: body.answer,
    startReading: body.reading,
    occurredAt: body.occurredAt,
    detectedAt: body.detectedAt,
    detectedBy: body.detectedBy,
    incident: body.incident,
    drill: body.drill,
    startedAt: event.at,
    startedBy: actorOf(event),
    driver: body.driver,
    legs: [beginLeg({ no: 1, procedure: body.procedure, version: body.version, startedAt: event.at, switchedBecause: null }, procedures)],
    collected: null,
    transferred: null,
    held: null,
    pauses: [],
    resumed: null,
    serviceRestored: null,
    ended: null,
    failedServerGone: false,
    notes: [],
    lastReading: body.reading,
  }
}

type LegHead = { readonly no: number; readonly procedure: ProcedureKey; readonly version: number; readonly startedAt: number; readonly switchedBecause: string | null }

/** A new leg with untouched steps. A version that this release does not know gives a leg without steps: readable, never acted on. */
export const beginLeg = (head: LegHead, procedures: ProcedureRegistry): LegState => ({
  ...head,
  steps: procedures(head.procedure, head.version)?.steps.map(untouched) ?? [],
  requests: [],
  replacement: null,
  replacementChecks: [],
})

const untouched = ({ no, key }: Procedure['steps'][number]): StepState => ({
  no,
  key,
  status: 'idle',
  revision: 0,
  awaits: null,
  outcome: null,
  finishedAt: null,
  finishedBy: null,
  statement: null,
  evidence: null,
  reason: null,
  agreedBy: null,
  notNeededBecause: null,
  overruled: false,
  secondEvidence: null,
  enteredAfterwards: null,
  automatic: false,
  attempts: [],
  reopened: [],
  openForAnswer: false,
})
