'use client'
/** Asks the running command to end: folded away, with honest words; for once-only commands only after a tick. */
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
import type { Translate } from '@/lib/i18n/translate'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { AttemptState } from '@/lib/recovery/state'
import { EFFECT } from '@/lib/vmiunit/commands'
import { useRun } from '../run-context'

export function Interrupt({ attempt }: { attempt: AttemptState }) {
  const t = useT()
  const format = useFormatter()
  const { view: { recovery, acts } } = useRun()
  const { interrupted } = attempt
  const isOnce = EFFECT[attempt.command.name] === 'once'
  const asked = interrupted && (
    <>
      <p className="font-bold">{t('run.interrupt.asked', { time: format.timeWithSeconds(interrupted.at), name: interrupted.by.name })}</p>
      {interrupted.forced && <p>{t('run.interrupt.forced')}</p>}
      <p>{leftOf(t, interrupted)}</p>
    </>
  )
  if (!acts.includes('interrupt')) return asked ? <div className="mt-4">{asked}</div> : null
  return (
    <div className="mt-4">
      <Details summary={t('run.interrupt')}>
        <div className="grid gap-4">
          {asked}
          <p>{t('run.interrupt.note', { machine: recovery.connectionName })}</p>
          {isOnce && <p className="font-bold">{t('run.interrupt.once')}</p>}
          <InterruptForm attempt={attempt} isOnce={isOnce} />
        </div>
      </Details>
    </div>
  )
}

/** What is alive of it is always said, and be it that nobody knows. */
function leftOf(t: Translate, { alive, unanswered }: NonNullable<AttemptState['interrupted']>): string {
  if (unanswered) return t('run.interrupt.unanswered')
  return alive.length > 0 ? t('run.interrupt.alive', { list: alive.join(' / ') }) : t('run.interrupt.none')
}

/** Why it was refused: a code of the route, `unheard` where no answer came to the browser, else empty. */
async function post(path: string): Promise<string | null> {
  const answer = await fetch(path, { method: 'POST', headers: { accept: 'application/json' } }).catch(() => null)
  if (!answer) return 'unheard'
  if (answer.ok) return null
  const problem: unknown = await answer.json().catch(() => null)
  return problem !== null && typeof problem === 'object' && 'code' in problem && typeof problem.code === 'string' ? problem.code : ''
}

/** A plain form to the route, since a page's actions wait for one another; with script it stays on the page, and is sent once at a time. */
function InterruptForm({ attempt, isOnce }: { attempt: AttemptState; isOnce: boolean }) {
  const t = useT()
  const [refused, setRefused] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const path = `/api/attempts/${encodeURIComponent(attempt.id)}/interrupt`
  const submit = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (isPending) return
    setRefused(null)
    setPending(true)
    setRefused(await post(path))
    setPending(false)
  }
  return (
    <form method="post" action={path} onSubmit={submit} className="grid gap-4">
      {isOnce && (
        <label className="grid min-h-11 grid-cols-[auto_minmax(0,1fr)] items-start gap-3 py-2">
          <input type="checkbox" required className="m-0 mt-0.5 size-6 accent-act" />
          <span>{t('run.interrupt.confirm')}</span>
        </label>
      )}
      {refused !== null && <p role="status" className="font-bold text-tx-fail">{t.lookUp(`run.interrupt.refused.${refused}`) ?? t('run.interrupt.refused')}</p>}
      <div><Button look="secondary" aria-disabled={isPending || undefined}>{t(isPending ? 'run.interrupt.pending' : 'run.interrupt')}</Button></div>
    </form>
  )
}
