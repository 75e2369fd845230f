/** What every use case of a link asks first: which link, what is the case with it, and who acts by it. */
import { err, ok, type Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import { needRightTo } from '@/lib/recovery/decide/gates'
import type { Actor } from '@/lib/recovery/intents'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { LegState, RecoveryState, RequestState } from '@/lib/recovery/state'
import { loadState } from '@/lib/recoveries/perform'
import type { HandoffDeps, Visit } from './deps'
import type { Standing } from './dto'
import type { GuessLimit } from './guess-limit'
import { findLink } from './links'
import type { HandoffLink } from './ports'
import { holderOf, requestOfLink, standingOf } from './standing'

export type Visited = { readonly link: HandoffLink; readonly state: RecoveryState; readonly leg: LegState; readonly request: RequestState; readonly standing: Standing; readonly now: TimeMs }

/** Refused with `linkUnknown`, `tooManyGuesses`, or `recordDamaged` where the history cannot even be begun. */
export async function findVisited(deps: HandoffDeps, limit: GuessLimit, token: string, { headers }: Visit): Promise<Result<Visited, Refusal>> {
  const now = deps.clock.now()
  const link = await findLink(deps.links, token)
  if (!link) return err(refuse(limit.isTooMany(addressOf(headers, deps.trustedProxyHeader), now) ? 'tooManyGuesses' : 'linkUnknown'))
  const state = await loadState(deps, link.recoveryId)
  if (!state) return err(refuse('recordDamaged'))
  const found = requestOfLink(link, state)
  return found ? ok({ link, state, ...found, standing: standingOf(link, state, now), now }) : err(refuse('linkUnknown'))
}

const addressOf = (headers: Visit['headers'], header: string | undefined): string => (header && headers.get(header)) || 'all'

/**
 * Who acts by a link: whoever is signed in always as himself, since the link only led him here; nobody signed in, and the site lets a link answer
 * alone, its holder. Refused with `signedOut`, or with `notYourRole` where somebody else than a resource manager is signed in: with the receiver's
 * link a system builder would answer his own request under the receiver's name.
 */
export async function whoActs(deps: Pick<HandoffDeps, 'linkAlone'>, link: HandoffLink, viewer: Actor | null): Promise<Result<Actor, Refusal>> {
  if (viewer) return needRightTo(viewer, 'accept') === null ? ok(viewer) : err(refuse('notYourRole'))
  return (await deps.linkAlone()) ? ok(holderOf(link)) : err(refuse('signedOut'))
}

/** Why nothing at all is to be seen or done by this link; null where its request is shown. */
export function overBecause(standing: Standing): Refusal | null {
  switch (standing.is) {
    case 'revoked':
      return refuse('linkRevoked', { values: { time: standing.at } })
    case 'old':
      return refuse('linkOld', { values: { time: standing.at } })
    case 'recalled':
      return refuse('requestNotOpen')
    case 'unknown':
      return refuse('linkUnknown')
    case 'ended':
      return standing.mayAnswer ? null : refuse('recoveryEnded', { values: { at: standing.at } })
    case 'open':
    case 'answered':
      return null
  }
}
