/** Whom a request goes to by mail, from the unit's contacts. Pure. */
import type { Addressed, MailAddress } from '@/lib/recovery/events'
import type { Contact, Unit } from '@/lib/sites/ports'
import type { TimeMs } from '@/lib/std/clock'

const withMail = (unit: Unit | null, role: Contact['role']): readonly MailAddress[] =>
  (unit?.contacts ?? []).filter((contact) => contact.role === role).toSorted((a, b) => a.order - b.order).flatMap(({ name, mail }) => (mail ? [{ name, mail }] : []))

/** Everybody a request may be addressed to, in the order in which they are asked. */
export const receivers = (unit: Unit | null): readonly MailAddress[] => withMail(unit, 'resourceManager')

/** The first resource manager, with a copy to the driver's team; nobody where the settings know no address. */
export const usualAddressees = (unit: Unit | null): Addressed => ({ to: receivers(unit)[0] ?? null, cc: withMail(unit, 'driverTeam') })

const MINUTE_MS = 60_000

/** By when the resource manager is asked to answer, where the site said so. */
export const usualDueAt = (unit: Unit | null, now: TimeMs): TimeMs | null => (unit?.requestDueMinutes ? now + unit.requestDueMinutes * MINUTE_MS : null)
