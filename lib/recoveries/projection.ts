/** The row of a recovery in lists, locks and searches, from its state. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import { currentLeg, currentStep, isOpenRequest, ANSWERING_STEP } from '@/lib/recovery/current-step'
import type { LegState, RecoveryState, RequestState, StepState, StepStatus } from '@/lib/recovery/state'
import type { OpenRequest, Projection } from './ports'

/** The worst open state speaks for the recovery. */
const WORST_FIRST: readonly StepStatus[] = ['unknown', 'failed', 'attention', 'waiting', 'running', 'verifying', 'ready']
const MINUTE_MS = 60_000

/** `changedAt`: when the last event was recorded; who is waited for has waited since then at the latest. */
export function toProjection(state: RecoveryState, changedAt: TimeMs): Projection {
  const leg = currentLeg(state)
  const step = state.ended ? null : currentStep(state)
  const openRequests = state.ended ? [] : state.legs.flatMap((each) => each.requests.filter(isOpenRequest).map((request) => toOpenRequest(each, request)))
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
    state: stateOf(state),
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

/** The state of the whole: ended, held, else the worst open one of the current leg. */
export function stateOf(state: RecoveryState): StepStatus | 'held' | 'stopped' | 'completed' {
  if (state.status !== 'open') return state.status
  const statuses = new Set(currentLeg(state).steps.map(({ status }) => status))
  return WORST_FIRST.find((status) => statuses.has(status)) ?? 'done'
}

/** Steps done of steps that apply; a step that was not needed counts on neither side. */
export function progressOf(leg: LegState): { readonly done: number; readonly total: number; readonly notNeeded: number } {
  const notNeeded = leg.steps.filter(({ status }) => status === 'notNeeded').length
  const done = leg.steps.filter(({ finishedAt, status }) => finishedAt !== null && status !== 'notNeeded').length
  return { done, total: leg.steps.length, notNeeded }
}

/** When the site wants the service back: counted from the detection. */
export const targetAt = (state: RecoveryState): TimeMs | null => (state.facts.targetMinutes === null ? null : state.detectedAt + state.facts.targetMinutes * MINUTE_MS)

function waitsFor(state: RecoveryState, step: StepState | null): Projection['waitsFor'] {
  if (state.status !== 'open') return 'none'
  if (!step) return 'systemBuilder'
  if (step.status === 'running' || step.status === 'verifying') return 'machine'
  if (step.status === 'waiting') return 'resourceManager'
  return step.key === 'collect-data' || step.key === 'clone-and-report' ? 'resourceManager' : 'systemBuilder'
}

function toOpenRequest(leg: LegState, request: RequestState): OpenRequest {
  const stepNo = leg.steps.find(({ key }) => key === ANSWERING_STEP[request.key])?.no ?? 0
  const { no, key, status, sentAt, dueAt, promisedAt } = request
  return { no, leg: leg.no, key, stepNo, status, sentAt, dueAt, promisedAt, sentBy: request.sentBy.name, acceptedBy: request.acceptedBy?.name ?? null }
}
