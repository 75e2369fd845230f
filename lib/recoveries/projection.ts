/** The row of a recovery in lists, locks and searches, from its state. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import { consolidatedState } from '@/lib/recovery/consolidated-state'
import { currentLeg, currentStep, isOpenRequest, ANSWERING_STEP } from '@/lib/recovery/current-step'
import { progressOf } from '@/lib/recovery/progress'
import { heldMs } from '@/lib/recovery/rested'
import type { LegState, RecoveryState, RequestState, StepState } from '@/lib/recovery/state'
import type { OpenRequest, Projection } from './ports'

const MINUTE_MS = 60_000

/** `changedAt`: when the last event was recorded; who is waited for has waited since then at the latest. */
export function toProjection(state: RecoveryState, changedAt: TimeMs): Projection {
  const leg = currentLeg(state)
  const step = state.ended ? null : currentStep(state)
  const openRequests = state.ended ? [] : state.legs.flatMap((each) => each.requests.filter(isOpenRequest).map((request) => toOpenRequest(state, each, request)))
  const awaited = step ? openRequests.find((request) => request.leg === leg.no && ANSWERING_STEP[request.key as RequestState['key']] === step.key) : undefined
  const { done, total, notNeeded } = progressOf(leg)
  return {
    id: state.id,
    seq: state.seq,
    status: state.status,
    procedure: leg.procedure,
    unit: state.unit,
    connectionId: state.facts.connectionId,
    failedServer: state.failed.id,
    newServer: leg.replacement?.id ?? null,
    driverId: state.driver.id,
    driverName: state.driver.name,
    incident: state.incident,
    leg: leg.no,
    stepNo: step?.no ?? null,
    stepKey: step?.key ?? null,
    state: consolidatedState(state),
    waitsFor: waitsFor(state, step),
    waitingSince: awaited?.sentAt ?? changedAt,
    dueAt: awaited?.dueAt ?? null,
    promisedAt: awaited?.promisedAt ?? null,
    targetAt: targetAt(state),
    openRequests,
    stepsDone: done,
    stepsTotal: total,
    stepsNotNeeded: notNeeded,
    drill: state.drill,
    detectedAt: state.detectedAt,
    startedAt: state.startedAt,
    endedAt: state.ended?.at ?? null,
  }
}

/** When the site wants the service back: counted from the detection. */
export const targetAt = (state: RecoveryState): TimeMs | null => (state.facts.targetMinutes === null ? null : state.detectedAt + state.facts.targetMinutes * MINUTE_MS)

function waitsFor(state: RecoveryState, step: StepState | null): Projection['waitsFor'] {
  if (state.status !== 'open') return 'none'
  if (!step) return 'systemBuilder'
  if (step.status === 'running' || step.status === 'verifying') return step.attempts.at(-1)?.byHand ? 'systemBuilder' : 'machine'
  // A step of the other party that nobody is asked for (its request was taken back) is the system builder's to ask for again.
  return step.status === 'waiting' ? 'resourceManager' : 'systemBuilder'
}

/** Only a recovery that goes on is reminded of, so that ended pauses are all that counts. */
function toOpenRequest({ pauses }: RecoveryState, leg: LegState, request: RequestState): OpenRequest {
  const stepNo = leg.steps.find(({ key }) => key === ANSWERING_STEP[request.key])?.no ?? 0
  const { no, key, status, sentAt, dueAt, promisedAt, countsFrom, reminded } = request
  const restedMs = heldMs({ held: null, pauses }, countsFrom, pauses.at(-1)?.to ?? countsFrom)
  return { no, leg: leg.no, key, stepNo, status, sentAt, dueAt, promisedAt, sentBy: request.sentBy.name, acceptedBy: request.acceptedBy?.name ?? null, countsFrom, restedMs, reminded }
}
