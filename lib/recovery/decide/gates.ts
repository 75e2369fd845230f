/**
 * Who may act at all, and when: the gates before every act. Each answers a refusal or `null`. Pure. Who may is decided by
 * lib/accounts/may.ts; here it only meets what the recovery and the step say.
 */
import { mayNot, NO_RELATION, type Act } from '@/lib/accounts/may'
import type { ServerId } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import { currentStep, isFinished, unsettledAttempt } from '../current-step'
import type { Actor } from '../intents'
import type { ActorRole, RequestKey } from '../procedure'
import { refuse, type Refusal } from '../refusals'
import type { RecoveryState, StepState } from '../state'

/** The history is understood wholly: without that nothing is decided. */
const needReadable = (state: RecoveryState): Refusal | null => (state.readOnly ? refuse(state.readOnly === 'damaged' ? 'recordDamaged' : 'readOnly') : null)

const needNotEnded = (state: RecoveryState): Refusal | null => (state.ended ? refuse('recoveryEnded', { values: { at: state.ended.at } }) : null)

export const needNotHeld = (state: RecoveryState): Refusal | null => (state.held ? refuse('recoveryHeld', { values: { at: state.held.at } }) : null)

type About = {
  readonly stepActor?: ActorRole | null
  /** An answer entered as a report received. */
  readonly onBehalf?: boolean
  /** The request that the act is about. */
  readonly request?: { readonly leg: number; readonly key: RequestKey }
  /** What the recovery itself says against the act. It says more than that control is elsewhere, and less than that the role is another's. */
  readonly unless?: Refusal | null
}

/** Whether this person may, by lib/accounts/may.ts, in the words of a refusal: the engine's only question about roles. */
export function needRight(state: RecoveryState, actor: Actor, act: Act, { stepActor = null, onBehalf = false, request, unless = null }: About = {}): Refusal | null {
  const { link } = actor
  const isOwnRequest = link !== undefined && request !== undefined && link.recoveryId === state.id && link.leg === request.leg && link.request === request.key
  const why = mayNot(actor.roles, act, { stepActor, isDriver: state.driver.id === actor.id, isReportReceived: onBehalf, isOwnRequest })
  const unreadable = needReadable(state)
  if (unreadable) return unreadable
  if (why && why !== 'notDriver') return refuse(why)
  return unless ?? (why && refuse(why, { values: { name: state.driver.name } }))
}

/** The right to an act that needs no recovery of its own: looking, starting one, keeping a draft. */
export function needRightTo(actor: Actor, act: Act): Refusal | null {
  const why = mayNot(actor.roles, act, NO_RELATION)
  return why && refuse(why)
}

/** For acts while the recovery goes on: not ended, not on hold. */
export const needControl = (state: RecoveryState, actor: Actor, act: Act, stepActor: ActorRole | null = null): Refusal | null =>
  needRight(state, actor, act, { stepActor, unless: needNotEnded(state) ?? needNotHeld(state) })

/** For acts that go on while it rests, until it ends. */
export const needUntilEnd = (state: RecoveryState, actor: Actor, act: Act, request?: About['request']): Refusal | null => needRight(state, actor, act, { request, unless: needNotEnded(state) })

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

/** A complete reading without a record of the server: the wrong one was named, or somebody unregistered it. */
export const notListed = (state: RecoveryState, address: ServerId, reading: Reading | null): Refusal =>
  refuse('serverNotListed', { values: { address, unit: state.unit, n: reading?.servers.length ?? 0, at: reading?.readAt ?? 0 } })

export function needNoUnsettledAttempt(state: RecoveryState): Refusal | null {
  const attempt = unsettledAttempt(state)
  return attempt ? refuse('attemptUnsettled', { values: { command: attempt.command.name } }) : null
}
