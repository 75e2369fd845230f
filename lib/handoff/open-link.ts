/** What the page of a link shows. Nothing is changed by it: a scanner, a preview and a prefetch open it as well. */
import { translator } from '@/lib/i18n/dictionary'
import { createFormatter } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locale'
import { everybodyAsked } from '@/lib/recovery/asked'
import { ANSWERING_STEP } from '@/lib/recovery/current-step'
import { needRight } from '@/lib/recovery/decide/gates'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import type { Refusal } from '@/lib/recovery/refusals'
import { stepPath } from '@/lib/recoveries/acts/next-page'
import { handOffParts } from '@/lib/recoveries/views/hand-off-parts'
import { askedLink } from './ask-new-link'
import { callerOf } from './caller'
import type { HandoffDeps, Visit } from './deps'
import type { FormRow, LinkPage, RequestPage, Standing } from './dto'
import type { GuessLimit } from './guess-limit'
import { toLinkedView } from './linked-view'
import { requestForm } from './request-form'
import { findVisited, overBecause, whoActs, type Visited } from './visited'

export async function openLink(deps: HandoffDeps, limit: GuessLimit, token: string, visit: Visit): Promise<LinkPage> {
  const found = await findVisited(deps, limit, token, visit)
  if (!found.ok) return notFound(found.error, visit)
  const { link, standing } = found.value
  const locale = visit.locale ?? link.locale
  const who = await whoActs(deps, link, visit.viewer)
  if (overBecause(standing)) return overPage(deps, found.value, { locale, viewer: visit.viewer, mayKnow: who.ok })
  if (!who.ok) return visit.viewer ? { shows: 'notYours', locale, name: visit.viewer.name } : { shows: 'signIn', locale }
  const denied = needRight(found.value.state, who.value, 'seeRequest', { request: { leg: link.leg, key: link.request } })
  if (denied) return { shows: 'refused', locale, refusal: denied }
  return requestPage(deps, found.value, { locale, viewer: visit.viewer, actor: who.value })
}

const notFound = (refusal: Refusal, { locale }: Visit): LinkPage => {
  if (refusal.code === 'linkUnknown') return { shows: 'unknown', locale: null }
  return refusal.code === 'tooManyGuesses' ? { shows: 'tooManyGuesses', locale: null } : { shows: 'refused', locale: locale ?? 'ja', refusal }
}

/** What is over tells its story to those who would have seen the request, and to whoever may look at recoveries anyway. */
async function overPage(deps: HandoffDeps, visited: Visited, { locale, viewer, mayKnow }: { readonly locale: Locale; readonly viewer: Actor | null; readonly mayKnow: boolean }): Promise<LinkPage> {
  const { link, state, request, standing } = visited
  const href = hrefFor(visited, viewer)
  const unit = await deps.sites.unit(state.facts.connectionId, state.unit)
  return {
    shows: 'over', locale, standing: mayKnow || href ? standing : bare(standing),
    about: mayKnow || href ? { requestNo: request.no, caller: callerOf(state, request, unit), href } : null,
    newLink: standing.is === 'old' ? { asked: await askedLink(deps, link) } : null,
  }
}

/** The standing without names and reasons. */
function bare(standing: Standing): Standing {
  switch (standing.is) {
    case 'revoked':
      return { ...standing, by: '' }
    case 'recalled':
      return { ...standing, reason: '' }
    case 'old':
    case 'ended':
      return { ...standing, answer: null }
    default:
      return standing
  }
}

function hrefFor({ state, leg, link }: Visited, viewer: Actor | null): string | null {
  const step = leg.steps.find(({ key }) => key === ANSWERING_STEP[link.request])
  return viewer && step && mayAtAll(viewer, 'look') === null ? stepPath(state.id, leg.no, step.no) : null
}

type Reading = { readonly locale: Locale; readonly viewer: Actor | null; readonly actor: Actor }

async function requestPage(deps: HandoffDeps, visited: Visited, { locale, viewer, actor }: Reading): Promise<LinkPage> {
  const { link, state, leg, request, standing, now } = visited
  const step = leg.steps.find(({ key }) => key === ANSWERING_STEP[link.request])
  const [unit, parts] = await Promise.all([deps.sites.unit(state.facts.connectionId, state.unit), step && handOffParts(deps, actor, { state, leg, step, request })])
  const view = toLinkedView({ state, leg, request, actor, now, actKey: deps.newId(), files: parts?.files ?? [], uploads: parts?.uploads ?? null })
  if (!view) return { shows: 'unknown', locale: null }
  const page: RequestPage = {
    shows: 'request', locale, standing, view, byLink: actor.roles === 'link', caller: callerOf(state, request, unit), href: hrefFor(visited, viewer),
    asked: everybodyAsked(request).map(({ name }) => name),
    wantedData: request.key === 'collect-data' ? (unit?.wantedData ?? null) : null,
    form: await formOf(deps, visited, locale),
  }
  return page
}

/** The request's own form in a reader's words. */
export async function formOf(deps: Pick<HandoffDeps, 'sites' | 'timeZone'>, { state, request }: Pick<Visited, 'state' | 'request'>, locale: Locale): Promise<readonly FormRow[]> {
  const unit = await deps.sites.unit(state.facts.connectionId, state.unit)
  return requestForm({ state, request, unit, caller: callerOf(state, request, unit) }, { t: translator(locale), format: createFormatter(locale, deps.timeZone) })
}
