'use client'
import { useT } from '@/lib/i18n/words'
import { cardOf } from './card-text'
import { useRun } from './run-context'

/** The words of the page's own card. */
export function useCard() {
  const t = useT()
  const { view } = useRun()
  return cardOf(t, view)
}
