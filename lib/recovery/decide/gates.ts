/**
 * Who may act at all, and when: the gates before every act. Each answers a refusal or `null`. Pure.
 * An administrator passes no gate that his other roles do not open.
 */
import { currentStep, isFinished, unsettledAttempt } from '../current-step'
import type { Actor } from '../intents'
import type { ActorRole } from '../procedure'
import { refuse, type Refusal } from '../refusals'
import type { RecoveryState, StepState } from '../state'

export const hasRole = (actor: Actor, role: ActorRole): boolean => actor.roles !== 'system' && actor.roles.includes(role)

/** The machine reports; people act. */
export const needRole = (actor: Actor, role: ActorRole): Refusal | null =>
  actor.roles === 'system' ? refuse('notAllowed') : hasRole(actor, role) ? null : refuse('notYourRole', { values: { role } })

export const needDriver = (state: RecoveryState, actor: Actor): Refusal | null =>
  state.driver.id === actor.id ? null : refuse('notDriver', { values: { name: state.driver.name } })

/** The history is understood wholly: without that nothing is decided. */
export const needReadable = (state: RecoveryState): Refusal | null => (state.readOnly ? refuse('readOnly') : null)

export const needNotEnded = (state: RecoveryState): Refusal | null => (state.ended ? refuse('recoveryEnded', { values: { at: state.ended.at } }) : null)

export const needNotHeld = (state: RecoveryState): Refusal | null => (state.held ? refuse('recoveryHeld', { values: { at: state.held.at } }) : null)

/** The system builder in control, on a recovery that goes on. */
export const needControl = (state: RecoveryState, actor: Actor): Refusal | null =>
  needReadable(state) ?? needRole(actor, 'systemBuilder') ?? needNotEnded(state) ?? needNotHeld(state) ?? needDriver(state, actor)

/** The resource manager, on a recovery that is open or on hold: his answers go on while it rests. */
export const needResourceManager = (state: RecoveryState, actor: Actor): Refusal | null =>
  needReadable(state) ?? needRole(actor, 'resourceManager') ?? needNotEnded(state)

/** Only the lowest unfinished step takes acts. */
export function needCurrent(state: RecoveryState, step: StepState): Refusal | null {
  if (isFinished(step)) return refuse('stepFinished', { values: { n: step.no } })
  const current = currentStep(state)
  return current && current.key !== step.key ? refuse('notThisStepYet', { values: { n: current.no } }) : null
}

/** Nothing is under way on the step, and its last outcome is known. */
export function needAtRest(step: StepState): Refusal | null {
  if (step.status === 'running' || step.status === 'verifying') return refuse('commandRunning')
  return step.status === 'unknown' ? refuse('outcomeUnknown') : null
}

export function needNoUnsettledAttempt(state: RecoveryState): Refusal | null {
  const attempt = unsettledAttempt(state)
  return attempt ? refuse('attemptUnsettled', { values: { command: attempt.command.name } }) : null
}
