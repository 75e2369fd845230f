/** Start wizard, page 1: the servers of every unit as they are now, and a way to name one by hand. */
import { ActForm } from '@/components/forms/act-form'
import { FormAddress, FormChoice, FormText } from '@/components/forms/fields'
import { LinkButton } from '@/components/ui/button'
import { Banner } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { RadioOption } from '@/components/ui/radio-cards'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { TargetsView } from '@/lib/recoveries/dto'
import { posted, type FormAction, type PostedForm } from '@/lib/recoveries/forms'
import { ContactList } from './contact-list'
import { recordSentences } from './record-words'
import { ServerChip } from './server-chip'

type Unit = TargetsView['units'][number]
type Props = { action: FormAction; view: TargetsView; draft: PostedForm; t: Translate; format: Formatter }

export function StartTarget({ action, view: { units, serverNow }, draft, t, format }: Props) {
  const silent = units.filter(({ reading }) => !reading?.complete)
  const byHand: RadioOption = { value: 'byHand', label: t('start.target.byHand'), note: t('start.target.byHand.note') }
  return (
    <ActForm action={action} hidden={{}} id="target" className="group flex flex-col gap-8">
      {silent.map((unit) => <SilentUnit key={`${unit.connectionId}/${unit.unit}`} unit={unit} serverNow={serverNow} t={t} format={format} />)}
      <FormChoice
        name="choice"
        required
        label={t('fields.choice')}
        hint={units.filter(({ reading }) => reading?.complete).map(({ connectionName, reading }) => t('start.target.read', { machine: connectionName, time: format.timeNear(reading?.readAt ?? serverNow, serverNow) })).join(' ')}
        initial={posted(draft, 'choice')}
        options={[...units.flatMap((unit) => optionsOf(t, unit, units.length > 1)), byHand]}
      />
      <ByHand units={units} draft={draft} t={t} />
      <div><SubmitButton pending={t('start.pending')}>{t('start.next')}</SubmitButton></div>
    </ActForm>
  )
}

function optionsOf(t: Translate, { connectionId, unit, displayName, servers }: Unit, severalUnits: boolean): readonly RadioOption[] {
  return servers.map(({ id, hypervisorName, record, openRecovery }) => ({
    value: `${connectionId}/${unit}/${id}`,
    label: (
      <span className="flex flex-wrap items-center gap-x-4">
        <ServerChip server={{ role: 'other', id, hypervisorName, sameAddress: false }} words={{ role: t('start.target.server'), same: '' }} withName />
        {severalUnits && <span className="font-normal text-fg-muted">{t('start.target.unit', { name: displayName, unit })}</span>}
      </span>
    ),
    note: (
      <>
        {recordSentences(t, record).map((sentence) => <span key={sentence} className="block">{sentence}</span>)}
        {openRecovery && <b className="block text-tx-att">{t('start.target.inRecovery', { id: openRecovery })}</b>}
      </>
    ),
  }))
}

function SilentUnit({ unit: { connectionId, connectionName, unit, contacts, reading }, serverNow, t, format }: { unit: Unit; serverNow: number; t: Translate; format: Formatter }) {
  const first = contacts.filter(({ role }) => role === 'managerAdministrator')
  const body = first.length > 0 && (
    <>
      <p className="font-bold">{t('start.target.silent.call')}</p>
      <ContactList contacts={first} t={t} />
    </>
  )
  const isAsked = !reading?.gaps.some(({ code }) => code === 'notPasted')
  const heading = isAsked ? t('start.target.silent', { machine: connectionName, time: format.time(reading?.readAt ?? serverNow) }) : t('start.target.manual', { machine: connectionName, unit })
  const paste = `/recoveries/new/paste?${new URLSearchParams({ connection: connectionId, unit }).toString()}`
  return <Banner kind={isAsked ? 'attention' : 'info'} heading={heading} body={body} action={<LinkButton href={paste}>{t('byHand.title.status')}</LinkButton>} />
}

/** Shown once "by hand" is chosen: by the stylesheet, so it works without script. */
function ByHand({ units, draft, t }: Pick<Props, 'draft' | 't'> & { units: readonly Unit[] }) {
  const connections = [...new Map(units.map(({ connectionId, connectionName }) => [connectionId, connectionName]))]
  return (
    <fieldset className="m-0 hidden gap-6 border-0 border-s-4 border-st-active p-0 ps-6 group-has-[[value=byHand]:checked]:grid">
      <legend className="sr-only">{t('start.target.byHand.heading')}</legend>
      <FormChoice name="connectionId" required label={t('fields.connectionId')} initial={posted(draft, 'connectionId') || (connections[0]?.[0] ?? '')} options={connections.map(([value, label]) => ({ value, label }))} columns />
      <FormText name="unit" required mono width="short" translate="no" label={t('fields.unit')} initial={posted(draft, 'unit') || (units[0]?.unit ?? '')} />
      <FormAddress name="server" required label={t('fields.server')} hint={t('fields.identifier.hint')} initial={posted(draft, 'server')} />
      <FormAddress name="serviceIp" label={t('fields.serviceIp')} initial={posted(draft, 'serviceIp')} />
      <FormText name="hypervisorName" mono width="short" translate="no" label={t('fields.hypervisorName')} initial={posted(draft, 'hypervisorName')} />
    </fieldset>
  )
}
