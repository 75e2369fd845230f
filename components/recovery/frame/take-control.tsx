'use client'
/** For everybody who is not in control: one sentence instead of buttons, and the way to take control where it is his to take. */
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFormatter, useT } from '@/lib/i18n/words'
import { refusalText } from '@/lib/i18n/refusal-text'
import { recoveryHidden, useRun } from '../run-context'

export function WhyNothing() {
  const t = useT()
  const format = useFormatter()
  const { view: { recovery, notOffered, definition, acts, state } } = useRun()
  const isBuilder = recovery.viewer.roles.includes('systemBuilder')
  if (recovery.endedAt !== null || recovery.held || acts.length > 0) return null
  if (isBuilder && !recovery.driver.isViewer) return <TakeControl />
  if (state.finishedAt !== null) return null
  if (!recovery.viewer.roles.includes(definition.actor)) return <p>{t('run.notYours', { role: t(`common.role.${definition.actor}`) })}</p>
  return notOffered ? <p>{refusalText(t, format, notOffered)}</p> : null
}

function TakeControl() {
  const t = useT()
  const { view, actions } = useRun()
  const { recovery } = view
  return (
    <section className="grid gap-3 rounded-card border border-line p-4 md:p-6" data-box>
      <p className="font-bold">{t('run.driver.other', { name: recovery.driver.name })}</p>
      {recovery.acts.includes('takeControl') && (
        <ActForm action={actions.onRecovery} hidden={recoveryHidden(view, 'takeControl')} id="takeControl" label={t('run.driver.take')} className="grid gap-3">
          <p className="text-fg-muted">{t('run.driver.take.note', { name: recovery.driver.name })}</p>
          <div><SubmitButton look="secondary" pending={t('run.driver.take.pending')}>{t('run.driver.take')}</SubmitButton></div>
        </ActForm>
      )}
    </section>
  )
}
