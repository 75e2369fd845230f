'use client'
/** An ordinary link to the confirmation page; with script the same content opens as a dialog over the card. */
import { useState, type MouseEvent } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useCard } from '../use-card'
import { RunContext, useRun, type Run } from '../run-context'
import { stepHref } from '../step-href'
import { DetachContent } from './detach-content'

export function DetachOpener() {
  const card = useCard()
  const run = useRun()
  const { view: { recovery, leg, state, acts } } = run
  /** What was read when it opened: while the dialog stands, nothing in it is replaced. */
  const [opened, setOpened] = useState<Run | null>(null)
  const open = (event: MouseEvent): void => {
    // A press for a new tab or window is the browser's.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    setOpened(run)
  }
  const label = state.attempts.length > 0 ? card.text('again', { n: state.attempts.length + 1 }) : card.text('button')
  const close = (): void => setOpened(null)
  return (
    <>
      <LinkButton look={acts.includes('acceptTarget') ? 'secondary' : 'main'} prefetch={false} href={stepHref(recovery.id, leg, state.no, '/confirm')} onClick={open}>{label}</LinkButton>
      <Dialog open={opened !== null} onClose={close} alert heading={card.rich('question', { unit: recovery.unit })}>
        {opened && (
          <RunContext value={opened}>
            <DetachContent back={<Button type="button" look="secondary" onClick={close}>{card.text('dont')}</Button>} />
          </RunContext>
        )}
      </Dialog>
    </>
  )
}
