'use client'
import { ActForm } from '@/components/forms/act-form'
import { FormArea } from '@/components/forms/fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import { recoveryHidden, useRun } from '../run-context'

/** A note on this step: one field, kept with its time. */
export function NoteForm() {
  const t = useT()
  const { view, actions } = useRun()
  return (
    <ActForm action={actions.onRecovery} hidden={{ ...recoveryHidden(view, 'note'), leg: view.leg, step: view.definition.key }} id="note" label={t('run.act.note')}>
      <FormArea name="text" label={t('fields.text')} hint={t('fields.text.hint')} required rows={3} />
      <div><SubmitButton look="secondary" pending={t('run.act.note.pending')}>{t('run.act.note')}</SubmitButton></div>
    </ActForm>
  )
}
