'use client'
/** Which recovery this is, since when, how long is left: always in view where the window is large enough. */
import Link from 'next/link'
import { useServerTime } from '@/components/ui/server-clock'
import { StatusIcon, StateLabel } from '@/components/ui/status-icon'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'
import { chipWords, ServerChip } from '../server-chip'
import { targetLeft } from './target-left'

const MINUTE_MS = 60_000

export function ContextBar({ recovery }: { recovery: RecoveryView }) {
  const t = useT()
  const { id, failed, replacement, driver, state } = recovery
  return (
    <section aria-label={t('run.context.label')} data-screen-only className="mb-6 border-b border-line bg-canvas py-2 [@media(min-width:64rem)_and_(min-height:40rem)]:sticky [@media(min-width:64rem)_and_(min-height:40rem)]:top-0 [@media(min-width:64rem)_and_(min-height:40rem)]:z-10">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-dense">
        <Link href={`/recoveries/${id}`} className="inline-flex min-h-11 items-center font-mono font-bold" translate="no">{id}</Link>
        <ServerChip server={failed} words={chipWords(t, 'failed')} />
        {replacement && <ServerChip server={replacement} words={chipWords(t, 'new')} />}
        <span className="max-lg:hidden"><StateLabel state={state} word={t(`states.${state}`)} size={20} /></span>
        <Clock recovery={recovery} />
        <span className="text-small text-fg-muted">
          {t('run.context.driver', { name: driver.name })}
          {driver.isViewer && t('common.person.you')}
        </span>
      </div>
    </section>
  )
}

function Clock({ recovery }: { recovery: RecoveryView }) {
  const t = useT()
  const format = useFormatter()
  const { now } = useServerTime(recovery.serverNow, MINUTE_MS)
  const until = recovery.serviceRestoredAt ?? recovery.endedAt ?? now
  const { level, leftMs } = targetLeft(recovery, until)
  const time = recovery.targetAt === null ? '' : format.timeNear(recovery.targetAt, now)
  return (
    <span role="timer" aria-live="off" className="inline-flex flex-wrap items-center gap-x-4 tabular-nums">
      <span>{t('common.sinceDetection', { d: format.duration(until - recovery.detectedAt) })}</span>
      {level === 'left' && <span>{t('common.target.left', { time, d: format.duration(leftMs) })}</span>}
      {level === 'soon' && <Marked>{t('common.target.soon', { time, d: format.duration(leftMs) })}</Marked>}
      {level === 'over' && <Marked>{t('common.target.over', { time, d: format.duration(-leftMs) })}</Marked>}
      {level === 'overHeld' && <span>{t('common.target.held', { time, d: format.duration(-leftMs), held: format.duration(now - (recovery.held?.at ?? now)) })}</span>}
    </span>
  )
}

const Marked = ({ children }: { children: React.ReactNode }) => (
  <b className="inline-flex items-center gap-2 text-tx-att">
    <StatusIcon state="attention" size={20} />
    {children}
  </b>
)
