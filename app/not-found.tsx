import type { Metadata } from 'next'
import { buttonClass } from '@/components/ui/button-look'
import { PageHeader } from '@/components/ui/page-frame'
import { getT } from '@/lib/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('errors.notFound.title') }
}

/** An address that leads nowhere; also what a recovery answers that is not there. */
export default async function NotFoundPage() {
  const t = await getT()
  return (
    <main id="main" className="mx-auto max-w-page px-4 py-10 md:px-6">
      <PageHeader heading={t('errors.notFound.title')} lead={t('errors.notFound.body')} />
      {/* Every page carries this one with it: a plain form spares them all the router's link. */}
      <form action="/"><button className={buttonClass('secondary')}>{t('errors.notFound.home')}</button></form>
    </main>
  )
}
