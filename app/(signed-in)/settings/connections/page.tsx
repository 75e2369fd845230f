import type { Metadata } from 'next'
import { ConnectionTable } from '@/components/sites/connection-table'
import { LinkButton } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
import { EmptyState } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-frame'
import { getT } from '@/lib/i18n/request'
import { SettingsPage } from '../settings-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.list.title') }
}

export default function ConnectionsPage() {
  return (
    <SettingsPage path="/settings/connections" ask={(settings, actor) => settings.connections(actor)}>
      {({ view: { connections, mayChange, serverNow }, t, format }) => {
        const used = connections.filter(({ retiredAt }) => retiredAt === null)
        const hidden = connections.filter(({ retiredAt }) => retiredAt !== null)
        const add = <LinkButton look="main" href="/settings/connections/new">{t('settings.list.add')}</LinkButton>
        return (
          <>
            <div className="flex flex-wrap items-start justify-between gap-x-6 max-md:mb-6">
              <PageHeader heading={t('settings.list.title')} lead={<><p>{t('settings.list.lead')}</p>{!mayChange && <p>{t('settings.onlyAdministrator')}</p>}</>} />
              {mayChange && used.length > 0 && add}
            </div>
            {used.length > 0 && <ConnectionTable rows={used} {...{ t, format, serverNow }} />}
            {used.length === 0 && <EmptyState heading={t('settings.list.empty')} action={mayChange ? add : undefined}>{t(mayChange ? 'settings.list.empty.body' : 'settings.list.empty.others')}</EmptyState>}
            {hidden.length > 0 && <div className="mt-10"><Details summary={t('settings.list.retired', { n: hidden.length })}><ConnectionTable rows={hidden} {...{ t, format, serverNow }} /></Details></div>}
          </>
        )
      }}
    </SettingsPage>
  )
}
