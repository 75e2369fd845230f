/** The connections of a site: where commands run, for which units, and whether that worked when it was last tried. */
import Link from 'next/link'
import { DataTable, type Column } from '@/components/ui/data-table'
import { StateLabel } from '@/components/ui/status-icon'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { ConnectionRow } from '@/lib/sites/dto'
import type { TimeMs } from '@/lib/std/clock'
import { connectionHref, SEVERITY_STATE, testTime } from './connection-words'

type Props = { rows: readonly ConnectionRow[]; t: Translate; format: Formatter; serverNow: TimeMs }

export function ConnectionTable({ rows, t, format, serverNow }: Props) {
  const columns: readonly Column<ConnectionRow>[] = [
    { key: 'name', heading: t('settings.list.col.name'), isRowHeading: true, cell: ({ id, name }) => <Link href={connectionHref(id)} className="inline-flex min-h-11 items-center" translate="no">{name}</Link> },
    { key: 'kind', heading: t('settings.list.col.kind'), cell: ({ kind, place }) => <>{t(`settings.kind.short.${kind}`)}{place && <code className="block" translate="no">{place}</code>}</> },
    { key: 'units', heading: t('settings.list.col.units'), cell: ({ units }) => (units.length > 0 ? <span translate="no">{units.join(', ')}</span> : t('settings.list.noUnit')) },
    { key: 'test', heading: t('settings.list.col.test'), cell: (row) => <LastTest {...{ row, t, format, serverNow }} /> },
  ]
  return <DataTable caption={t('settings.list.caption')} captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} />
}

function LastTest({ row: { kind, test }, t, format, serverNow }: Omit<Props, 'rows'> & { row: ConnectionRow }) {
  if (kind === 'manual') return t('common.none')
  if (!test) return <StateLabel state="idle" word={t('settings.test.never')} />
  return (
    <>
      <StateLabel state={SEVERITY_STATE[test.worst]} word={t(`settings.severity.${test.worst}`)} />
      {test.first && <span className="block">{t(`checks.title.${test.first.name}`)}</span>}
      <span className="block text-small text-fg-muted">{testTime(t, format, test, serverNow)}</span>
      {test.old && <span className="block">{t('settings.test.old')}</span>}
    </>
  )
}
