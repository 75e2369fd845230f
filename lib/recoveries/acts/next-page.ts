/** Where an act leads: pages never move on by themselves, a person's press does. Pure. */
import { currentLeg, currentStep, findStep, isFinished } from '@/lib/recovery/current-step'
import type { Actor } from '@/lib/recovery/intents'
import type { StepKey } from '@/lib/recovery/procedure'
import type { RecoveryState } from '@/lib/recovery/state'
import type { StepInput } from '../input/step-input'

export const recoveryPath = (id: string): string => `/recoveries/${id}`
export const stepPath = (id: string, leg: number, no: number): string => `/recoveries/${id}/legs/${leg}/steps/${no}`

/** The page of the present step, or the overview where there is none. */
export function presentStepPath(state: RecoveryState): string {
  const step = state.ended ? null : currentStep(state)
  return step ? stepPath(state.id, currentLeg(state).no, step.no) : recoveryPath(state.id)
}

/** Acts that end a step lead to the next one; a resource manager's answer stays, to show what was sent. */
export function nextAfterStep(state: RecoveryState, { leg, step, act }: Pick<StepInput, 'leg' | 'step' | 'act'>, actor: Actor): string {
  const here = findStep(state, { leg, step: step as StepKey })
  const isAnswer = act.startsWith('answer')
  const actsForOthers = actor.roles !== 'system' && !actor.roles.includes('systemBuilder')
  if (here && isFinished(here) && !isAnswer && !actsForOthers && act !== 'run' && act !== 'runAgain') return presentStepPath(state)
  return here ? stepPath(state.id, leg, here.no) : recoveryPath(state.id)
}
