'use client'
/** What the resource manager returned: items of data, the new server with its checks line by line, how data was handed over. */
import { DataTable } from '@/components/ui/data-table'
import { DescriptionList } from '@/components/ui/description-list'
import { StatusIcon } from '@/components/ui/status-icon'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { ReportCheck } from '@/lib/recovery/events'
import type { RequestState } from '@/lib/recovery/state'
import { useRun } from '../run-context'
import { chipWords, ServerChip } from '../server-chip'
import { FileLinks } from './file-link'

export function AnswerRecord() {
  const { view: { definition } } = useRun()
  switch (definition.kind) {
    case 'collect':
      return <Collected />
    case 'report':
      return <Reported />
    case 'transfer':
      return <Transferred />
    default:
      return null
  }
}

export function AnsweredBy({ request }: { request: RequestState }) {
  const t = useT()
  const format = useFormatter()
  const { answeredBy, answeredAt, enteredFor } = request
  if (!answeredBy || answeredAt === null) return null
  return (
    <p className="text-small text-fg-muted">
      {t('run.answered.by', { name: answeredBy.name, time: format.dateTime(answeredAt) })}
      {enteredFor && ` ${t('run.answered.enteredFor', { how: t(`choices.enteredForHow.${enteredFor.how}`), who: enteredFor.who, time: format.dateTime(enteredFor.at) })}`}
    </p>
  )
}

export function Collected() {
  const t = useT()
  const format = useFormatter()
  const { view: { context: { collected }, request } } = useRun()
  if (!collected) return null
  return (
    <section aria-labelledby="collected" className="grid gap-3">
      <h2 id="collected" className="text-h2">{t('run.collect.title')}</h2>
      {collected.nothingBecause && <p>{t('run.collect.nothing', { reason: collected.nothingBecause })}</p>}
      {collected.items.length > 0 && (
        <DataTable
          caption={t('run.collect.count', { n: collected.items.length })}
          rows={collected.items}
          rowKey={({ what, where, file }) => `${what}${where}${file?.id ?? ''}`}
          columns={[
            { key: 'what', heading: t('fields.items.what'), isRowHeading: true, cell: ({ what }) => what },
            { key: 'where', heading: t('fields.items.where'), cell: ({ where, file }) => (file ? <a href={`/api/files/${file.id}`} download className="inline-flex min-h-11 items-center">{t('run.files.here')}</a> : <span translate="no">{where}</span>) },
            { key: 'size', heading: t('fields.items.sizeBytes'), cell: ({ sizeBytes }) => (sizeBytes === null ? '―' : format.bytes(sizeBytes)) },
            { key: 'sha', heading: t('fields.items.sha256'), cell: ({ sha256 }) => (sha256 ? <code className="text-small break-all">{sha256}</code> : '―') },
          ]}
        />
      )}
      {request && <AnsweredBy request={request} />}
    </section>
  )
}

function Reported() {
  const t = useT()
  const format = useFormatter()
  const { view: { context: { report }, request, target } } = useRun()
  if (!report) return null
  const { replacement, checks } = report
  return (
    <section aria-labelledby="reported" className="grid gap-3">
      <h2 id="reported" className="text-h2">{t('run.report.title')}</h2>
      <DescriptionList
        facts={[
          { term: t('fields.identifier'), value: target ? <ServerChip server={target} words={chipWords(t, 'new')} withName /> : null },
          { term: t('fields.serviceIp'), value: <code translate="no">{replacement.serviceIp}</code> },
          { term: t('fields.power'), value: t(`choices.power.${replacement.power}`) },
          { term: t('fields.template'), value: replacement.template },
          ...(replacement.documents ? [{ term: t('fields.documents'), value: replacement.documents }] : []),
          ...(replacement.files?.length ? [{ term: t('run.files.title'), value: <FileLinks files={replacement.files} /> }] : []),
        ]}
      />
      <h3 className="text-h3">{t('run.report.checks')}</h3>
      <ul className="m-0 grid list-none gap-1 p-0">{checks.map((check) => <CheckLine key={check.code} check={check} t={t} format={format} />)}</ul>
      {request && <AnsweredBy request={request} />}
    </section>
  )
}

function CheckLine({ check: { code, outcome, at }, t, format }: { check: ReportCheck; t: Translate; format: Formatter }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3">
      <StatusIcon state={outcome === 'ok' ? 'done' : outcome === 'refused' ? 'failed' : 'attention'} size={20} />
      <span>{t(`run.check.${code}`)}</span>
      <span className="text-small text-fg-muted">{t(`run.check.${outcome}`, { time: format.time(at) })}</span>
    </li>
  )
}

function Transferred() {
  const t = useT()
  const { view: { context: { transferred }, request } } = useRun()
  return (
    <>
      <Collected />
      {transferred && (
        <section aria-labelledby="transferred" className="grid gap-3">
          <h2 id="transferred" className="text-h2">{t('run.transfer.title')}</h2>
          <DescriptionList facts={[...(transferred.where ? [{ term: t('fields.where'), value: transferred.where }] : []), ...(transferred.files.length > 0 ? [{ term: t('run.files.title'), value: <FileLinks files={transferred.files} /> }] : []), ...(transferred.note ? [{ term: t('fields.note'), value: transferred.note }] : [])]} />
          {request && <AnsweredBy request={request} />}
        </section>
      )}
    </>
  )
}
