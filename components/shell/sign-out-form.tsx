'use client'
import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { useT } from '@/lib/i18n/words'
import { EMPTY_FORM, type FormAction } from '@/lib/recoveries/forms'

export function SignOutForm({ action }: { action: FormAction }) {
  const t = useT()
  const [, post] = useActionState(action, EMPTY_FORM)
  return (
    <form action={post}>
      <Button look="quiet">{t('common.nav.signOut')}</Button>
    </form>
  )
}
