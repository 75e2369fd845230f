import type { Metadata } from 'next'
import { requireViewer } from '@/app/doors/viewer'
import { InboxView } from '@/components/home/inbox-view'
import { RefusedPage } from '@/components/shell/refused-page'
import { PageHeader } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('home.inbox.title') }
}

export default async function InboxPage() {
  const { server, actor } = await requireViewer('/inbox')
  const [inbox, t, format, locale] = await Promise.all([server.pages.inbox(actor), getT(), getFormatter(), getLocale()])
  if (!inbox.ok) return <RefusedPage refusal={inbox.error} t={t} format={format} />
  return (
    <>
      <PageHeader heading={t('home.inbox.title')} lead={t('home.inbox.lead')} />
      <Words dictionary={dictionaryOf(locale, ['home.', 'states.request.', 'common.server.'])}>
        <InboxView initial={inbox.value} />
      </Words>
    </>
  )
}
