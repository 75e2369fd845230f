'use client'
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import type { FormAction } from '@/lib/recoveries/forms'

export type ReadyAccount = { readonly key: string; readonly name: string; readonly roles: string; readonly does: string }

/** The demo's ready people: one press enters. */
export function DemoAccounts({ accounts, action, next }: { accounts: readonly ReadyAccount[]; action: FormAction; next: string }) {
  const t = useT()
  return (
    <ul className="grid gap-4">
      {accounts.map(({ key, name, roles, does }) => (
        <li key={key} className="grid items-center gap-x-8 gap-y-3 rounded-box border border-line p-4 md:grid-cols-[minmax(0,1fr)_15rem]">
          <div className="min-w-0">
            <p className="font-bold">
              {name}
              <span className="ms-3 font-normal text-fg-muted">{roles}</span>
            </p>
            <p className="text-fg-muted">{does}</p>
          </div>
          <ActForm action={action} hidden={{ account: key, next }} id={`demo-${key}`} className="grid">
            <SubmitButton look="secondary" pending={t('shell.signIn.pending')}>{t('shell.signIn.demo.enter', { name })}</SubmitButton>
          </ActForm>
        </li>
      ))}
    </ul>
  )
}
