/** A unit as it is read by who may not change it, and hiding it. */
import { ActForm } from '@/components/forms/act-form'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DescriptionList } from '@/components/ui/description-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import type { UnitView } from '@/lib/sites/dto'
import type { Contact, Unit, UnitServer } from '@/lib/sites/ports'

export function UnitFacts({ unit, t }: { unit: Unit; t: Translate }) {
  const unset = t('settings.field.unset')
  const minutes = (n: number | null) => (n === null ? unset : t('settings.value.minutes', { n }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
      <DescriptionList
        facts={[
          { term: t('settings.unit.field.displayName'), value: unit.displayName },
          { term: t('settings.unit.field.separateNetworks'), value: t(unit.separateNetworks ? 'settings.unit.field.separateNetworks.yes' : 'settings.unit.field.separateNetworks.no') },
          { term: t('settings.unit.field.loadBalancer'), value: <>{t(`settings.unit.field.loadBalancer.${unit.loadBalancer}`)} {unit.loadBalancerContact}</> },
          { term: t('settings.unit.field.template'), value: unit.template ? [unit.template.name, unit.template.version, unit.template.os, unit.template.hypervisorKind].filter(Boolean).join(' ') : unset },
          { term: t('settings.unit.field.targetMinutes'), value: minutes(unit.targetMinutes) },
          { term: t('settings.unit.field.requestDueMinutes'), value: minutes(unit.requestDueMinutes) },
          { term: t('settings.unit.field.businessCheck'), value: <Lines text={unit.businessCheck ?? unset} /> },
          { term: t('settings.unit.field.wantedData'), value: <Lines text={unit.wantedData ?? unset} /> },
          { term: t('settings.unit.field.whoMustBeTold'), value: <Lines text={unit.whoMustBeTold.join('\n') || unset} /> },
        ]}
      />
      {unit.servers.length > 0 && <Servers servers={unit.servers} t={t} />}
      {unit.contacts.length > 0 && <Contacts contacts={unit.contacts} t={t} />}
    </div>
  )
}

const Lines = ({ text }: { text: string }) => <span className="whitespace-pre-line">{text}</span>

function Servers({ servers, t }: { servers: readonly UnitServer[]; t: Translate }) {
  const columns: readonly Column<UnitServer>[] = (['id', 'serviceIp', 'hypervisorName', 'hostName'] as const).map((key) => (
    { key, heading: t(`settings.unit.servers.${key}`), isRowHeading: key === 'id', cell: (server) => (server[key] === null ? t('settings.field.unset') : <code translate="no">{server[key]}</code>) }
  ))
  return <DataTable caption={t('settings.unit.servers')} columns={columns} rows={servers} rowKey={({ id }) => id} />
}

function Contacts({ contacts, t }: { contacts: readonly Contact[]; t: Translate }) {
  const columns: readonly Column<Contact>[] = [
    { key: 'role', heading: t('settings.unit.contacts.role'), cell: ({ role }) => t(`control.contact.${role}`) },
    { key: 'name', heading: t('settings.unit.contacts.name'), isRowHeading: true, cell: ({ name }) => name },
    { key: 'phone', heading: t('settings.unit.contacts.phone'), cell: ({ phone }) => (phone === null ? t('settings.field.unset') : <a href={`tel:${phone}`} className="inline-flex min-h-11 items-center">{phone}</a>) },
    { key: 'mail', heading: t('settings.unit.contacts.mail'), cell: ({ mail }) => mail ?? t('settings.field.unset') },
    { key: 'locale', heading: t('settings.unit.contacts.locale'), cell: ({ locale }) => t(`settings.unit.contacts.locale.${locale}`) },
  ]
  return <DataTable caption={t('settings.unit.contacts')} columns={columns} rows={contacts} rowKey={({ order }) => String(order)} />
}

/** Hiding and bringing back: nothing is ever deleted, since histories name it. */
export function RetireUnit({ view: { connection, seen }, unit, action, t }: { view: UnitView; unit: Unit; action: FormAction; t: Translate }) {
  const isHidden = unit.retiredAt !== null
  const heading = t(isHidden ? 'settings.unit.bringBack' : 'settings.unit.retire')
  return (
    <section aria-labelledby="retire-unit">
      <h2 id="retire-unit" className="text-h2">{heading}</h2>
      <p className="mt-2 mb-4 max-w-text">{t('settings.unit.retire.about')}</p>
      <ActForm action={action} hidden={{ act: isHidden ? 'bringBackUnit' : 'retireUnit', connectionId: connection.id, unit: unit.name, seen }} id="retireUnit">
        <div><SubmitButton look="secondary" pending={t('settings.pending')}>{heading}</SubmitButton></div>
      </ActForm>
    </section>
  )
}
