import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '@/app/doors/viewer'
import { RefusedPage } from '@/components/shell/refused-page'
import { ConnectionForm } from '@/components/sites/connection-form'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'
import { CONNECTION_KINDS, type ConnectionKind } from '@/lib/sites/forms'
import { actOnConnection } from '../../../actions'
import { FormWords } from '../../../words'

type Params = { params: Promise<{ kind: string }> }
const kindOf = (text: string): ConnectionKind | undefined => CONNECTION_KINDS.find((kind) => kind === text)

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const kind = kindOf((await params).kind)
  const t = await getT()
  return { title: kind ? t('settings.form.title.new', { kind: t(`settings.kind.${kind}`) }) : t('errors.notFound.title') }
}

export default async function NewConnectionOfKindPage({ params }: Params) {
  const kind = kindOf((await params).kind)
  if (!kind) notFound()
  const { server, actor } = await requireViewer(`/settings/connections/new/${kind}`)
  const [view, t, format] = await Promise.all([server.settings.connections(actor), getT(), getFormatter()])
  if (!view.ok) return <RefusedPage refusal={view.error} t={t} format={format} />
  if (!view.value.mayChange) return <RefusedPage refusal={{ code: 'notAllowed' }} t={t} format={format} />
  return (
    <>
      <PageHeader heading={t('settings.form.title.new', { kind: t(`settings.kind.${kind}`) })} lead={t(`settings.kind.${kind}.note`)} />
      <FormWords><ConnectionForm kind={kind} settings={null} seen={null} action={actOnConnection} t={t} /></FormWords>
    </>
  )
}
