/**
 * News that did not arrive by mail and asks for no answer: a request taken back, an unknown outcome, the end. No page waits for anybody because of
 * them, so the recovery's own pages say so to its driver, for as long as telling it still helps.
 */
import { ANSWERING_STEP, findRequest, isFinished, unsettledAttempt } from '@/lib/recovery/current-step'
import type { Actor } from '@/lib/recovery/intents'
import type { LegState, RecoveryState, RequestState } from '@/lib/recovery/state'
import type { Deps } from '../deps'
import type { MailView } from '../dto'

export async function lostNews(deps: Pick<Deps, 'handoff'>, state: RecoveryState, actor: Actor): Promise<readonly MailView[]> {
  const stillHelps = newsThatHelps(state)
  if (state.driver.id !== actor.id || !stillHelps) return []
  return (await deps.handoff.mails(state.id, null)).filter((mail) => mail.isLost && isMissed(mail) && stillHelps(mail))
}

/** Where the site sends no mail at all, the driver's team expects none; whoever was asked may still be at it. */
const isMissed = ({ kind, status }: Pick<MailView, 'kind' | 'status'>): boolean => status !== 'notSet' || kind === 'recalled'

type News = Pick<MailView, 'kind' | 'requestNo' | 'createdAt'>

/** Which news it still helps to tell; null where there is none, so that no mail needs to be looked up. Pure. */
export function newsThatHelps(state: RecoveryState): ((mail: News) => boolean) | null {
  const recalled = state.legs.flatMap((leg) => leg.requests.filter((request) => isTakenBack(leg, request))).map(({ no }) => no)
  const attempt = unsettledAttempt(state)
  const unknownSince = attempt?.status === 'unknown' ? attempt.requestedAt : null
  if (recalled.length === 0 && unknownSince === null && !state.ended) return null
  return ({ kind, requestNo, createdAt }) =>
    (kind === 'recalled' && requestNo !== null && recalled.includes(requestNo)) || (kind === 'unknown' && unknownSince !== null && createdAt >= unknownSince) || (kind === 'ended' && state.ended !== null)
}

/** And neither asked for anew nor settled in another way since. */
const isTakenBack = (leg: LegState, request: RequestState): boolean =>
  request.status === 'recalled' && findRequest(leg, request.key)?.no === request.no && leg.steps.some((step) => step.key === ANSWERING_STEP[request.key] && !isFinished(step))
