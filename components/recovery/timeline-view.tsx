/** The history as it stands, newest last. Server component; the filter is in the address, so a view of it can be sent as a link. */
import { LinkButton, Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/notice'
import { SelectField } from '@/components/ui/select-field'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { TimelineEntry, TimelineView as View } from '@/lib/recoveries/dto'
import { EVENT_KINDS, eventCommand, eventLines, eventSentence, kindOf } from './event-words'

export type TimelineFilter = { readonly step: string; readonly person: string; readonly kind: string }
type Props = { view: View; filter: TimelineFilter; t: Translate; format: Formatter }
const MACHINE = 'system'

export function TimelineView({ view, filter, t, format }: Props) {
  const shown = view.entries.filter((entry) => matches(entry, filter))
  const path = `/recoveries/${view.recovery.id}/timeline`
  return (
    <>
      <FilterForm view={view} filter={filter} path={path} t={t} />
      <h2 className="mb-2 text-h2">{t('timeline.list', { n: shown.length })}</h2>
      {shown.length === 0 ? <EmptyState heading={t('timeline.filter.noMatch')} action={<LinkButton href={path}>{t('timeline.filter.clear')}</LinkButton>} /> : (
        <ol className="border-t border-hair">{shown.map((entry, index) => <Entry key={entry.seq} entry={entry} newDay={format.date(entry.at) !== format.date(shown[index - 1]?.at ?? 0)} view={view} t={t} format={format} />)}</ol>
      )}
    </>
  )
}

const stepOf = ({ leg, stepNo }: TimelineEntry): string => (leg !== null && stepNo !== null ? `${leg}-${stepNo}` : '')
const personOf = ({ bySystem, actorName }: TimelineEntry): string => (bySystem ? MACHINE : actorName)

const matches = (entry: TimelineEntry, { step, person, kind }: TimelineFilter): boolean =>
  (step === '' || stepOf(entry) === step) && (person === '' || personOf(entry) === person) && (kind === '' || kindOf(entry.type) === kind)

/** `手順4 登録解除`, by the procedure of the entry's own leg. */
function stepName(view: View, { leg, stepNo, stepKey }: TimelineEntry, t: Translate): string | null {
  const procedure = view.recovery.legs.find(({ no }) => no === leg)?.procedure
  if (stepNo === null || stepKey === null || !procedure) return null
  return t('timeline.step', { n: stepNo, name: t.lookUp(`steps.${procedure}.${stepKey}.rail`) ?? stepKey })
}

function FilterForm({ view, filter, path, t }: Pick<Props, 'view' | 'filter' | 't'> & { path: string }) {
  const steps = new Map(view.entries.flatMap((entry) => (stepOf(entry) ? [[stepOf(entry), stepName(view, entry, t) ?? stepOf(entry)] as const] : [])))
  const people = new Map(view.entries.map((entry) => [personOf(entry), entry.bySystem ? t('timeline.filter.machine') : entry.actorName]))
  const kinds = new Map(EVENT_KINDS.map((kind) => [kind, t(`timeline.kind.${kind}`)]))
  const all = ['', t('timeline.filter.all')] as const
  const severalLegs = view.recovery.legs.length > 1
  const stepLabel = (key: string, name: string) => (severalLegs ? `${t('timeline.leg', { n: key.split('-')[0] ?? '' })} ${name}` : name)
  return (
    <form data-screen-only action={path} role="search" aria-label={t('timeline.filter')} className="mb-8 flex flex-wrap items-end gap-4">
      <SelectField name="step" label={t('timeline.filter.step')} chosen={filter.step} options={[all, ...[...steps].map(([key, name]) => [key, stepLabel(key, name)] as const)]} />
      <SelectField name="person" label={t('timeline.filter.person')} chosen={filter.person} options={[all, ...people]} />
      <SelectField name="kind" label={t('timeline.filter.kind')} chosen={filter.kind} options={[all, ...kinds]} />
      <Button look="secondary">{t('timeline.filter.button')}</Button>
      {(filter.step || filter.person || filter.kind) && <LinkButton look="quiet" href={path}>{t('timeline.filter.clear')}</LinkButton>}
    </form>
  )
}

function Entry({ entry, newDay, view, t, format }: { entry: TimelineEntry; /** the first of its day names the date */ newDay: boolean; view: View; t: Translate; format: Formatter }) {
  const command = eventCommand(entry)
  const step = stepName(view, entry, t)
  const who = entry.bySystem ? t('timeline.filter.machine') : entry.actorName
  return (
    <li data-keep data-event={entry.type} className="grid gap-x-6 border-b border-hair py-3 md:grid-cols-[13rem_minmax(0,1fr)]">
      {newDay && <p className="mb-2 font-bold md:col-span-2">{format.date(entry.at)}</p>}
      <p className="flex flex-wrap gap-x-3 text-small text-fg-muted">
        <span className="w-10 font-mono">#{entry.seq}</span>
        <span className="tabular-nums">{format.timeWithSeconds(entry.at)}</span>
        <span>{who}</span>
      </p>
      <div className="min-w-0">
        {step && <p className="text-small text-fg-muted">{view.recovery.legs.length > 1 && <>{t('timeline.leg', { n: entry.leg ?? 0 })}　</>}{step}</p>}
        <p className="max-w-text whitespace-pre-line">{eventSentence(t, format, entry)}</p>
        {command && <code className="block" translate="no">{command}</code>}
        {eventLines(t, format, entry).map((line) => <p key={line} className="max-w-text whitespace-pre-line text-small text-fg-muted">{line}</p>)}
      </div>
    </li>
  )
}
