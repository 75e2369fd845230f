/** Finds the request and the steps that an act on it is about. Pure. */
import { err, ok, type Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import { ANSWERING_STEP, currentLeg, definitionOf, findRequest, procedureOf } from '../current-step'
import type { Actor, Intent } from '../intents'
import type { ProcedureRegistry, RequestKey } from '../procedure'
import { refuse, type Refusal } from '../refusals'
import type { RecoveryState } from '../state'
import type { RequestContext, RequestIntentType } from './request-act'

/** The request that an intent is about; answers name theirs by what they answer. */
export function requestKeyOf(intent: Extract<Intent, { readonly type: RequestIntentType }>): RequestKey {
  switch (intent.type) {
    case 'answerCollect':
      return 'collect-data'
    case 'answerReport':
      return 'request-replacement'
    case 'answerTransfer':
      return 'transfer-data'
    default:
      return intent.request
  }
}

type Which = { readonly leg: number; readonly key: RequestKey; readonly onBehalf: boolean }
type Who = { readonly actor: Actor; readonly at: TimeMs }

/** A request of an earlier leg was recalled with that leg: nothing more is done about it. */
export function requestContext(state: RecoveryState, which: Which, { actor, at }: Who, procedures: ProcedureRegistry): Result<RequestContext, Refusal> {
  const leg = currentLeg(state)
  if (which.leg < leg.no) return err(refuse('requestNotOpen'))
  const procedure = procedureOf(leg, procedures)
  // Each request is named by the step that sends it, or that it opens.
  const definition = procedure && definitionOf(procedure, which.key)
  const step = leg.steps.find((each) => each.key === which.key)
  const answering = leg.steps.find((each) => each.key === ANSWERING_STEP[which.key])
  if (which.leg !== leg.no || !definition || !step || !answering) return err(refuse('notFound'))
  return ok({ state, leg, key: which.key, request: findRequest(leg, which.key), sending: { step, definition }, answering, onBehalf: which.onBehalf, actor, at })
}
