'use client'
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import type { FormAction } from '@/lib/recoveries/forms'

/** The one press that goes on with what rests; loaded where something does. */
export function ResumeForm({ recoveryId, actKey, onRecovery }: { recoveryId: string; actKey: string; onRecovery: FormAction }) {
  const t = useT()
  return (
    <ActForm action={onRecovery} hidden={{ act: 'resume', recoveryId, key: actKey }} id="resume" label={t('run.band.resume')}>
      <div><SubmitButton pending={t('run.band.resume.pending')}>{t('run.band.resume')}</SubmitButton></div>
    </ActForm>
  )
}
