'use client'
import { HANDLED_BY } from '@/lib/recoveries/forms'
import { useRun } from '../run-context'
import { SpecFields } from './spec-fields'

/** Asked of a link's holder alone: the link tells whose mailbox it went to, not who of them reads it. */
export function HandledBy() {
  const { view: { handler } } = useRun()
  return handler === null ? null : <SpecFields specs={HANDLED_BY} tune={{ handledBy: { initial: handler } }} />
}
