'use client'
/** Who is waited for, since when, by when: the same line on home, in the list and in the inbox. */
import { useFormatter, useT } from '@/lib/i18n/words'
import { expectedAt, isOverdue } from '@/lib/recovery/expected'
import type { TimeMs } from '@/lib/std/clock'

type Props = { dueAt: TimeMs | null; promisedAt: TimeMs | null; serverNow: TimeMs }

/**
 * What was promised, and the due time: a deadline is not a promise, so both are named. What is left, or over, is counted to the one that
 * counts: the promise where one was given.
 */
export function DueLine({ dueAt, promisedAt, serverNow }: Props) {
  const t = useT()
  const format = useFormatter()
  const at = expectedAt({ dueAt, promisedAt })
  if (at === null) return null
  const isOver = isOverdue({ dueAt, promisedAt }, serverNow)
  const d = format.duration(Math.abs(serverNow - at))
  const over = t(promisedAt === null ? 'home.due.over' : 'home.promised.over', { d })
  return (
    <p className="flex flex-wrap gap-x-4">
      <span>
        {promisedAt === null ? t('home.due', { time: format.timeNear(at, serverNow) }) : t('home.promised', { time: format.timeNear(promisedAt, serverNow) })}
        <span className={isOver ? 'ms-2 font-bold text-tx-fail' : 'ms-2 text-fg-muted'}>{isOver ? over : t('home.due.left', { d })}</span>
      </span>
      {promisedAt !== null && dueAt !== null && <span>{t('home.due', { time: format.timeNear(dueAt, serverNow) })}</span>}
    </p>
  )
}
