/**
 * What did not go as the procedure says: the part of the report that is never left out, even when it is empty. Pure.
 * Taken from the history, since a step opened again starts afresh while its earlier deviation remains.
 */
import type { TimeMs } from '@/lib/std/clock'
import { ANSWERING_STEP } from './current-step'
import type { RecoveryEvent, StepRef } from './events'
import type { StepKey } from './procedure'

export type DeviationCode =
  | 'skipped' | 'overruled' | 'notNeededOverruled' | 'enteredAfterwards' | 'unknownSettled' | 'wentOnWithout' | 'wentOnWithoutWaiting' | 'targetAccepted' | 'stopNotRun'
  | 'ranByHand' | 'confirmedByHand' | 'loadBalancerLeftOut' | 'reportReceived' | 'reopened' | 'switched' | 'notRestored' | 'dataNeverAnswered'

export type Deviation = {
  readonly code: DeviationCode
  readonly leg: number | null
  readonly stepKey: StepKey | null
  readonly at: TimeMs
  readonly by: string
  readonly reason: string | null
  readonly agreedBy: string | null
}

/** In the order of the history. */
export function deviationsOf(events: readonly RecoveryEvent[]): readonly Deviation[] {
  return events.flatMap((event, index) => {
    const found = deviationIn(event, events.slice(0, index))
    return found ? [{ leg: null, stepKey: null, reason: null, agreedBy: null, ...found, at: event.at, by: event.actorName }] : []
  })
}

type Found = { readonly code: DeviationCode } & Partial<Pick<Deviation, 'leg' | 'stepKey' | 'reason' | 'agreedBy'>>

const on = (code: DeviationCode, { leg, step }: StepRef, reason: string | null, agreedBy: string | null = null): Found => ({ code, leg, stepKey: step, reason, agreedBy })

function deviationIn(event: RecoveryEvent, earlier: readonly RecoveryEvent[]): Found | null {
  switch (event.type) {
    case 'StepSkipped':
      return on('skipped', event.body, event.body.reason)
    case 'StepOverruled':
      return on('overruled', event.body, event.body.reason)
    case 'StepNotNeeded':
      return event.body.because === 'overruled' ? on('notNeededOverruled', event.body, event.body.reason) : null
    case 'StepEnteredAfterwards':
      return on('enteredAfterwards', event.body, event.body.what)
    case 'StepReopened':
      return on('reopened', event.body, event.body.reason)
    case 'TargetAccepted':
      return on('targetAccepted', event.body, event.body.reason)
    case 'WentOnWithout':
      return on(event.body.what === 'waiting' ? 'wentOnWithoutWaiting' : 'wentOnWithout', event.body, event.body.reason, event.body.agreedBy)
    case 'CommandRequested':
      return event.body.byHand && !isManual(earlier) ? on('ranByHand', event.body, null) : null
    case 'OutcomeSettled':
      return event.body.by === 'person' ? on('unknownSettled', event.body, event.body.note) : null
    case 'SecondEvidenceGiven':
      return event.body.kind === 'hypervisor' && !ranSince(event.body, earlier) ? on('stopNotRun', event.body, event.body.note) : null
    case 'StepConfirmed':
      return confirmation(event)
    case 'HandoffAnswered':
    case 'HandoffCorrected':
      return event.body.enteredFor ? { code: 'reportReceived', leg: event.body.leg, stepKey: ANSWERING_STEP[event.body.request], reason: event.body.enteredFor.who } : null
    case 'ProcedureSwitched':
      return { code: 'switched', leg: event.body.leg, reason: event.body.reason }
    case 'ServiceRestored':
      return event.body.restored ? null : { code: 'notRestored', reason: event.body.reason }
    case 'RecoveryCompleted':
      return event.body.openData === null ? null : { code: 'dataNeverAnswered', reason: event.body.openData }
    default:
      return null
  }
}

/** Where no application may log in, commands run by hand are what the procedure foresees. */
const isManual = ([begun]: readonly RecoveryEvent[]): boolean => begun?.type === 'RecoveryStarted' && begun.body.facts.transport === 'manual'

/** A reason in a confirmation always stands for something that was not done as foreseen. */
function confirmation({ body }: Extract<RecoveryEvent, { readonly type: 'StepConfirmed' }>): Found | null {
  if (body.automatic || !body.statement.reason) return null
  return on(body.step === 'stop' || body.step === 'start' ? 'loadBalancerLeftOut' : 'confirmedByHand', body, body.statement.reason)
}

/** Whether the step's command was launched since it was last opened. */
function ranSince(ref: StepRef, earlier: readonly RecoveryEvent[]): boolean {
  const last = earlier.findLast((event) => (event.type === 'CommandLaunched' || event.type === 'StepReopened') && event.body.leg === ref.leg && event.body.step === ref.step)
  return last?.type === 'CommandLaunched'
}
