'use client'
import { useServerTime } from '@/components/ui/server-clock'
import { useFormatter } from '@/lib/i18n/words'
import type { TimeMs } from '@/lib/std/clock'

type Props = { since: TimeMs; /** the server's time when it drew the page */ serverNow: TimeMs; /** seconds only for a command that runs */ exact?: boolean }

/** Time since a moment, by the server's clock; says nothing aloud. */
export function Elapsed({ since, serverNow, exact = false }: Props) {
  const { now } = useServerTime(serverNow, exact ? 1_000 : 15_000)
  const format = useFormatter()
  return <span role="timer" aria-live="off" className="tabular-nums">{exact ? format.durationExact(now - since) : format.duration(now - since)}</span>
}
