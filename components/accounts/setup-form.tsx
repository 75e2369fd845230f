'use client'
import { ActForm } from '@/components/forms/act-form'
import { FormText } from '@/components/forms/fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import type { FormAction } from '@/lib/recoveries/forms'

/** The first administrator of a production instance, by the code in the server's log. */
export function SetupForm({ action }: { action: FormAction }) {
  const t = useT()
  const labels = { code: t('shell.setup.code'), name: t('shell.setup.name'), username: t('shell.setup.username'), password: t('shell.setup.password') }
  return (
    <ActForm action={action} hidden={{ next: '/settings/connections' }} id="setup" labels={labels}>
      <FormText name="code" label={t('shell.setup.code')} required width="short" type="password" autoComplete="one-time-code" />
      <FormText name="name" label={t('shell.setup.name')} required width="short" autoComplete="name" />
      <FormText name="username" label={t('shell.setup.username')} hint={t('shell.setup.username.hint')} required width="short" autoComplete="username" />
      <FormText name="password" label={t('shell.setup.password')} hint={t('shell.setup.password.hint')} required width="short" type="password" autoComplete="new-password" />
      <div><SubmitButton pending={t('shell.setup.pending')}>{t('shell.setup.button')}</SubmitButton></div>
    </ActForm>
  )
}
