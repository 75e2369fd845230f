import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { findViewer } from '@/app/doors/viewer'
import { DemoAccounts } from '@/components/accounts/demo-accounts'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { SiteFooter } from '@/components/shell/site-footer'
import { PageHeader } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { getServer } from '@/lib/server'
import { chooseLocale, demoSignIn, signIn } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('shell.signIn.title') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const [t, locale, viewer, { next: asked }] = await Promise.all([getT(), getLocale(), findViewer(), searchParams])
  const server = await getServer()
  const next = typeof asked === 'string' && asked.startsWith('/') ? asked : '/'
  if (viewer) redirect('/')
  if (await server.accounts.needsSetup()) redirect('/setup')
  const accounts = server.accounts.demoAccounts().map(({ key, name, roles }) => ({
    key, name, roles: roles.map((role) => t(`common.role.${role}`)).join('・'), does: roles.map((role) => t(`shell.role.${role}.does`)).join(''),
  }))
  const form = <SignInForm action={signIn} next={next} />
  return (
    <Words dictionary={dictionaryOf(locale, ['shell.signIn.', 'shell.footer', 'refusals.', 'errors.summary', 'common.required', 'common.errorPrefix', 'common.title.error', 'common.language'])}>
      <main id="main" className="mx-auto max-w-180 px-4 py-10 md:px-6">
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="text-h3 font-bold">{t('common.product.long')}</p>
          <LanguageSwitch action={chooseLocale} />
        </div>
        <div className="mt-8">
          <PageHeader heading={t('shell.signIn.title')} lead={t('shell.signIn.lead')} />
        </div>
        {accounts.length === 0 ? form : (
          <>
            <section aria-labelledby="ready" className="mt-2">
              <h2 id="ready" className="text-h2">{t('shell.signIn.demo.title')}</h2>
              <p className="mt-1 mb-4 max-w-text text-fg-muted">{t('shell.signIn.demo.lead')}</p>
              <DemoAccounts accounts={accounts} action={demoSignIn} next={next} />
            </section>
            <section aria-labelledby="other" className="mt-12">
              <h2 id="other" className="mb-4 text-h2">{t('shell.signIn.demo.other')}</h2>
              {form}
            </section>
          </>
        )}
      </main>
      <SiteFooter release="0.1" />
    </Words>
  )
}
