'use client'
/** Who told, how and when: above an answer that the system builder enters for the resource manager. */
import { useT } from '@/lib/i18n/words'
import { ENTERED_FOR } from '@/lib/recoveries/forms'
import { useRun } from '../run-context'
import { SpecFields } from './spec-fields'

export function EnteredFor() {
  const t = useT()
  const { view } = useRun()
  return (
    <fieldset className="m-0 grid min-w-0 gap-5 rounded-card border border-line p-4 md:p-6">
      <legend className="px-2 font-bold">{t('run.received.who')}</legend>
      <SpecFields specs={ENTERED_FOR.filter(({ name }) => name !== 'readBack')} now={view.recovery.serverNow} tune={{ enteredForWho: { initial: view.request?.acceptedBy?.name } }} />
    </fieldset>
  )
}

/** Told by telephone, digits are swapped easily: said back before the press. */
export function ReadBack() {
  return <SpecFields specs={ENTERED_FOR.filter(({ name }) => name === 'readBack')} />
}
