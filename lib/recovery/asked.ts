/** Who was asked for an answer: whom the request was addressed to, and whoever was asked when he did not answer. Pure. */
import type { MailAddress } from './events'
import type { RequestState } from './state'

type Asked = Pick<RequestState, 'addressed' | 'reminders'>

/** Addresses are compared without regard to case: that is how people are known, whatever the standard allows. */
export const isSameMail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Each address once, and none of `others`. */
export const withoutRepeats = (addresses: readonly MailAddress[], others: readonly MailAddress[] = []): readonly MailAddress[] =>
  addresses.filter(({ mail }, index) => ![...others, ...addresses.slice(0, index)].some((other) => isSameMail(other.mail, mail)))

/** In the order in which they were asked. */
export const receiversOf = ({ addressed, reminders }: Asked): readonly MailAddress[] =>
  withoutRepeats([...(addressed?.to ? [addressed.to] : []), ...reminders.flatMap(({ to }) => (to ? [to] : []))])

/** Those, and whoever got a copy of the request. */
export const everybodyAsked = (request: Asked): readonly MailAddress[] => withoutRepeats([...receiversOf(request), ...(request.addressed?.cc ?? [])])
