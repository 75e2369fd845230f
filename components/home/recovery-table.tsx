/** The plain list: one row a recovery, cards on phones. Server component; paged by the address. */
import Link from 'next/link'
import { chipWords, ServerChip } from '@/components/recovery/server-chip'
import { DataTable, type Column } from '@/components/ui/data-table'
import { StateLabel } from '@/components/ui/status-icon'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { RecoveryRow } from '@/lib/recoveries/dto'
import { recoveryPath, stateKeyOf, stepName } from './rows'

export function RecoveryTable({ rows, t, format }: { rows: readonly RecoveryRow[]; t: Translate; format: Formatter }) {
  const columns: readonly Column<RecoveryRow>[] = [
    { key: 'id', heading: t('home.list.col.id'), isRowHeading: true, cell: (row) => <Link href={recoveryPath(row)} className="inline-flex min-h-11 items-center" translate="no">{row.id}</Link> },
    { key: 'server', heading: t('home.list.col.server'), cell: (row) => <><ServerChip server={{ role: 'failed', id: row.failedServer, sameAddress: false }} words={chipWords(t, 'failed')} /><span className="block text-fg-muted" translate="no">{row.unit}</span></> },
    { key: 'state', heading: t('home.list.col.state'), cell: (row) => <StateLabel state={stateKeyOf(row)} word={t(`states.${stateKeyOf(row)}`)} /> },
    { key: 'step', heading: t('home.list.col.step'), cell: (row) => stepName(t, row) ?? t('common.none') },
    { key: 'driver', heading: t('home.list.col.driver'), cell: (row) => row.driverName },
    { key: 'started', heading: t('home.list.col.started'), cell: (row) => format.dateTime(row.startedAt) },
  ]
  return <DataTable caption={t('home.list.caption')} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
}
