/** An act on the recovery as a whole, in the same two halves as an act on a step. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import type { Actor, Intent } from '../intents'
import type { Refusal } from '../refusals'
import type { RecoveryState } from '../state'
import type { Decided } from './decision'

export type RecoveryIntentType = 'takeControl' | 'giveControl' | 'hold' | 'resume' | 'switch' | 'restoreService' | 'end' | 'stop' | 'note'
export type RecoveryIntents = { readonly [T in RecoveryIntentType]: Extract<Intent, { readonly type: T }> }

export type RecoveryContext = { readonly state: RecoveryState; readonly actor: Actor; readonly at: TimeMs }
export type RecoveryAct<I> = {
  readonly may: (context: RecoveryContext) => Refusal | null
  readonly record: (context: RecoveryContext, intent: I) => Decided
}
export type RecoveryActs<T extends RecoveryIntentType> = { readonly [K in T]: RecoveryAct<RecoveryIntents[K]> }
