import type { Metadata } from 'next'
import { requireViewer } from '@/app/doors/viewer'
import { RefusedPage } from '@/components/shell/refused-page'
import { ConnectionForm } from '@/components/sites/connection-form'
import { connectionHref } from '@/components/sites/connection-words'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'
import { actOnConnection } from '../../../actions'
import { FormWords } from '../../../words'

type Params = { params: Promise<{ connectionId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.connection.edit') }
}

export default async function EditConnectionPage({ params }: Params) {
  const { connectionId } = await params
  const { server, actor } = await requireViewer(connectionHref(connectionId, '/edit'))
  const [view, t, format] = await Promise.all([server.settings.connection(actor, connectionId), getT(), getFormatter()])
  if (!view.ok) return <RefusedPage refusal={view.error} t={t} format={format} />
  if (!view.value.mayChange) return <RefusedPage refusal={{ code: 'notAllowed' }} t={t} format={format} />
  const { row, settings, usedBy, seen } = view.value
  return (
    <>
      <PageHeader heading={t('settings.form.title.edit', { name: row.name })} lead={usedBy.length > 0 ? t('settings.form.used', { list: usedBy.join(', ') }) : undefined} />
      <FormWords><ConnectionForm kind={row.kind} settings={settings} seen={seen} action={actOnConnection} t={t} /></FormWords>
    </>
  )
}
