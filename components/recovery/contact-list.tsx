/** Whom to call: role, name, telephone; in the order that the site's settings give. */
import type { Translate } from '@/lib/i18n/translate'
import type { ContactView } from '@/lib/recoveries/dto'

export function ContactList({ contacts, t }: { contacts: readonly ContactView[]; t: Translate }) {
  return (
    <ul className="grid gap-2">
      {contacts.map(({ role, name, phone, mail }) => (
        <li key={`${role}${name}`} className="flex flex-wrap items-center gap-x-4">
          <span className="text-fg-muted md:w-60">{t.lookUp(`control.contact.${role}`) ?? role}</span>
          <span className="font-bold">{name}</span>
          {phone && <a href={`tel:${phone}`} className="inline-flex min-h-11 items-center">{phone}</a>}
          {mail && <a href={`mailto:${mail}`} className="inline-flex min-h-11 items-center">{mail}</a>}
        </li>
      ))}
    </ul>
  )
}
