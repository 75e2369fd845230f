/** A note on the recovery as a whole: kept with its time, in every state, the end included. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea } from '@/components/forms/fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'

export function WholeNoteForm({ recoveryId, action, actKey, t }: { recoveryId: string; action: FormAction; actKey: string; t: Translate }) {
  return (
    <ActForm action={action} hidden={{ act: 'note', recoveryId, key: actKey }} id={`note-${actKey.slice(0, 8)}`} className="flex flex-col gap-4">
      <FormArea name="text" required rows={3} label={t('fields.text')} hint={t('fields.text.hint')} />
      <div><SubmitButton look="secondary" pending={t('timeline.note.pending')}>{t('timeline.note.button')}</SubmitButton></div>
    </ActForm>
  )
}
