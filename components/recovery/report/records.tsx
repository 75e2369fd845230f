/** The parts that list: what changed in `status`, collected data, requests and answers. */
import { DataTable } from '@/components/ui/data-table'
import { chipWords, ServerChip, type ChipRole } from '../server-chip'
import { listSeparator } from '@/lib/i18n/locale'
import type { FileRef } from '@/lib/recovery/events'
import type { RequestState } from '@/lib/recovery/state'
import type { FactChange } from '@/lib/vmiunit/outcome'
import type { PartProps } from './report-part'

export function StatusDiff({ report: { startReading, lastReading, changedFacts, recovery }, t, format }: PartProps) {
  if (!startReading?.complete || !lastReading?.complete) return <p>{t('report.status.none')}</p>
  const roleOf = (id: string): ChipRole => (id === recovery.replacement?.id ? 'new' : id === recovery.failed.id ? 'failed' : 'other')
  const times = `${t('report.status.before', { time: format.dateTime(startReading.readAt) })} → ${t('report.status.after', { time: format.dateTime(lastReading.readAt) })}`
  if (changedFacts.length === 0) return <><p>{times}</p><p>{t('report.status.same')}</p></>
  const value = ({ field }: FactChange, text: string | null) => (text === null ? t('report.status.absent') : field === 'listed' ? t('run.diff.yes') : <code translate="no">{text}</code>)
  return (
    <>
      <p className="mb-2">{times}</p>
      <DataTable
        caption={t('report.status.caption')}
        captionHidden
        rows={changedFacts}
        rowKey={({ server, field }) => `${server}${field}`}
        columns={[
          { key: 'server', heading: t('report.status.server'), isRowHeading: true, cell: ({ server }) => (server ? <ServerChip server={{ role: roleOf(server), id: server, sameAddress: false }} words={chipWords(t, roleOf(server))} /> : t('report.status.unit')) },
          { key: 'field', heading: t('report.status.field'), cell: ({ field }) => t(`report.field.${field}`) },
          { key: 'was', heading: t('report.status.was'), cell: (change) => value(change, change.before) },
          { key: 'is', heading: t('report.status.is'), cell: (change) => value(change, change.after) },
        ]}
      />
    </>
  )
}

export function Evidence({ report: { collected, transferred, legs }, t, format }: PartProps) {
  const isAsked = legs.some(({ requests }) => requests.some(({ key }) => key === 'collect-data'))
  const asRow = (kind: 'asked' | 'documents' | 'handedOver') => ({ id, name, sizeBytes, sha256 }: FileRef) =>
    ({ key: `${kind}${id}`, what: name, where: t('report.evidence.here'), sizeBytes, sha256, note: t(`report.evidence.of.${kind}`) })
  const rows = [
    ...(collected?.items ?? []).map((item, index) => ({ ...item, key: String(index), where: item.file ? t('report.evidence.here') : item.where })),
    ...legs.flatMap(({ requests }) => requests.flatMap(({ details }) => details?.files ?? [])).map(asRow('asked')),
    ...legs.flatMap(({ replacement }) => replacement?.files ?? []).map(asRow('documents')),
    ...(transferred?.files ?? []).map(asRow('handedOver')),
  ]
  const lacking = !collected ? t(isAsked ? 'report.evidence.missing' : 'report.evidence.none') : collected.items.length === 0 ? t('report.evidence.nothing', { reason: collected.nothingBecause ?? t('common.none') }) : null
  if (rows.length === 0) return <p>{lacking}</p>
  return (
    <>
      {lacking !== null && <p className="mb-2">{lacking}</p>}
      <DataTable
        caption={t('report.evidence.caption')}
        captionHidden
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'what', heading: t('report.evidence.what'), isRowHeading: true, cell: ({ what, note }) => <>{what}{note && <span className="block font-normal text-fg-muted">{note}</span>}</> },
          { key: 'where', heading: t('report.evidence.where'), cell: ({ where }) => where },
          { key: 'size', heading: t('report.evidence.size'), cell: ({ sizeBytes }) => (sizeBytes === null ? t('report.facts.unknown') : format.bytes(sizeBytes)) },
          { key: 'hash', heading: t('report.evidence.hash'), cell: ({ sha256 }) => (sha256 ? <code translate="no" className="break-all">{sha256}</code> : t('report.facts.unknown')) },
        ]}
      />
      {transferred?.where && <p>{t('report.evidence.transferred', { where: transferred.where })}</p>}
    </>
  )
}

