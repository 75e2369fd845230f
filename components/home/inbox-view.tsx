'use client'
import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '@/components/ui/notice'
import { useT } from '@/lib/i18n/words'
import { inboxQuery } from '@/lib/queries/pages'
import type { InboxView as Inbox } from '@/lib/recoveries/dto'
import { RequestCard } from './request-card'

/** Requests that wait for the resource manager, oldest first. */
export function InboxView({ initial }: { initial: Inbox }) {
  const t = useT()
  const { data } = useQuery({ ...inboxQuery(), initialData: initial })
  if (data.open.length === 0) return <EmptyState heading={t('home.inbox.empty')}>{t('home.inbox.empty.body')}</EmptyState>
  return <ul className="grid gap-4">{data.open.map((row) => <RequestCard key={row.no} row={row} serverNow={data.serverNow} />)}</ul>
}
