import type { Metadata } from 'next'
import { requireViewer } from '@/app/doors/viewer'
import { RefusedPage } from '@/components/shell/refused-page'
import { KindChoice } from '@/components/sites/kind-choice'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.add.title') }
}

export default async function NewConnectionPage() {
  const { server, actor } = await requireViewer('/settings/connections/new')
  const [view, t, format] = await Promise.all([server.settings.connections(actor), getT(), getFormatter()])
  if (!view.ok) return <RefusedPage refusal={view.error} t={t} format={format} />
  if (!view.value.mayChange) return <RefusedPage refusal={{ code: 'notAllowed' }} t={t} format={format} />
  return (
    <>
      <PageHeader heading={t('settings.add.title')} lead={t('settings.add.lead')} />
      <KindChoice t={t} />
    </>
  )
}
