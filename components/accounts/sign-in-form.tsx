'use client'
import { ActForm } from '@/components/forms/act-form'
import { FormText } from '@/components/forms/fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import type { FormAction } from '@/lib/recoveries/forms'

/** User name and password; pasting and password managers work. */
export function SignInForm({ action, next }: { action: FormAction; next: string }) {
  const t = useT()
  return (
    <ActForm action={action} hidden={{ next }} id="sign-in" labels={{ username: t('shell.signIn.username'), password: t('shell.signIn.password') }}>
      <FormText name="username" label={t('shell.signIn.username')} required width="short" autoComplete="username" translate="no" />
      <FormText name="password" label={t('shell.signIn.password')} required width="short" type="password" autoComplete="current-password" />
      <div><SubmitButton pending={t('shell.signIn.pending')}>{t('shell.signIn.button')}</SubmitButton></div>
    </ActForm>
  )
}
