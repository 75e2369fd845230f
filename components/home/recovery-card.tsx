'use client'
/** One recovery as an entry of home: state, server, step, since when; the way on at the right. */
import type { ReactNode } from 'react'
import { chipWords, ServerChip } from '@/components/recovery/server-chip'
import { LinkButton } from '@/components/ui/button'
import { StateLabel } from '@/components/ui/status-icon'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RecoveryRow } from '@/lib/recoveries/dto'
import type { TimeMs } from '@/lib/std/clock'
import { recoveryPath, stateKeyOf, stepName } from './rows'
import { DueLine } from './waiting-line'

type Props = { row: RecoveryRow; serverNow: TimeMs; /** waits for the viewer's hand */ isMine?: boolean; /** must be looked at before anything new is begun */ isUrgent?: boolean; extra?: ReactNode }

export function RecoveryCard({ row, serverNow, isMine = false, isUrgent = isMine, extra }: Props) {
  const t = useT()
  const format = useFormatter()
  const state = stateKeyOf(row)
  const label = isMine ? t('home.continue') : t('home.look')
  return (
    <li data-box className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4 rounded-card border border-line p-4 md:p-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <StateLabel state={state} word={t(`states.${state}`)} />
          <ServerChip server={{ role: 'failed', id: row.failedServer, sameAddress: false }} words={chipWords(t, 'failed')} />
          {row.drill && <b>{t('home.drill')}</b>}
        </p>
        <p className="mt-2 text-h3 font-bold">{stepName(t, row) ?? t(`common.procedure.${row.procedure}`)}</p>
        <p className="flex flex-wrap gap-x-4 text-fg-muted">
          <span translate="no">{row.id}</span>
          <span translate="no">{row.unit}</span>
          {row.endedAt === null && <span>{t('home.since', { time: format.timeNear(row.waitingSince, serverNow), d: format.duration(serverNow - row.waitingSince) })}</span>}
          {row.endedAt !== null && <span>{format.dateTime(row.endedAt)}</span>}
          <span>{t('home.driver', { name: row.driverName })}</span>
        </p>
        <DueLine dueAt={row.dueAt} promisedAt={row.promisedAt} serverNow={serverNow} />
        {extra}
      </div>
      <LinkButton look={isUrgent ? 'main' : 'secondary'} href={recoveryPath(row)} aria-label={`${label} ${row.id}`}>{label}</LinkButton>
    </li>
  )
}
