/**
 * The link that goes with a mail. A driver shuts the links of a request because they lie with somebody who should not have them, and the mails
 * that follow by themselves go to that very address: they bring no new one until a person sends the request again.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { StoredMail } from '@/lib/notify/ports'
import type { RequestState } from '@/lib/recovery/state'
import type { Deps } from '@/lib/recoveries/deps'
import { loadState } from '@/lib/recoveries/perform'
import { newLink, type NewLinkDeps } from './links'
import type { HandoffLink, LinkStore } from './ports'

type MailLinkDeps = NewLinkDeps & Pick<Deps, 'store'> & { readonly links: Pick<LinkStore, 'add' | 'ofRequest'> }

/** The address of a new link to the mail's request; null where it has none, or where its links were shut. */
export async function linkForMail(deps: MailLinkDeps, { recoveryId, leg, request, requestNo, to, locale, createdAt }: StoredMail): Promise<string | null> {
  if (leg === null || request === null || requestNo === null) return null
  const shutAt = lastShut(await deps.links.ofRequest(recoveryId, requestNo))
  if (shutAt !== null) {
    const state = await loadState(deps, recoveryId)
    const known = state?.legs.flatMap(({ requests }) => requests).find(({ no }) => no === requestNo)
    if (!known || !wasSentAgain(known, shutAt, createdAt)) return null
  }
  return (await newLink(deps, { recoveryId, leg, request, requestNo, to, locale })).url
}

const lastShut = (made: readonly HandoffLink[]): TimeMs | null => made.reduce<TimeMs | null>((last, { revokedAt }) => (revokedAt === null ? last : Math.max(last ?? 0, revokedAt)), null)

/** By a person, after the links were shut: that mail and those after it bring one. What was written before is tried again without. */
const wasSentAgain = ({ reminders }: Pick<RequestState, 'reminders'>, shutAt: TimeMs, mailAt: TimeMs): boolean =>
  reminders.some(({ percent, how, at }) => percent === 0 && how === 'mail' && at > shutAt && at <= mailAt)
