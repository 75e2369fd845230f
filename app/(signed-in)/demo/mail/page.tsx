import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { findMailbox } from '@/app/doors/demo-route'
import { requireViewer } from '@/app/doors/viewer'
import { MailList } from '@/components/demo/mail-list'
import { EmptyState } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('mailbox.title') }
}

const MAILS_MAX = 100

/** Outside of the demo there is no such page. */
export default async function MailboxPage() {
  await requireViewer('/demo/mail')
  const mailbox = await findMailbox(await headers())
  if (!mailbox) notFound()
  const [mails, t, format] = await Promise.all([mailbox.list(MAILS_MAX), getT(), getFormatter()])
  return (
    <>
      <PageHeader heading={t('mailbox.title')} lead={t('mailbox.lead')} />
      {mails.length === 0 ? <EmptyState heading={t('mailbox.empty')}>{t('mailbox.empty.body')}</EmptyState> : <MailList mails={mails} t={t} format={format} />}
    </>
  )
}
