/** Which steps are idle, ready or waiting: follows from the order alone. Pure. */
import { findRequest, isOpenRequest, lowestUnfinished, REQUEST_OF_STEP } from '../current-step'
import type { LegState, RecoveryState, StepState, StepStatus } from '../state'

const FROM_PLACE: readonly StepStatus[] = ['idle', 'ready', 'waiting']

/** Sets the steps that nobody has touched: the lowest unfinished one is ready (or waits for the other party), later ones are idle. */
export function settleOrder(state: RecoveryState): RecoveryState {
  return { ...state, legs: state.legs.map((leg) => ({ ...leg, steps: leg.steps.map((step) => place(leg, step)) })) }
}

function place(leg: LegState, step: StepState): StepState {
  if (!FROM_PLACE.includes(step.status)) return step
  const status = placeOf(leg, step)
  return status === step.status ? step : { ...step, status }
}

function placeOf(leg: LegState, step: StepState): StepStatus {
  if (lowestUnfinished(leg)?.key !== step.key) return 'idle'
  const key = REQUEST_OF_STEP[step.key]
  const request = key && findRequest(leg, key)
  return request && isOpenRequest(request) ? 'waiting' : 'ready'
}
