'use client'
/** How a step ended where no command did it: by hand, not needed, left out, entered afterwards. */
import { LinkButton } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { StateLabel } from '@/components/ui/status-icon'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { FieldName } from '@/lib/recovery/procedure'
import { statedValue } from '../stated-value'
import { useRun } from '../run-context'
import { stepHref } from '../step-href'

export function FinishedRecord() {
  const t = useT()
  const format = useFormatter()
  const { view: { state, recovery, leg } } = useRun()
  const { currentStep } = recovery
  const by = state.finishedBy && state.finishedAt !== null ? { name: state.finishedBy.name, time: format.dateTime(state.finishedAt) } : null
  const next = recovery.driver.isViewer && currentStep && currentStep.leg === leg && currentStep.no > state.no ? currentStep : null
  return (
    <section aria-labelledby="finished" data-box className="grid gap-3 rounded-card border-2 border-line p-4 md:p-6">
      <h2 id="finished" className="text-h2">{t('run.result.title')}</h2>
      <StateLabel state={state.status} word={t(`states.${state.status}`)} />
      {state.notNeededBecause && <p>{t(`run.done.notNeeded.${state.notNeededBecause}`)}</p>}
      {state.enteredAfterwards && (
        <>
          <p>{t('run.done.later')}</p>
          <p>{state.enteredAfterwards.what}</p>
          <p className="text-fg-muted">{t('run.done.laterAt', { name: state.enteredAfterwards.doneBy, time: format.dateTime(state.enteredAfterwards.doneAt) })}</p>
        </>
      )}
      {state.reason && <p>{t('run.done.reason', { reason: state.reason })}</p>}
      {state.agreedBy && <p>{t('run.done.agreedBy', { name: state.agreedBy })}</p>}
      <Statement />
      {by && <p className="text-small text-fg-muted">{t(!state.automatic ? 'run.done.byHand' : state.key === 'collect-data' ? 'run.done.carriedOver' : 'run.done.automatic', by)}</p>}
      {next && <div><LinkButton look="main" href={stepHref(recovery.id, next.leg, next.no)}>{t('run.result.next', { n: next.no })}</LinkButton></div>}
    </section>
  )
}

/** The values that a person stated, with their labels. */
export function Statement() {
  const t = useT()
  const format = useFormatter()
  const { view: { state } } = useRun()
  const entries = Object.entries(state.statement ?? {}) as [FieldName, string][]
  if (entries.length === 0) return null
  return <DescriptionList facts={entries.map(([name, value]) => ({ term: t(`fields.${name}`), value: statedValue(t, format, name, value) }))} />
}
