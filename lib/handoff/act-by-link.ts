/** An act on the one request of a link: whatever else a form names is turned away before the use case is reached, which then decides for itself. */
import { ANSWERING_STEP } from '@/lib/recovery/current-step'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { ActAnswer } from '@/lib/recoveries/dto'
import { ENTERED_FOR, posted, type PostedForm } from '@/lib/recoveries/forms'
import type { HandoffDeps, Visit } from './deps'
import type { GuessLimit } from './guess-limit'
import { actsOfLink } from './linked-view'
import { linkPath } from './links'
import { ANSWER_ACT, isLatest } from './standing'
import { findVisited, overBecause, whoActs, type Visited } from './visited'

const refused = (refusal: Refusal): ActAnswer => ({ ok: false, refusals: [refusal] })

export async function actByLink(deps: HandoffDeps, limit: GuessLimit, { token, visit, form }: { readonly token: string; readonly visit: Visit; readonly form: PostedForm }): Promise<ActAnswer> {
  const found = await findVisited(deps, limit, token, visit)
  if (!found.ok) return refused(found.error)
  const who = await whoActs(deps, found.value.link, visit.viewer)
  if (!who.ok) return refused(who.error)
  const against = notItsOwn(found.value, form) ?? overBecause(found.value.standing) ?? closedTo(found.value, posted(form, 'act'))
  if (against) return refused(against)
  const answer = await deps.onStep(who.value, form)
  return answer.ok ? { ...answer, next: linkPath(token) } : answer
}

/** Everything that says what a form is about says it once, and says what the link is about. Nobody speaks for others by a link. */
function notItsOwn({ link, request }: Visited, form: PostedForm): Refusal | null {
  const says = (name: string, values: readonly string[]): boolean => form[name]?.length === 1 && values.includes(posted(form, name))
  const isOwn = says('act', actsOfLink(request)) && says('recoveryId', [link.recoveryId]) && says('leg', [String(link.leg)]) && says('step', [ANSWERING_STEP[link.request]])
  return isOwn && ENTERED_FOR.every(({ name }) => form[name] === undefined) ? null : refuse('notAllowed')
}

/** What was answered is corrected and nothing else; what was sent once more under another number is answered there. */
function closedTo({ standing, leg, request }: Visited, act: string): Refusal | null {
  if (!isLatest(leg, request)) return refuse('requestNotOpen')
  if (standing.is !== 'answered' || act === ANSWER_ACT[request.key]) return null
  return refuse('linkUsed', { values: { time: standing.answer.at, name: standing.answer.by } })
}
