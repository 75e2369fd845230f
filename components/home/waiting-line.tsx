'use client'
/** Who is waited for, since when, by when: the same line on home, in the list and in the inbox. */
import { useFormatter, useT } from '@/lib/i18n/words'
import type { TimeMs } from '@/lib/std/clock'

type Props = { dueAt: TimeMs | null; promisedAt: TimeMs | null; serverNow: TimeMs }

/** The due time with what is left or over, and the promise where one was given. A deadline is not a promise: both are named. */
export function DueLine({ dueAt, promisedAt, serverNow }: Props) {
  const t = useT()
  const format = useFormatter()
  if (dueAt === null && promisedAt === null) return null
  const isOver = dueAt !== null && dueAt < serverNow
  return (
    <p className="flex flex-wrap gap-x-4">
      {promisedAt !== null && <span>{t('home.promised', { time: format.timeNear(promisedAt, serverNow) })}</span>}
      {dueAt !== null && (
        <span>
          {t('home.due', { time: format.timeNear(dueAt, serverNow) })}
          <span className={isOver ? 'ms-2 font-bold text-tx-fail' : 'ms-2 text-fg-muted'}>
            {isOver ? t('home.due.over', { d: format.duration(serverNow - dueAt) }) : t('home.due.left', { d: format.duration(dueAt - serverNow) })}
          </span>
        </span>
      )}
    </p>
  )
}
