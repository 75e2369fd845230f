'use client'
/** Rows of a unit's form that one can have more of, with and without script: its servers and its contacts. */
import { use } from 'react'
import { FormAddress, FormText } from '@/components/forms/fields'
import { FormContext, useField } from '@/components/forms/posted-form'
import { rowCount } from '@/components/forms/row-count'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select-field'
import { useT } from '@/lib/i18n/words'
import { CONTACT_LOCALES, CONTACT_ROLES, rowField } from '@/lib/sites/forms'
import type { Contact, UnitServer } from '@/lib/sites/ports'

const ROW = 'm-0 grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 rounded-card border border-line p-4 md:grid-cols-2'

export function ServerRows({ servers }: { servers: readonly UnitServer[] }) {
  const t = useT()
  const count = useRowCount('servers', servers.length)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {Array.from({ length: count }, (_, index) => {
        const field = (name: string) => rowField('servers', index, name)
        const server = servers[index]
        return (
          <fieldset key={index} className={ROW}>
            <legend className="px-2 font-bold">{t('settings.unit.servers.row', { n: index + 1 })}</legend>
            <FormAddress name={field('id')} label={t('settings.unit.servers.id')} initial={server?.id} />
            <FormAddress name={field('serviceIp')} label={t('settings.unit.servers.serviceIp')} initial={server?.serviceIp ?? undefined} />
            <FormText name={field('hypervisorName')} width="short" translate="no" label={t('settings.unit.servers.hypervisorName')} initial={server?.hypervisorName ?? undefined} />
            <FormText name={field('hostName')} width="short" translate="no" label={t('settings.unit.servers.hostName')} initial={server?.hostName ?? undefined} />
          </fieldset>
        )
      })}
      <div><Button look="secondary" name="addRow" value="servers">{t('settings.unit.servers.add')}</Button></div>
    </div>
  )
}

export function ContactRows({ contacts }: { contacts: readonly Contact[] }) {
  const t = useT()
  const count = useRowCount('contacts', Math.max(contacts.length, 2))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {Array.from({ length: count }, (_, index) => {
        const field = (name: string) => rowField('contacts', index, name)
        const contact = contacts[index]
        return (
          <fieldset key={index} className={ROW}>
            <legend className="px-2 font-bold">{t('settings.unit.contacts.row', { n: index + 1 })}</legend>
            <RowSelect name={field('role')} label={t('settings.unit.contacts.role')} initial={contact?.role ?? CONTACT_ROLES[index] ?? 'business'} options={CONTACT_ROLES.map((role) => [role, t(`control.contact.${role}`)])} />
            <FormText name={field('name')} width="short" label={t('settings.unit.contacts.name')} initial={contact?.name} />
            <FormText name={field('phone')} width="short" type="tel" label={t('settings.unit.contacts.phone')} initial={contact?.phone ?? undefined} />
            <FormText name={field('mail')} width="short" type="email" label={t('settings.unit.contacts.mail')} initial={contact?.mail ?? undefined} />
            <RowSelect name={field('locale')} label={t('settings.unit.contacts.locale')} initial={contact?.locale ?? CONTACT_LOCALES[0]} options={CONTACT_LOCALES.map((locale) => [locale, t(`settings.unit.contacts.locale.${locale}`)])} />
          </fieldset>
        )
      })}
      <div><Button look="secondary" name="addRow" value="contacts">{t('settings.unit.contacts.add')}</Button></div>
    </div>
  )
}

/** What is chosen in a row; a new row proposes: the first rows those who are called at night. */
function RowSelect({ name, label, initial, options }: { name: string; label: string; initial: string; options: readonly (readonly [string, string])[] }) {
  const { value } = useField(name, initial)
  const chosen = value || initial
  return <SelectField key={chosen} name={name} label={label} chosen={chosen} options={options} />
}

const useRowCount = (list: 'contacts' | 'servers', known: number): number => rowCount(use(FormContext)?.values ?? {}, Math.max(known, 1), list)
