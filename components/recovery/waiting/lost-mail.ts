/** Which mail of a request was to ask somebody and did not arrive. Pure; safe in the browser. */
import type { MailView } from '@/lib/recoveries/dto'
import type { RequestState } from '@/lib/recovery/state'

/** Mails that ask; a message that something was taken back or answered is no question to anybody. */
const ASKING: readonly MailView['kind'][] = ['request', 'reminder', 'newLink', 'sentBack']

export const lastAsking = (mails: readonly MailView[]): MailView | undefined => mails.findLast(({ kind }) => ASKING.includes(kind))

/** The last asking mail did not arrive, and since it was written nobody accepted, answered, or was told by another way what it says. */
export function lostMail(mails: readonly MailView[], { acceptedAt, answeredAt, reminders }: Pick<RequestState, 'acceptedAt' | 'answeredAt' | 'reminders'>): MailView | null {
  const last = lastAsking(mails)
  if (!last?.isLost) return null
  const known = [acceptedAt, answeredAt, ...reminders.map(({ how, at }) => (how === 'told' ? at : null))]
  return known.some((at) => at !== null && at > last.createdAt) ? null : last
}
