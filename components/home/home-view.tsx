'use client'
/** "What needs you now": groups in a fixed order, worst first within each; a group without entries is not drawn. */
import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/notice'
import { useT } from '@/lib/i18n/words'
import { homeQuery } from '@/lib/queries/pages'
import type { ContactView, HomeView as Home } from '@/lib/recoveries/dto'
import { RecoveryCard } from './recovery-card'
import { isQuiet } from './rows'
import { RequestCard } from './request-card'

export function HomeView({ initial }: { initial: Home }) {
  const t = useT()
  const { data: home } = useQuery({ ...homeQuery(), initialData: initial })
  const { serverNow } = home
  return (
    <div className="grid gap-10">
      {isQuiet(home) && (
        <EmptyState heading={t('home.empty')} action={home.mayStart ? <LinkButton look="main" href="/recoveries/new/target">{t('home.start')}</LinkButton> : undefined}>
          {home.mayStart ? t('home.empty.body') : t('home.empty.observer')}
        </EmptyState>
      )}
      <Group title={t('home.requests')} rows={home.requests.map((row) => <RequestCard key={row.no} row={row} serverNow={serverNow} />)} />
      <Group title={t('home.yours')} rows={home.yours.map((row) => <RecoveryCard key={row.id} row={row} serverNow={serverNow} isMine />)} />
      <Group title={t('home.decide')} rows={home.decide.map((row) => <RecoveryCard key={row.id} row={row} serverNow={serverNow} isUrgent />)} />
      <Group title={t('home.waiting')} rows={home.waiting.map((row) => <RecoveryCard key={row.id} row={row} serverNow={serverNow} extra={<Contact contact={row.contact} waitsFor={row.waitsFor} />} />)} />
      <Group title={t('home.lately')} rows={home.lately.map((row) => <RecoveryCard key={row.id} row={row} serverNow={serverNow} />)} />
    </div>
  )
}

function Group({ title, rows }: { title: string; rows: readonly ReactNode[] }) {
  const id = useId()
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 text-h2">{title}</h2>
      <ul className="grid gap-4">{rows}</ul>
    </section>
  )
}

function Contact({ contact, waitsFor }: { contact: ContactView | null; waitsFor: string }) {
  const t = useT()
  return (
    <p className="flex flex-wrap items-center gap-x-4">
      <span>{t.lookUp(`home.waitsFor.${waitsFor}`) ?? waitsFor}</span>
      {contact && <span>{contact.name}</span>}
      {contact?.phone && <a href={`tel:${contact.phone}`} className="inline-flex min-h-11 items-center">{t('home.phone', { phone: contact.phone })}</a>}
      {contact?.mail && <a href={`mailto:${contact.mail}`} className="inline-flex min-h-11 items-center">{t('home.mail', { mail: contact.mail })}</a>}
    </p>
  )
}
