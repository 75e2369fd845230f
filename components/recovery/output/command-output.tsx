'use client'
/** The live output of the step's latest attempt, from the server's own copy: no gap, no repeat, complete after a reload. */
import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { LogView, type LogWords } from '@/components/ui/log-view'
import { useFormatter, useT } from '@/lib/i18n/words'
import { NO_OUTPUT, outputQuery } from '@/lib/queries/output'
import type { AttemptState } from '@/lib/recovery/state'
import { wholeLines } from './whole-lines'

export const isUnderWay = ({ status }: AttemptState): boolean => status === 'requested' || status === 'launched' || status === 'ended'

export function CommandOutput({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  const isRunning = isUnderWay(attempt)
  const { data } = useQuery(outputQuery(attempt.id, isRunning))
  const { text, totalBytes, cutBytes, missingBytes } = data ?? NO_OUTPUT
  const command = ['vmiunit', ...attempt.argv].join(' ')
  const lines = useMemo(() => wholeLines(command, text), [command, text])
  const words = useMemo<LogWords>(() => ({
    title: t('common.log.title'), followStop: t('common.log.follow.stop'), followStart: t('common.log.follow.start'), latest: t('common.log.latest'), wrap: t('common.log.wrap'),
    filter: t('common.log.filter'), save: t('common.log.save'), empty: t('common.log.empty'), error: t('common.log.error'), warning: t('common.log.warning'),
    earlier: (n) => t('common.log.earlier', { n }), found: (n) => t('common.log.filter.count', { n }),
  }), [t])
  const known = { lines: format.number(lines.length - 1), size: format.bytes(totalBytes) }
  // Nothing is said about an output that has not been fetched.
  const kept = cutBytes > 0 ? t('run.output.cut', { ...known, cut: format.bytes(cutBytes) }) : t('run.output.bytes', known)
  const counts = !data ? '' : missingBytes > 0 ? t('run.output.missing', { ...known, size: format.bytes(totalBytes - missingBytes) }) : kept
  return (
    <LogView
      key={attempt.id}
      lines={lines}
      words={words}
      running={isRunning}
      saveHref={`/api/attempts/${encodeURIComponent(attempt.id)}/output?raw=1`}
      counts={counts}
    />
  )
}
