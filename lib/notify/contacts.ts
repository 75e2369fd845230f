/** Who of a unit's contacts can be written to or called, in the order in which they are asked. Pure. */
import { DEFAULT_LOCALE, type Locale } from '@/lib/i18n/locale'
import { isSameMail } from '@/lib/recovery/asked'
import type { MailAddress } from '@/lib/recovery/events'
import type { Contact, Unit } from '@/lib/sites/ports'

const ofRole = (unit: Unit | null, role: Contact['role']): readonly Contact[] => (unit?.contacts ?? []).filter((contact) => contact.role === role).toSorted((a, b) => a.order - b.order)

/** Those of a role who have an address. */
const writableOf = (unit: Unit | null, role: Contact['role']): readonly MailAddress[] => ofRole(unit, role).flatMap(({ name, mail }) => (mail ? [{ name, mail }] : []))

/** The people at the commands: the driver's address first, then his deputies'. */
export const teamAddresses = (unit: Unit | null): readonly MailAddress[] => writableOf(unit, 'driverTeam')

/** Where mail for the people at the commands goes. */
export const teamAddress = (unit: Unit | null): MailAddress | null => teamAddresses(unit)[0] ?? null

/** Whom to call about a request; he may have no address. */
export const teamContact = (unit: Unit | null): Contact | null => ofRole(unit, 'driverTeam')[0] ?? null

/** Whoever is asked after somebody did not answer; null where nobody is left. */
export function nextReceiver(unit: Unit | null, asked: MailAddress | null): MailAddress | null {
  const all = writableOf(unit, 'resourceManager')
  const index = asked ? all.findIndex(({ mail }) => isSameMail(mail, asked.mail)) : -1
  return all[index + 1] ?? null
}

/** The language of a receiver: what the settings say of him, else the site's. */
export const localeOf = (unit: Unit | null, mail: string): Locale => unit?.contacts.find((contact) => contact.mail !== null && isSameMail(contact.mail, mail))?.locale ?? DEFAULT_LOCALE
