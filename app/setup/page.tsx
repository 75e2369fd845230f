import type { Metadata } from 'next'
import { SetupForm } from '@/components/accounts/setup-form'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { getServer } from '@/lib/server'
import { setUp } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('shell.setup.title') }
}

/** Never prerendered: whether it is open is a matter of the moment. */
export const dynamic = 'force-dynamic'

export default async function SetupPage() {
  const [t, locale] = await Promise.all([getT(), getLocale()])
  const server = await getServer()
  const isOpen = await server.accounts.needsSetup()
  return (
    <main id="main" className="mx-auto max-w-180 px-4 py-10 md:px-6">
      {isOpen ? (
        <Words dictionary={dictionaryOf(locale, ['shell.setup.', 'refusals.', 'errors.summary', 'common.required', 'common.errorPrefix', 'common.title.error'])}>
          <PageHeader heading={t('shell.setup.title')} lead={t('shell.setup.lead')} />
          <SetupForm action={setUp} />
        </Words>
      ) : (
        <>
          <PageHeader heading={t('shell.setup.done.title')} lead={t('shell.setup.done.body')} />
          <LinkButton href="/sign-in">{t('shell.signIn.title')}</LinkButton>
        </>
      )}
    </main>
  )
}
