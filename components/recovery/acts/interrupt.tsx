'use client'
/** Asks the running command to end: folded away, with honest words; for once-only commands only after a tick. */
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
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
      {interrupted.alive.length > 0 && <p>{t('run.interrupt.alive', { list: interrupted.alive.join(' / ') })}</p>}
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

/** A plain form to the route, since a page's actions wait for one another; with script it stays on the page. */
function InterruptForm({ attempt, isOnce }: { attempt: AttemptState; isOnce: boolean }) {
  const t = useT()
  const [isRefused, setRefused] = useState(false)
  const path = `/api/attempts/${encodeURIComponent(attempt.id)}/interrupt`
  const post = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    setRefused(false)
    const answer = await fetch(path, { method: 'POST', headers: { accept: 'application/json' } }).catch(() => null)
    if (!answer?.ok) setRefused(true)
  }
  return (
    <form method="post" action={path} onSubmit={post} className="grid gap-4">
      {isOnce && (
        <label className="grid min-h-11 grid-cols-[auto_minmax(0,1fr)] items-start gap-3 py-2">
          <input type="checkbox" required className="m-0 mt-0.5 size-6 accent-act" />
          <span>{t('run.interrupt.confirm')}</span>
        </label>
      )}
      {isRefused && <p role="status" className="font-bold text-tx-fail">{t('run.interrupt.refused')}</p>}
      <div><Button look="secondary">{t('run.interrupt')}</Button></div>
    </form>
  )
}
