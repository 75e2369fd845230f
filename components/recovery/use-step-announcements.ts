'use client'
/** What is said to screen readers about this step: its phases, its end, an answer, the target time. The log and the clocks say nothing. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useAnnounce } from '@/components/ui/live-regions'
import { useFormatter, useT } from '@/lib/i18n/words'
import { outputKey } from '@/lib/queries/live'
import type { Output } from '@/lib/queries/output'
import type { StepView } from '@/lib/recoveries/dto'
import { cardText } from './card-text'
import { announcementOf } from './announcements'

const FIRST_PROGRESS_MS = 30_000
const PROGRESS_MS = 60_000

export function useStepAnnouncements(view: StepView): void {
  const announce = useAnnounce()
  const t = useT()
  const shown = useRef(view)
  useEffect(() => {
    const before = shown.current
    shown.current = view
    const said = announcementOf(before, view)
    if (!said) return
    const { region, key, values, kind } = said
    const text = key === 'common.live.accepted' ? cardText(t, view.recovery, view.definition.key, 'running') : (t.lookUp(key, values) ?? '')
    if (text) announce({ region, text, kind })
  }, [view, announce, t])
  useProgress(view)
}

/** Every minute while a command runs, the first time after half a minute. */
function useProgress({ state }: StepView): void {
  const announce = useAnnounce()
  const t = useT()
  const format = useFormatter()
  const client = useQueryClient()
  const attempt = state.attempts.at(-1)
  const running = state.status === 'running' && attempt?.launchedAt != null ? attempt.id : null
  useEffect(() => {
    if (running === null) return
    const beganAt = Date.now()
    let timer = setTimeout(function say() {
      const lines = (client.getQueryData<Output>(outputKey(running))?.text ?? '').split('\n').length - 1
      announce({ region: 'polite', text: t('common.live.running', { elapsed: format.duration(Date.now() - beganAt), lines }), kind: 'phase' })
      timer = setTimeout(say, PROGRESS_MS)
    }, FIRST_PROGRESS_MS)
    return () => clearTimeout(timer)
  }, [running, announce, t, format, client])
}
