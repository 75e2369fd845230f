/** What is the case with a link, from the history and the clock alone. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import { procedures } from '@/lib/procedures/registry'
import { findRequest } from '@/lib/recovery/current-step'
import type { Actor } from '@/lib/recovery/intents'
import { holderId } from '@/lib/recovery/link-holder'
import { mayActOnRequest } from '@/lib/recovery/may-act'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { LegState, RecoveryState, RequestState } from '@/lib/recovery/state'
import type { Answered, Standing } from './dto'
import { hashOf, linkGoodUntil } from './links'
import type { HandoffLink } from './ports'

/** Of the hash that stands for an address in an id: enough to tell the few receivers of one request apart. */
const ADDRESS_DIGITS = 16

/** The act that answers a request. */
export const ANSWER_ACT = { 'collect-data': 'answerCollect', 'request-replacement': 'answerReport', 'transfer-data': 'answerTransfer' } as const satisfies Readonly<Record<RequestKey, string>>

/**
 * Whoever holds a link and nothing else. Every mail about a request brings a link of its own, so he is known by what his links have in common, the
 * request's number and the address that they went to: what he brought by one is his by the next.
 */
export const holderOf = ({ requestNo, to, recoveryId, leg, request }: HandoffLink): Actor =>
  ({ id: holderId(`${requestNo}:${hashOf(to.mail.toLowerCase()).slice(0, ADDRESS_DIGITS)}`), name: to.name, roles: 'link', link: { recoveryId, leg, request } })

/** The very request that a link was made for, among those of its kind. */
export function requestOfLink({ leg: no, requestNo }: Pick<HandoffLink, 'leg' | 'requestNo'>, state: RecoveryState): { readonly leg: LegState; readonly request: RequestState } | null {
  const leg = state.legs.find((each) => each.no === no)
  const request = leg?.requests.find((each) => each.no === requestNo)
  return leg && request ? { leg, request } : null
}

/** A request that was sent once more under another number is answered under that number. */
export const isLatest = (leg: LegState, { key, no }: RequestState): boolean => findRequest(leg, key)?.no === no

export function standingOf(link: HandoffLink, state: RecoveryState, now: TimeMs): Standing {
  const found = requestOfLink(link, state)
  if (!found) return { is: 'unknown' }
  const { request, leg } = found
  const goodUntil = linkGoodUntil(link, request, state, now)
  const answer = answerOf(request)
  const mayAnswer = now < goodUntil && isLatest(leg, request) && mayActOnRequest(state, ANSWER_ACT[request.key], { leg: leg.no, key: request.key }, { actor: holderOf(link), at: now, reading: null, procedures }) === null
  const isHeld = state.held !== null
  if (link.revokedAt !== null) return { is: 'revoked', at: link.revokedAt, by: link.revokedBy ?? '' }
  if (state.ended) return { is: 'ended', at: state.ended.at, answer, mayAnswer }
  if (request.status === 'recalled') return { is: 'recalled', reason: request.recalledReason ?? '' }
  if (now >= goodUntil) return { is: 'old', at: goodUntil, answer }
  return request.status === 'answered' && answer ? { is: 'answered', answer, mayCorrect: mayAnswer, goodUntil, isHeld } : { is: 'open', goodUntil, isHeld }
}

const answerOf = ({ answeredBy, answeredAt, answerVersion }: RequestState): Answered | null =>
  answeredBy && answeredAt !== null ? { by: answeredBy.name, at: answeredAt, version: answerVersion } : null