export function Contacts({ report: { legs, ended }, t, format }: PartProps) {
  const requests = legs.flatMap((leg) => leg.requests)
  const time = (at: number | null, name?: string): string => (at === null ? t('common.none') : `${format.dateTime(at)}${name ? ` ${name}` : ''}`)
  return (
    <>
      {requests.length === 0 && <p>{t('report.contacts.none')}</p>}
      {requests.length > 0 && (
        <DataTable
          caption={t('report.contacts.caption')}
          captionHidden
          rows={requests}
          rowKey={({ no }) => no}
          columns={[
            { key: 'no', heading: t('report.contacts.no'), isRowHeading: true, cell: ({ no, key }) => <>{t(`home.request.${key}`)}<span className="block font-mono font-normal" translate="no">{no}</span></> },
            { key: 'sent', heading: t('report.contacts.sent'), cell: ({ sentAt, sentBy, addressed, reminders }) => <Sent {...{ sentAt, sentBy, addressed, reminders, t, time }} /> },
            { key: 'due', heading: t('report.contacts.due'), cell: ({ dueAt, promisedAt }) => <>{time(dueAt)}{promisedAt !== null && <span className="block">{t('report.contacts.promised', { time: format.dateTime(promisedAt) })}</span>}</> },
            { key: 'answered', heading: t('report.contacts.answered'), cell: ({ answeredAt, answeredBy }) => time(answeredAt, answeredBy?.name) },
            { key: 'state', heading: t('report.contacts.state'), cell: ({ status }) => t(`states.request.${status}`) },
          ]}
        />
      )}
      {ended && ended.informed.length > 0 && <p className="mt-2 whitespace-pre-line">{t('report.contacts.told', { names: ['', ...ended.informed].join('\n') })}</p>}
    </>
  )
}

/** When and by whom, to whom by mail, and every time it was sent again or told. */
function Sent({ sentAt, sentBy, addressed, reminders, t, time }: Pick<RequestState, 'sentAt' | 'sentBy' | 'addressed' | 'reminders'> & Pick<PartProps, 't'> & { time: (at: number | null, name?: string) => string }) {
  const { to, cc } = addressed ?? { to: null, cc: [] }
  const again = (when: string, name: string | undefined): string => (name === undefined ? t('report.contacts.again', { time: when }) : t('report.contacts.againTo', { time: when, name }))
  return (
    <>
      {time(sentAt, sentBy.name)}
      {to && <span className="block">{t('report.contacts.to', { names: [to, ...cc].map(({ name }) => name).join(listSeparator(t.locale)) })}</span>}
      {reminders.map(({ at, how, told, to: asked, by }) => <span key={at} className="block">{how === 'told' ? t('report.contacts.toldTo', { time: time(at), who: told ?? '―' }) : to === null && asked === undefined ? t('report.contacts.late', { time: time(at) }) : again(time(at, by.id === 'system' ? undefined : by.name), asked?.name)}</span>)}
    </>
  )
}

/** Blank boxes for names and dates, for the paper. */
export function Signatures({ t }: Pick<PartProps, 't'>) {
  return (
    <ul className="grid grid-cols-3 gap-2 md:gap-4" data-keep>
      {[t('report.signatures.made'), t('report.signatures.checked'), t('report.signatures.approved')].map((label) => (
        <li key={label} className="min-h-28 border border-line p-2 max-md:min-h-20">
          <b>{label}</b>
          <span className="block text-small text-fg-muted">{t('report.signatures.name')}</span>
        </li>
      ))}
    </ul>
  )
}
