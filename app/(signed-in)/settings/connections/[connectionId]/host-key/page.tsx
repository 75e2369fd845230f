import type { Metadata } from 'next'
import { requireViewer } from '@/app/doors/viewer'
import { RefusedPage } from '@/components/shell/refused-page'
import { connectionHref } from '@/components/sites/connection-words'
import { HostKeyPart } from '@/components/sites/host-key-part'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'
import { actOnConnection } from '../../../actions'
import { FormWords } from '../../../words'

type Params = { params: Promise<{ connectionId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.hostKey.section') }
}

/** Opening it asks the host for its key, which logs in nowhere and trusts nothing. */
export default async function HostKeyPage({ params }: Params) {
  const { connectionId } = await params
  const { server, actor } = await requireViewer(connectionHref(connectionId, '/host-key'))
  const [view, t, format] = await Promise.all([server.settings.hostKey(actor, connectionId), getT(), getFormatter()])
  if (!view.ok) return <RefusedPage refusal={view.error} t={t} format={format} />
  const { connection } = view.value
  return (
    <>
      <PageHeader heading={t('settings.hostKey.title', { name: connection.name })} lead={connection.place === null ? undefined : <code translate="no">{connection.place}</code>} />
      <FormWords><HostKeyPart view={view.value} action={actOnConnection} t={t} /></FormWords>
    </>
  )
}
