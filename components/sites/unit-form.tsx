/** Adding or changing a unit: what the recovery of one of its servers will need at night. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormChoice, FormText } from '@/components/forms/fields'
import { ButtonRow, LinkButton } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import type { UnitView } from '@/lib/sites/dto'
import { CONTACT_ROW, LOAD_BALANCERS, rowField, ROWS_MAX, SERVER_ROW, UNIT_FIELDS } from '@/lib/sites/forms'
import { Group } from './connection-form'
import { connectionHref } from './connection-words'
import { ContactRows, ServerRows } from './unit-rows'

type Props = { view: UnitView; action: FormAction; t: Translate }
type Part = { unit: UnitView['unit']; t: Translate }

export function UnitForm({ view: { connection, unit, seen }, action, t }: Props) {
  const hidden = { act: 'saveUnit', connectionId: connection.id, unit: unit?.name ?? '', seen }
  return (
    <ActForm action={action} hidden={hidden} id="unit" labels={labelsOf(t)} className="grid grid-cols-[minmax(0,1fr)] gap-10">
      {/* Enter presses a form's first button: this one saves, not the one that adds a row. */}
      <button hidden tabIndex={-1} aria-hidden />
      <Group id="identity" heading={t('settings.unit.identity')}>
        {!unit && <FormText name="name" required mono width="short" translate="no" label={t('settings.unit.field.name')} hint={t('settings.unit.field.name.hint')} />}
        <FormText name="displayName" width="short" label={t('settings.unit.field.displayName')} hint={t('settings.unit.field.displayName.hint')} initial={unit?.displayName} />
        <FormChoice
          name="separateNetworks" required columns label={t('settings.unit.field.separateNetworks')} initial={unit && !unit.separateNetworks ? 'no' : 'yes'}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`settings.unit.field.separateNetworks.${value}`) }))}
        />
      </Group>
      <Group id="servers" heading={t('settings.unit.servers')} lead={t('settings.unit.servers.lead')}><ServerRows servers={unit?.servers ?? []} /></Group>
      <LoadBalancerPart unit={unit} t={t} />
      <TemplatePart unit={unit} t={t} />
      <Group id="contacts" heading={t('settings.unit.contacts')} lead={t('settings.unit.contacts.lead')}><ContactRows contacts={unit?.contacts ?? []} /></Group>
      <TimesPart unit={unit} t={t} />
      <ButtonRow>
        <SubmitButton pending={t('settings.saving')}>{t('settings.save')}</SubmitButton>
        <LinkButton href={connectionHref(connection.id)}>{t('settings.cancel')}</LinkButton>
      </ButtonRow>
    </ActForm>
  )
}

/** What is wrong in a row is said with the row's number. */
function labelsOf(t: Translate): Readonly<Record<string, string>> {
  const rows = (list: 'contacts' | 'servers', names: readonly string[]) =>
    Array.from({ length: ROWS_MAX }, (_, index) => names.map((name) => [rowField(list, index, name), `${t(`settings.unit.${list}.row`, { n: index + 1 })} ${t.lookUp(`settings.unit.${list}.${name}`) ?? name}`])).flat()
  return Object.fromEntries([
    ...UNIT_FIELDS.map((name) => [name, t.lookUp(`settings.unit.field.${name}`) ?? name]),
    ...rows('contacts', CONTACT_ROW),
    ...rows('servers', SERVER_ROW),
  ])
}

const LoadBalancerPart = ({ unit, t }: Part) => (
  <Group id="loadBalancer" heading={t('settings.unit.loadBalancer')}>
    <FormChoice
      name="loadBalancer" required label={t('settings.unit.field.loadBalancer')} initial={unit?.loadBalancer ?? LOAD_BALANCERS[0]}
      options={LOAD_BALANCERS.map((value) => ({ value, label: t(`settings.unit.field.loadBalancer.${value}`), note: t.lookUp(`settings.unit.field.loadBalancer.${value}.note`) ?? undefined }))}
    />
    <FormText name="loadBalancerContact" label={t('settings.unit.field.loadBalancerContact')} hint={t('settings.unit.field.loadBalancerContact.hint')} initial={unit?.loadBalancerContact ?? undefined} />
  </Group>
)

const TemplatePart = ({ unit, t }: Part) => (
  <Group id="template" heading={t('settings.unit.template')} lead={t('settings.unit.template.lead')}>
    <FormText name="templateName" width="short" translate="no" label={t('settings.unit.field.templateName')} initial={unit?.template?.name} />
    <FormText name="templateVersion" width="short" translate="no" label={t('settings.unit.field.templateVersion')} initial={unit?.template?.version} />
    <FormText name="templateOs" width="short" label={t('settings.unit.field.templateOs')} initial={unit?.template?.os} />
    <FormText name="templateHypervisor" width="short" label={t('settings.unit.field.templateHypervisor')} initial={unit?.template?.hypervisorKind} />
  </Group>
)

const TimesPart = ({ unit, t }: Part) => (
  <Group id="times" heading={t('settings.unit.times')}>
    <FormText name="targetMinutes" width="short" inputMode="numeric" label={t('settings.unit.field.targetMinutes')} hint={t('settings.unit.field.targetMinutes.hint')} initial={unit?.targetMinutes?.toString()} />
    <FormText name="requestDueMinutes" width="short" inputMode="numeric" label={t('settings.unit.field.requestDueMinutes')} hint={t('settings.unit.field.requestDueMinutes.hint')} initial={unit?.requestDueMinutes?.toString()} />
    <FormArea name="businessCheck" rows={2} label={t('settings.unit.field.businessCheck')} hint={t('settings.unit.field.businessCheck.hint')} initial={unit?.businessCheck ?? undefined} />
    <FormArea name="wantedData" rows={2} label={t('settings.unit.field.wantedData')} hint={t('settings.unit.field.wantedData.hint')} initial={unit?.wantedData ?? undefined} />
    <FormArea name="whoMustBeTold" rows={4} label={t('settings.unit.field.whoMustBeTold')} hint={t('settings.unit.field.whoMustBeTold.hint')} initial={unit?.whoMustBeTold.join('\n')} />
  </Group>
)
