/**
 * A link that is over sends a new one to its own receiver and to nobody else, so whoever finds an old one gets nothing by it. How often is counted
 * in the outbox itself, which survives a restart.
 */
import type { TimeMs } from '@/lib/std/clock'
import { needUntilEnd } from '@/lib/recovery/decide/gates'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { StoredMail } from '@/lib/notify/ports'
import type { ActAnswer } from '@/lib/recoveries/dto'
import { callerOf } from './caller'
import type { HandoffDeps, Visit } from './deps'
import type { AskedLink } from './dto'
import type { GuessLimit } from './guess-limit'
import { linkPath } from './links'
import type { HandoffLink } from './ports'
import { holderOf, isLatest } from './standing'
import { findVisited, overBecause, type Visited } from './visited'

/** To one receiver, and of one request. */
export const ASK_AGAIN_MS = 10 * 60_000
export const A_DAY_MAX = 5
const DAY_MS = 24 * 3_600_000

type NewLinkAsker = (token: string, visit: Visit) => Promise<ActAnswer>

export function createNewLinkAsker(deps: HandoffDeps, limit: GuessLimit): NewLinkAsker {
  const underWay = new Set<string>()
  return async (token, visit) => {
    const found = await findVisited(deps, limit, token, visit)
    if (!found.ok) return refused(found.error)
    const { requestNo } = found.value.link
    const against = mayNotAsk(found.value) ?? (underWay.has(requestNo) ? refuse('tryAgain') : null)
    if (against) return refused(against)
    underWay.add(requestNo)
    try {
      return await ask(deps, found.value, token)
    } finally {
      underWay.delete(requestNo)
    }
  }
}

const refused = (refusal: Refusal): ActAnswer => ({ ok: false, refusals: [refusal] })

function mayNotAsk({ link, state, leg, request, standing }: Visited): Refusal | null {
  const denied = needUntilEnd(state, holderOf(link), 'askNewLink', { leg: link.leg, key: link.request })
  if (denied) return denied
  if (standing.is !== 'old') return overBecause(standing) ?? refuse('notOffered')
  return isLatest(leg, request) ? null : refuse('requestNotOpen')
}

async function ask(deps: HandoffDeps, { link, state, request, now }: Visited, token: string): Promise<ActAnswer> {
  const mails = await deps.outbox.ofRecovery(link.recoveryId)
  const sent = newLinksOf(mails, link)
  const again = mayAskAgainAt(sent, link, now)
  if (again !== null) return refused(refuse('linkAskedLately', { values: { time: again } }))
  const told = mails.findLast(({ requestNo, facts }) => requestNo === link.requestNo && facts.kind === 'request')
  if (told?.facts.kind !== 'request') return refused(refuse('notOffered'))
  const id = deps.newId()
  const unit = await deps.sites.unit(state.facts.connectionId, state.unit)
  await deps.outbox.add(link.recoveryId, told.eventSeq, {
    id, messageId: told.messageId.replace(/^<[^@]*/, `<${id}`), leg: link.leg, request: link.request, requestNo: link.requestNo, locale: link.locale, to: link.to, cc: [], replyTo: told.replyTo,
    facts: { ...told.facts, kind: 'newLink', at: now, sentAt: request.sentAt, caller: callerOf(state, request, unit), linkAlone: await deps.linkAlone() },
  }, now)
  deps.handoff.wakeMail()
  return { ok: true, recoveryId: link.recoveryId, next: linkPath(token) }
}

const newLinksOf = (mails: readonly StoredMail[], { requestNo }: HandoffLink): readonly StoredMail[] => mails.filter((mail) => mail.requestNo === requestNo && mail.facts.kind === 'newLink')
const isTo = (link: HandoffLink) => ({ to }: StoredMail): boolean => to.mail === link.to.mail

/** When it may be asked for again; null: now. */
function mayAskAgainAt(sent: readonly StoredMail[], link: HandoffLink, now: TimeMs): TimeMs | null {
  const last = sent.findLast(isTo(link))
  const again = Math.max(last ? last.createdAt + ASK_AGAIN_MS : 0, (sent.at(-A_DAY_MAX)?.createdAt ?? -DAY_MS) + DAY_MS)
  return again > now ? again : null
}

/** The new link that was asked for last. */
export async function askedLink(deps: Pick<HandoffDeps, 'outbox'>, link: HandoffLink): Promise<AskedLink | null> {
  const last = newLinksOf(await deps.outbox.ofRecovery(link.recoveryId), link).findLast(isTo(link))
  if (!last) return null
  const isWaiting = last.status === 'queued' || last.status === 'sending'
  return { at: last.createdAt, state: last.status === 'sent' ? 'sent' : isWaiting ? 'waiting' : 'lost' }
}
