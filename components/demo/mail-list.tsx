/** The mails of the demo, newest first. */
import Link from 'next/link'
import { DataTable, type Column } from '@/components/ui/data-table'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import { addressText, mailHref, type MailRow } from './mail-types'

export function MailList({ mails, t, format }: { mails: readonly MailRow[]; t: Translate; format: Formatter }) {
  const columns: readonly Column<MailRow>[] = [
    { key: 'subject', heading: t('mailbox.col.subject'), isRowHeading: true, cell: ({ id, subject }) => <Link href={mailHref(id)} className="inline-flex min-h-11 items-center">{subject || t('mailbox.noSubject')}</Link> },
    { key: 'to', heading: t('mailbox.col.to'), cell: ({ to }) => <span translate="no">{addressText(to)}</span> },
    { key: 'at', heading: t('mailbox.col.at'), cell: ({ at }) => <span className="whitespace-nowrap">{format.dateTime(at)}</span> },
  ]
  return <DataTable caption={t('mailbox.caption')} columns={columns} rows={mails} rowKey={({ id }) => id} />
}
