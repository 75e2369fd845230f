'use client'
/** Facts of two readings side by side, only those that differ. */
import { DataTable } from '@/components/ui/data-table'
import type { Translate } from '@/lib/i18n/translate'
import { useT } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'
import type { FactChange } from '@/lib/vmiunit/outcome'
import { AnyServerChip } from './any-server-chip'

export type DiffMoments = 'shown' | 'run' | 'hold'

const MOMENTS = { shown: ['run.diff.before', 'run.diff.now'], run: ['run.diff.beforeRun', 'run.diff.afterRun'], hold: ['run.diff.beforeHold', 'run.diff.now'] } as const

export function FactsDiff({ changes, moments, recovery, caption }: { changes: readonly FactChange[]; moments: DiffMoments; recovery: RecoveryView; caption?: string }) {
  const t = useT()
  if (changes.length === 0) return null
  const [before, after] = MOMENTS[moments]
  return (
    <DataTable
      caption={caption ?? t('run.diff.caption')}
      rows={changes}
      rowKey={({ server, field }) => `${server}${field}`}
      columns={[
        { key: 'what', heading: t('run.diff.what'), isRowHeading: true, cell: ({ server, field }) => <>{server && <AnyServerChip id={server} recovery={recovery} />} {t(`run.fact.${field}`)}</> },
        { key: 'before', heading: t(before), cell: (change) => <Value t={t} change={change} value={change.before} /> },
        { key: 'after', heading: t(after), cell: (change) => <b><Value t={t} change={change} value={change.after} /></b> },
      ]}
    />
  )
}

function Value({ t, change, value }: { t: Translate; change: FactChange; value: string | null }) {
  if (change.field === 'listed') return <>{t(value === null ? 'run.diff.no' : 'run.diff.yes')}</>
  return value === null ? <>{t('run.fact.none')}</> : <span className="font-mono" translate="no">{value}</span>
}
