import type { Metadata } from 'next'
import { connectionHref } from '@/components/sites/connection-words'
import { HostKeyPart } from '@/components/sites/host-key-part'
import { PageHeader } from '@/components/ui/page-frame'
import { getT } from '@/lib/i18n/request'
import { actOnConnection } from '../../../actions'
import { SettingsPage } from '../../../settings-page'
import { FormWords } from '../../../words'

type Params = { params: Promise<{ connectionId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.hostKey.section') }
}

/** Opening it asks the host for its key, which logs in nowhere and trusts nothing. */
export default async function HostKeyPage({ params }: Params) {
  const { connectionId } = await params
  return (
    <SettingsPage path={connectionHref(connectionId, '/host-key')} ask={(settings, actor) => settings.hostKey(actor, connectionId)}>
      {({ view, t }) => (
        <>
          <PageHeader heading={t('settings.hostKey.title', { name: view.connection.name })} lead={view.connection.place === null ? undefined : <code translate="no">{view.connection.place}</code>} />
          <FormWords><HostKeyPart view={view} action={actOnConnection} t={t} /></FormWords>
        </>
      )}
    </SettingsPage>
  )
}
