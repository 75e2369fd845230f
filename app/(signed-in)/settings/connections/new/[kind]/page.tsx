import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConnectionForm } from '@/components/sites/connection-form'
import { PageHeader } from '@/components/ui/page-frame'
import { getT } from '@/lib/i18n/request'
import { CONNECTION_KINDS, type ConnectionKind } from '@/lib/sites/forms'
import { actOnConnection } from '../../../actions'
import { SettingsPage } from '../../../settings-page'
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
  return (
    <SettingsPage path={`/settings/connections/new/${kind}`} ask={(settings, actor) => settings.connections(actor)} forChanging>
      {({ t }) => (
        <>
          <PageHeader heading={t('settings.form.title.new', { kind: t(`settings.kind.${kind}`) })} lead={t(`settings.kind.${kind}.note`)} />
          <FormWords><ConnectionForm kind={kind} settings={null} seen={null} action={actOnConnection} t={t} /></FormWords>
        </>
      )}
    </SettingsPage>
  )
}
