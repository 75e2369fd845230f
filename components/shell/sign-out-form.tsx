'use client'
import { useActionState } from 'react'
import { useT } from '@/lib/i18n/words'
import { EMPTY_FORM, type FormAction } from '@/lib/recoveries/forms'

export function SignOutForm({ action }: { action: FormAction }) {
  const t = useT()
  const [, post] = useActionState(action, EMPTY_FORM)
  return (
    <form action={post}>
      <button className="min-h-11 cursor-pointer border-0 bg-transparent px-2 text-dense max-md:px-1 text-link underline underline-offset-4">{t('common.nav.signOut')}</button>
    </form>
  )
}
