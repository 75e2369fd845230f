/** Whom to telephone when an answer is late. Pure. */
import { isSameMail, receiversOf } from '@/lib/recovery/asked'
import type { RequestState } from '@/lib/recovery/state'
import type { ContactView } from '../dto'

/** Of the other party, in order: the first who has a number and was not asked by mail yet, else the first once more. Null: nobody has a number. */
export function nextContact(contacts: readonly ContactView[], request: RequestState | null): ContactView | null {
  if (!request) return null
  const callable = contacts.filter(({ role, phone }) => role === 'resourceManager' && phone)
  const asked = receiversOf(request)
  return callable.find((contact) => !asked.some(({ mail }) => contact.mail !== null && isSameMail(mail, contact.mail))) ?? callable[0] ?? null
}
