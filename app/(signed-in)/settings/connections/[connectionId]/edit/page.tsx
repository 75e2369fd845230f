import type { Metadata } from 'next'
import { ConnectionForm } from '@/components/sites/connection-form'
import { connectionHref } from '@/components/sites/connection-words'
import { PageHeader } from '@/components/ui/page-frame'
import { getT } from '@/lib/i18n/request'
import { actOnConnection } from '../../../actions'
import { SettingsPage } from '../../../settings-page'
import { FormWords } from '../../../words'

type Params = { params: Promise<{ connectionId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.connection.edit') }
}

export default async function EditConnectionPage({ params }: Params) {
  const { connectionId } = await params
  return (
    <SettingsPage path={connectionHref(connectionId, '/edit')} ask={(settings, actor) => settings.connection(actor, connectionId)} forChanging>
      {({ view: { row, settings, usedBy, seen }, t }) => (
        <>
          <PageHeader heading={t('settings.form.title.edit', { name: row.name })} lead={usedBy.length > 0 ? t('settings.form.used', { list: usedBy.join(', ') }) : undefined} />
          <FormWords><ConnectionForm kind={row.kind} settings={settings} seen={seen} action={actOnConnection} t={t} /></FormWords>
        </>
      )}
    </SettingsPage>
  )
}
