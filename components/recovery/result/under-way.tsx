'use client'
/** While a command runs and while `status` is being read afterwards. Only the clock moves by itself. */
import { StatusIcon } from '@/components/ui/status-icon'
import { useServerTime } from '@/components/ui/server-clock'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { AttemptState } from '@/lib/recovery/state'
import { SimpleAct } from '../acts/simple-act'
import { useCard } from '../use-card'
import { Elapsed } from '../elapsed'
import { useRun } from '../run-context'
import { Said, Seen } from './result-block'
import { DescriptionList } from '@/components/ui/description-list'

export function Running({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  const card = useCard()
  const { view: { usual, timeOutMs, recovery, acts } } = useRun()
  const { now } = useServerTime(recovery.serverNow, 5_000)
  const tookMs = now - (attempt.launchedAt ?? now)
  const isPastTime = timeOutMs !== null && tookMs > timeOutMs
  const isSlow = usual !== null && tookMs > usual.medianMs * 2
  return (
    <section aria-labelledby="running" data-box data-running className="rounded-card border-2 border-st-active bg-tint-active p-4 md:p-6">
      <h2 id="running" className="flex items-center gap-3 text-h2"><StatusIcon state="running" />{attempt.launchedAt === null ? t('run.running.comparing') : card.text('running') || t('run.running.title')}</h2>
      {attempt.launchedAt !== null && (
        <p className="mt-2 flex flex-wrap items-baseline gap-x-6">
          <span className="text-h3 font-bold"><Elapsed since={attempt.launchedAt} serverNow={recovery.serverNow} exact /></span>
          <span className="text-fg-muted">{usual ? t('run.running.usual', { d: format.duration(Math.max(usual.medianMs, 1_000)) }) : t('run.running.usualNone')}</span>
        </p>
      )}
      {(isPastTime || isSlow) && <p className="mt-1 font-bold">{isPastTime ? t('run.running.pastTime', { d: format.duration(timeOutMs) }) : t('run.running.slow')}</p>}
      <p className="mt-1 text-fg-muted">{t('run.running.leave')}</p>
      {acts.includes('endWaiting') && recovery.noContactSince !== null && <div className="mt-4"><SimpleAct act="endWaiting" label={t('run.act.endWaiting.contact')} look="secondary" /></div>}
    </section>
  )
}

export function Verifying({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  const { view: { settlingMs, recovery, acts } } = useRun()
  const { now } = useServerTime(recovery.serverNow, 1_000)
  const leftMs = (attempt.endedAt ?? now) + (settlingMs ?? 0) - now
  return (
    <section aria-labelledby="verifying" data-box data-verifying className="rounded-card border-2 border-st-active bg-tint-active p-4 md:p-6">
      <h2 id="verifying" className="flex items-center gap-3 text-h2"><StatusIcon state="verifying" />{t('run.verifying.title')}</h2>
      {attempt.seenAt !== null && <p className="mt-2">{leftMs > 0 ? t('run.verifying.body', { left: format.durationExact(leftMs) }) : t('run.verifying.over')}</p>}
      <div className="mt-3 rounded-box bg-canvas px-4">
        <DescriptionList
          className="border-t-0"
          facts={[
            { term: t('run.result.said'), value: <Said attempt={attempt} /> },
            ...(attempt.seenAt === null ? [] : [{ term: t('run.verifying.last'), value: <Seen attempt={attempt} /> }]),
          ]}
        />
      </div>
      {acts.includes('endWaiting') && <div className="mt-4"><SimpleAct act="endWaiting" label={t('run.act.endWaiting')} look="secondary" /></div>}
    </section>
  )
}
