/** What the resource manager returned: items of data, the new server with its checks line by line, how data was handed over. Pure; for server and browser. */
import { DataTable } from '@/components/ui/data-table'
import { DescriptionList } from '@/components/ui/description-list'
import { StatusIcon } from '@/components/ui/status-icon'
import type { StepView } from '@/lib/recoveries/dto'
import type { ReportCheck } from '@/lib/recovery/events'
import type { RequestState } from '@/lib/recovery/state'
import { chipWords, ServerChip } from '../server-chip'
import { fileHref, FileLinks, type Reader } from './file-link'

type Answered = { view: Pick<StepView, 'definition' | 'context' | 'request' | 'target'>; reader: Reader }

export function AnswerLines({ view, reader }: Answered) {
  switch (view.definition.kind) {
    case 'collect':
      return <Collected view={view} reader={reader} />
    case 'report':
      return <Reported view={view} reader={reader} />
    case 'transfer':
      return <Transferred view={view} reader={reader} />
    default:
      return null
  }
}

function AnsweredBy({ request: { answeredBy, answeredAt, enteredFor }, reader: { t, format } }: { request: RequestState; reader: Reader }) {
  if (!answeredBy || answeredAt === null) return null
  return (
    <p className="text-small text-fg-muted">
      {t('run.answered.by', { name: answeredBy.name, time: format.dateTime(answeredAt) })}
      {enteredFor && ` ${t('run.answered.enteredFor', { how: t(`choices.enteredForHow.${enteredFor.how}`), who: enteredFor.who, time: format.dateTime(enteredFor.at) })}`}
    </p>
  )
}

function Collected({ view: { context: { collected }, request }, reader }: Answered) {
  const { t, format, link } = reader
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
            { key: 'where', heading: t('fields.items.where'), cell: ({ where, file }) => (file ? <a href={fileHref(file.id, link)} download className="inline-flex min-h-11 items-center">{t('run.files.here')}</a> : <span translate="no">{where}</span>) },
            { key: 'size', heading: t('fields.items.sizeBytes'), cell: ({ sizeBytes }) => (sizeBytes === null ? '―' : format.bytes(sizeBytes)) },
            { key: 'sha', heading: t('fields.items.sha256'), cell: ({ sha256 }) => (sha256 ? <code className="text-small break-all">{sha256}</code> : '―') },
          ]}
        />
      )}
      {request && <AnsweredBy request={request} reader={reader} />}
    </section>
  )
}

function Reported({ view: { context: { report }, request, target }, reader }: Answered) {
  const { t } = reader
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
          ...(replacement.files?.length ? [{ term: t('run.files.title'), value: <FileLinks files={replacement.files} reader={reader} /> }] : []),
        ]}
      />
      <h3 className="text-h3">{t('run.report.checks')}</h3>
      <ul className="m-0 grid list-none gap-1 p-0">{checks.map((check) => <CheckLine key={check.code} check={check} reader={reader} />)}</ul>
      {request && <AnsweredBy request={request} reader={reader} />}
    </section>
  )
}

export function CheckLine({ check: { code, outcome, at }, reader: { t, format } }: { check: ReportCheck; reader: Reader }) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <span className="mt-1"><StatusIcon state={outcome === 'ok' ? 'done' : outcome === 'refused' ? 'failed' : 'attention'} size={20} /></span>
      <span>{t(`run.check.${code}`)} <span className="text-small text-fg-muted">{t(`run.check.${outcome}`, { time: format.time(at) })}</span></span>
    </li>
  )
}

function Transferred({ view, reader }: Answered) {
  const { t } = reader
  const { context: { transferred }, request } = view
  return (
    <>
      <Collected view={view} reader={reader} />
      {transferred && (
        <section aria-labelledby="transferred" className="grid gap-3">
          <h2 id="transferred" className="text-h2">{t('run.transfer.title')}</h2>
          <DescriptionList facts={[...(transferred.where ? [{ term: t('fields.where'), value: transferred.where }] : []), ...(transferred.files.length > 0 ? [{ term: t('run.files.title'), value: <FileLinks files={transferred.files} reader={reader} /> }] : []), ...(transferred.note ? [{ term: t('fields.note'), value: transferred.note }] : [])]} />
          {request && <AnsweredBy request={request} reader={reader} />}
        </section>
      )}
    </>
  )
}
