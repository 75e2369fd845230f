/** One-time links as the doors use them, bound to one instance. Each call takes the token and who comes with it, and decides itself what he may. */
import { err, ok, type Result } from '@/lib/std/result'
import { translator } from '@/lib/i18n/dictionary'
import type { Locale } from '@/lib/i18n/locale'
import { needRight } from '@/lib/recovery/decide/gates'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import type { RequestKey } from '@/lib/recovery/procedure'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { ActAnswer } from '@/lib/recoveries/dto'
import type { PostedForm } from '@/lib/recoveries/forms'
import { loadState } from '@/lib/recoveries/perform'
import { actByLink } from './act-by-link'
import { createNewLinkAsker } from './ask-new-link'
import { toCsv } from './csv'
import type { HandoffDeps, Visit } from './deps'
import type { FormRow, LinkPage } from './dto'
import { createGuessLimit } from './guess-limit'
import { formOf, openLink } from './open-link'
import { isLatest } from './standing'
import { findVisited, overBecause, whoActs } from './visited'

export type RequestCsv = { readonly fileName: string; readonly text: string }
/** Who brings or takes files by a link, and of which request. */
export type LinkActor = { readonly actor: Actor; readonly recoveryId: string; readonly leg: number; readonly request: RequestKey }

export interface Handoffs {
  /** What the link's page shows; changes nothing. */
  open(token: string, visit: Visit): Promise<LinkPage>
  /** An act on the link's own request. Refused with the link's own codes, `notAllowed` where the form names anything else, and whatever `onStep` refuses. */
  act(token: string, visit: Visit, form: PostedForm): Promise<ActAnswer>
  /** Sends a new link to the receiver of one that is over. Refused with `linkAskedLately` and the time from which it may be asked for again. */
  askNewLink(token: string, visit: Visit): Promise<ActAnswer>
  /** Whoever may see the request's files by this link, or bring some (`answer`: while the request takes an answer or a correction). */
  actorOf(token: string, visit: Visit, to: 'see' | 'answer'): Promise<Result<LinkActor, Refusal>>
  /** The request as a form for a spreadsheet. */
  csv(token: string, visit: Visit): Promise<Result<RequestCsv, Refusal>>
  /** The same for somebody who is signed in; `no`: the request's number. */
  csvOf(actor: Actor, of: { readonly recoveryId: string; readonly no: string }, locale: Locale): Promise<Result<RequestCsv, Refusal>>
}

export function createHandoffs(deps: HandoffDeps): Handoffs {
  const limit = createGuessLimit()

  const entered = async (token: string, visit: Visit) => {
    const found = await findVisited(deps, limit, token, visit)
    if (!found.ok) return found
    const over = overBecause(found.value.standing)
    if (over) return err(over)
    const who = await whoActs(deps, found.value.link, visit.viewer)
    return who.ok ? ok({ ...found.value, actor: who.value }) : who
  }

  return {
    open: (token, visit) => openLink(deps, limit, token, visit),
    act: (token, visit, form) => actByLink(deps, limit, { token, visit, form }),
    askNewLink: createNewLinkAsker(deps, limit),
    async actorOf(token, visit, to) {
      const come = await entered(token, visit)
      if (!come.ok) return come
      const { link: { recoveryId, leg: no, request: key }, leg, request, standing, actor } = come.value
      const isShut = !isLatest(leg, request) || (standing.is === 'answered' && !standing.mayCorrect)
      return to === 'answer' && isShut ? err(refuse('requestNotOpen')) : ok({ actor, recoveryId, leg: no, request: key })
    },
    async csv(token, visit) {
      const come = await entered(token, visit)
      if (!come.ok) return come
      const locale = visit.locale ?? come.value.link.locale
      return ok(toFile(come.value.request.no, await formOf(deps, come.value, locale), locale))
    },
    async csvOf(actor, { recoveryId, no }, locale) {
      const unseen = mayAtAll(actor, 'look')
      if (unseen) return err(unseen)
      const state = await loadState(deps, recoveryId)
      const request = state?.legs.flatMap((leg) => leg.requests).find((each) => each.no === no)
      if (!state || !request) return err(refuse('notFound'))
      const denied = needRight(state, actor, 'seeRequest', { request: { leg: request.leg, key: request.key } })
      return denied ? err(denied) : ok(toFile(no, await formOf(deps, { state, request }, locale), locale))
    },
  }
}

function toFile(no: string, rows: readonly FormRow[], locale: Locale): RequestCsv {
  const t = translator(locale)
  return { fileName: `${no}.csv`, text: toCsv([[t('handoff.form.term'), t('handoff.form.value')], ...rows.map(({ term, value }) => [term, value])]) }
}
