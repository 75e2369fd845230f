import { ServerChip } from '@/components/recovery/server-chip'
import { DataTable } from '@/components/ui/data-table'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { World } from './world-types'

/** What the simulated manager has registered: half of what `status` answers from. */
export function RegisteredServers({ unit: { name, servers }, t, format }: { unit: World['units'][number]; t: Translate; format: Formatter }) {
  if (servers.length === 0) return <p>{t('world.registered.empty')}</p>
  return (
    <DataTable
      caption={t('world.registered.caption', { unit: name })}
      rows={servers}
      rowKey={({ id }) => id}
      columns={[
        { key: 'server', heading: t('world.registered.server'), isRowHeading: true, cell: ({ id }) => <ServerChip server={{ role: 'other', id, sameAddress: false }} words={{ role: t('start.target.server'), same: '' }} /> },
        { key: 'logical', heading: t('world.registered.logical'), cell: ({ logical }) => <code translate="no">{logical}</code> },
        { key: 'scope', heading: t('world.registered.scope'), cell: ({ updateScope }) => <code translate="no">{updateScope}</code> },
        { key: 'mark', heading: t('world.registered.mark'), cell: ({ mark }) => (mark ? `${mark.comment}（${format.dateTime(mark.at)}）` : t('common.none')) },
      ]}
    />
  )
}
