'use client'
/** Puts one request where the forms of a step look for it. After an act the focus goes to what has become of the request. */
import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { RunContext } from '@/components/recovery/run-context'
import type { StepView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'

/** `action` takes every form of the page: its token is bound to it. */
export function LinkRun({ view, action, children }: { view: StepView; action: FormAction; children: ReactNode }) {
  const run = useMemo(() => ({ view, actions: { onStep: action, onRecovery: action } }), [view, action])
  const { status = '', answerVersion = 0 } = view.request ?? {}
  const now = `${status} ${answerVersion}`
  const shown = useRef(now)
  useEffect(() => {
    if (shown.current === now) return
    shown.current = now
    document.querySelector<HTMLElement>('#receipt, main h1')?.focus()
  }, [now])
  return <RunContext value={run}>{children}</RunContext>
}
