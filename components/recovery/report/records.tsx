/** The parts that list: what changed in `status`, collected data, requests and answers. */
import { DataTable } from '@/components/ui/data-table'
import { chipWords, ServerChip, type ChipRole } from '../server-chip'
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
  if (!collected) return <p>{t(isAsked ? 'report.evidence.missing' : 'report.evidence.none')}</p>
  if (collected.items.length === 0) return <p>{t('report.evidence.nothing', { reason: collected.nothingBecause ?? t('common.none') })}</p>
  return (
    <>
      <DataTable
        caption={t('report.evidence.caption')}
        captionHidden
        rows={collected.items}
        rowKey={({ what, where }) => `${what}${where}`}
        columns={[
          { key: 'what', heading: t('report.evidence.what'), isRowHeading: true, cell: ({ what, note }) => <>{what}{note && <span className="block font-normal text-fg-muted">{note}</span>}</> },
          { key: 'where', heading: t('report.evidence.where'), cell: ({ where }) => where },
          { key: 'size', heading: t('report.evidence.size'), cell: ({ sizeBytes }) => (sizeBytes === null ? t('report.facts.unknown') : format.bytes(sizeBytes)) },
          { key: 'hash', heading: t('report.evidence.hash'), cell: ({ sha256 }) => (sha256 ? <code translate="no">{sha256}</code> : t('report.facts.unknown')) },
        ]}
      />
      {transferred && <p>{t('report.evidence.transferred', { where: transferred.where })}</p>}
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
            { key: 'sent', heading: t('report.contacts.sent'), cell: ({ sentAt, sentBy }) => time(sentAt, sentBy.name) },
            { key: 'due', heading: t('report.contacts.due'), cell: ({ dueAt }) => time(dueAt) },
            { key: 'answered', heading: t('report.contacts.answered'), cell: ({ answeredAt, answeredBy }) => time(answeredAt, answeredBy?.name) },
            { key: 'state', heading: t('report.contacts.state'), cell: ({ status }) => t(`states.request.${status}`) },
          ]}
        />
      )}
      {ended && ended.informed.length > 0 && <p className="mt-2 whitespace-pre-line">{t('report.contacts.told', { names: ['', ...ended.informed].join('\n') })}</p>}
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
