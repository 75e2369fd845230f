import type { Metadata } from 'next'
import { KindChoice } from '@/components/sites/kind-choice'
import { PageHeader } from '@/components/ui/page-frame'
import { getT } from '@/lib/i18n/request'
import { SettingsPage } from '../../settings-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.add.title') }
}

export default function NewConnectionPage() {
  return (
    <SettingsPage path="/settings/connections/new" ask={(settings, actor) => settings.connections(actor)} forChanging>
      {({ t }) => (
        <>
          <PageHeader heading={t('settings.add.title')} lead={t('settings.add.lead')} />
          <KindChoice t={t} />
        </>
      )}
    </SettingsPage>
  )
}
