/** How anybody can see that a record was not changed: the check value of its last entry, and the result of calculating it again. */
import { StatusIcon } from '@/components/ui/status-icon'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { ReportView } from '@/lib/recoveries/dto'

export function ChainCheck({ report: { headHash, chainBad, events, recovery }, t, format }: { report: ReportView; t: Translate; format: Formatter }) {
  return (
    <div className="grid gap-2">
      <p className="max-w-text">{t('timeline.head.lead')}</p>
      <p className="flex items-start gap-2 font-bold">
        <StatusIcon state={chainBad ? 'failed' : 'done'} />
        {chainBad ? t('timeline.head.bad', { n: chainBad.seq }) : t('timeline.head.ok', { n: events, time: format.dateTime(recovery.serverNow) })}
      </p>
      <code className="block rounded-box bg-sub px-4 py-2" translate="no" data-head-hash>{headHash}</code>
    </div>
  )
}
