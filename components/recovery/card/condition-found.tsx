'use client'
/** A conditional step says at once what the evidence shows: needed, not needed, or not to be decided by it. */
import { useFormatter, useT } from '@/lib/i18n/words'
import { useCard } from '../use-card'
import { useRun } from '../run-context'

export function ConditionFound() {
  const t = useT()
  const format = useFormatter()
  const card = useCard()
  const { view: { definition, acts, reading, record, context, state } } = useRun()
  if (definition.condition === null || state.status === 'idle' || state.overruled) return null
  const time = reading ? format.time(reading.readAt) : '―'
  const found = ((): string => {
    if (definition.condition === 'markSet') return acts.includes('notNeeded') ? card.text('none', { time }) : record?.markTime || record?.markComment ? card.text('found', { time }) : ''
    if (definition.condition === 'powerReportedOff') {
      if (acts.includes('notNeeded')) return card.text('none', { time })
      return context.report?.replacement.power === 'off' ? card.text('found') : card.text('offline', { time })
    }
    return acts.includes('notNeeded') ? t('run.done.notNeeded.dataNotNeeded') : ''
  })()
  return found ? <p data-condition className="max-w-text rounded-box border-s-8 border-st-active bg-tint-active px-4 py-3 font-bold">{found}</p> : null
}
