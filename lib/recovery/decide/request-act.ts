/** An act on a request between the two parties, in the same two halves as an act on a step. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import type { Actor, Intent } from '../intents'
import type { RequestKey, StepDefinition } from '../procedure'
import type { Refusal } from '../refusals'
import type { LegState, RecoveryState, RequestState, StepState } from '../state'
import type { Decided } from './decision'

export type RequestIntentType = 'send' | 'remind' | 'accept' | 'promise' | 'beginRequest' | 'sendBack' | 'recall' | 'answerCollect' | 'answerReport' | 'answerTransfer'
export type RequestIntents = { readonly [T in RequestIntentType]: Extract<Intent, { readonly type: T }> }

export type RequestContext = {
  readonly state: RecoveryState
  readonly leg: LegState
  readonly key: RequestKey
  /** The latest of its kind in the leg. */
  readonly request: RequestState | undefined
  /** The step that sends it, and the step that waits for its answer: one and the same for data, two for the replacement. */
  readonly sending: { readonly step: StepState; readonly definition: StepDefinition }
  readonly answering: StepState
  /** A report received by telephone or mail, entered by the system builder. */
  readonly onBehalf: boolean
  readonly actor: Actor
  readonly at: TimeMs
}

export type RequestAct<I> = {
  readonly may: (context: RequestContext) => Refusal | null
  readonly record: (context: RequestContext, intent: I) => Decided
}
export type RequestActs<T extends RequestIntentType> = { readonly [K in T]: RequestAct<RequestIntents[K]> }
