/** One state for the whole recovery. Pure; safe in the browser. */
import { currentLeg } from './current-step'
import type { RecoveryState, StepStatus } from './state'

/** The worst open state speaks for the recovery. */
const WORST_FIRST: readonly StepStatus[] = ['unknown', 'failed', 'attention', 'waiting', 'running', 'verifying', 'ready']

/** The worst open state of any step of the current leg; `done` where every step is finished. */
export function worstOpen(state: RecoveryState): StepStatus {
  const statuses = new Set(currentLeg(state).steps.map(({ status }) => status))
  return WORST_FIRST.find((status) => statuses.has(status)) ?? 'done'
}

/** Ended, held, else the worst open one. Beside `held` screens show `worstOpen`, too. */
export const consolidatedState = (state: RecoveryState): StepStatus | 'held' | 'stopped' | 'completed' => (state.status === 'open' ? worstOpen(state) : state.status)
