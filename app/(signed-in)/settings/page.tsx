import type { Metadata } from 'next'
import Link from 'next/link'
import { requireViewer } from '@/app/doors/viewer'
import { PageHeader } from '@/components/ui/page-frame'
import { getT } from '@/lib/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('settings.title') }
}

export default async function SettingsPage() {
  await requireViewer('/settings')
  const t = await getT()
  return (
    <>
      <PageHeader heading={t('settings.title')} />
      <ul className="grid gap-4">
        <Entry href="/settings/connections" title={t('settings.connections.title')} about={t('settings.connections.about')} />
        <Entry href="/settings/mail" title={t('mailSettings.title')} about={t('mailSettings.about')} />
      </ul>
    </>
  )
}

const Entry = ({ href, title, about }: { href: '/settings/connections' | '/settings/mail'; title: string; about: string }) => (
  <li data-box className="rounded-card border border-line p-4 md:p-5">
    <h2 className="text-h3"><Link href={href} className="inline-flex min-h-11 items-center">{title}</Link></h2>
    <p className="max-w-text text-fg-muted">{about}</p>
  </li>
)
