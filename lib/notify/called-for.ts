/**
 * Whether a mail that waited is still called for when its turn comes: a mail server that was down must not ask for what was answered or taken
 * back meanwhile. What only tells what happened stays true, however late it comes. Pure.
 */
import { isOpenRequest } from '@/lib/recovery/current-step'
import type { RecoveryState } from '@/lib/recovery/state'
import type { StoredMail } from './ports'

/** What asks for an answer. */
export const isAsking = ({ kind }: StoredMail['facts']): boolean => kind === 'request' || kind === 'reminder' || kind === 'newLink' || kind === 'sentBack'

/** `state`: as it is now. A request that is not found in it is asked for as it was written: better asked twice than not at all. */
export function isCalledFor({ facts, leg: no, requestNo, createdAt }: Pick<StoredMail, 'facts' | 'leg' | 'requestNo' | 'createdAt'>, state: RecoveryState): boolean {
  const isOfMachine = facts.kind === 'overdue' || (facts.kind === 'reminder' && facts.percent > 0)
  if (!isAsking(facts) && !isOfMachine) return true
  if (state.ended) return false
  const request = state.legs.find((leg) => leg.no === no)?.requests.find((each) => each.no === requestNo)
  if (!request) return true
  if (!isOpenRequest(request)) return false
  // Open again after it was sent back: what asked before that answer says that none is there.
  if (facts.kind === 'sentBack') return facts.reason === request.sentBackReason
  const isAnsweredSince = request.answeredAt !== null && createdAt < request.answeredAt
  // By the machine: it says that a time is over, and another one was promised by now.
  const isOtherTime = isOfMachine && facts.promisedAt !== request.promisedAt
  return !isAnsweredSince && !isOtherTime
}
