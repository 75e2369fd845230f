'use client'
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import type { FormAction } from '@/lib/recoveries/forms'

/** Asks for nothing: where the new link goes is the old one's own receiver. */
export function AskNewLink({ action }: { action: FormAction }) {
  const t = useT()
  return (
    <ActForm action={action} hidden={{}} id="ask-new-link" label={t('handoff.old.ask')}>
      <p className="max-w-text">{t('handoff.old.lead')}</p>
      <div><SubmitButton pending={t('handoff.old.ask.pending')}>{t('handoff.old.ask')}</SubmitButton></div>
    </ActForm>
  )
}
