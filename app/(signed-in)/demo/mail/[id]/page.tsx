import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { findMailbox } from '@/app/doors/demo-route'
import { findViewer, requireViewer } from '@/app/doors/viewer'
import { MailMessage } from '@/components/demo/mail-message'
import { mailHref } from '@/components/demo/mail-types'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'
import { publicOrigins } from '@/lib/server'

type Params = { params: Promise<{ id: string }> }

const findMail = cache(async (id: string) => (await findMailbox(await headers()))?.read(id) ?? null)

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const [{ id }, actor, t] = await Promise.all([params, findViewer(), getT()])
  const mail = actor && (await findMail(id))
  return { title: mail?.subject || t('mailbox.title') }
}

/** Outside of the demo there is no such page. */
export default async function MailPage({ params }: Params) {
  const { id } = await params
  await requireViewer(mailHref(id))
  const [mail, t, format] = await Promise.all([findMail(id), getT(), getFormatter()])
  if (!mail) notFound()
  return (
    <>
      <PageHeader eyebrow={<Link href="/demo/mail" className="inline-flex min-h-11 items-center">{t('mailbox.back')}</Link>} heading={mail.subject || t('mailbox.noSubject')} />
      <MailMessage mail={mail} origins={publicOrigins()} t={t} format={format} />
    </>
  )
}
