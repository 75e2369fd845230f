/** How anybody can see that a record was not changed: the check value of its last entry, and the result of calculating it again. */
import { StatusIcon } from '@/components/ui/status-icon'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { ReportView } from '@/lib/recoveries/dto'

export function ChainCheck({ report: { headHash, chainBad, events, seals, recovery }, t, format }: { report: ReportView; t: Translate; format: Formatter }) {
  return (
    <div className="grid gap-2">
      <p className="max-w-text">{t('timeline.head.lead')}</p>
      <p className="flex items-start gap-2 font-bold">
        <StatusIcon state={chainBad ? 'failed' : 'done'} />
        {chainBad ? t('timeline.head.bad', { n: chainBad.seq }) : t('timeline.head.ok', { n: events, time: format.dateTime(recovery.serverNow) })}
      </p>
      <code className="block rounded-box bg-sub px-4 py-2" translate="no" data-head-hash>{headHash}</code>
      {/* Where the record itself is bad, no signature is spoken well of. */}
      {!chainBad && seals.signatures !== 'bad' && (
        <p className="flex items-start gap-2" data-seals={seals.signatures}>
          <StatusIcon state={seals.signatures === 'good' ? 'done' : 'attention'} />
          {t(`timeline.seals.${seals.signatures}`, { n: seals.count, seq: seals.last?.eventSeq ?? 0, time: seals.last ? format.dateTime(seals.last.at) : '' })}
        </p>
      )}
      {seals.publicKey !== null && (
        <>
          <p className="text-small text-fg-muted">{t('timeline.seals.key')}</p>
          <code className="block break-all rounded-box bg-sub px-4 py-2" translate="no">{seals.publicKey}</code>
        </>
      )}
    </div>
  )
}
