'use client'
/** One request to the resource manager: what, from whom, by when, in which state. */
import { chipWords, ServerChip } from '@/components/recovery/server-chip'
import { LinkButton } from '@/components/ui/button'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { InboxRow } from '@/lib/recoveries/dto'
import type { TimeMs } from '@/lib/std/clock'
import { DueLine } from './waiting-line'

export function RequestCard({ row, serverNow }: { row: InboxRow; serverNow: TimeMs }) {
  const t = useT()
  const format = useFormatter()
  return (
    <li data-box className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 rounded-card border border-line p-4 md:p-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <b>{t.lookUp(`states.request.${row.status}`) ?? row.status}</b>
          <ServerChip server={{ role: 'failed', id: row.failedServer, sameAddress: false }} words={chipWords(t, 'failed')} />
        </p>
        <p className="mt-2 text-h3 font-bold">{t(`home.request.${row.key}`)}</p>
        <p className="flex flex-wrap gap-x-4 text-fg-muted">
          <span translate="no">{row.no}</span>
          <span translate="no">{row.unit}</span>
          <span>{t('home.inbox.from', { name: row.sentBy })}</span>
          <span>{t('home.since', { time: format.timeNear(row.sentAt, serverNow), d: format.duration(serverNow - row.sentAt) })}</span>
          {row.acceptedBy && <span>{t('home.inbox.accepted', { name: row.acceptedBy })}</span>}
        </p>
        <DueLine dueAt={row.dueAt} promisedAt={row.promisedAt} serverNow={serverNow} />
      </div>
      <LinkButton look="main" href={`/recoveries/${row.recoveryId}/legs/${row.leg}/steps/${row.stepNo}`} aria-label={`${t('home.answer')} ${row.no}`}>{t('home.answer')}</LinkButton>
    </li>
  )
}
