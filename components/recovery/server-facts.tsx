/** One server as `status` showed it: the values as they are printed, the mismatch in words, and when it was read. */
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { StatusIcon } from '@/components/ui/status-icon'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { FactsView } from '@/lib/recoveries/dto'
import { mismatch } from './record-words'
import { chipWords, ServerChip } from './server-chip'

export function ServerFacts({ view: { server, unit, reading, record, serverNow }, t, format }: { view: FactsView; t: Translate; format: Formatter }) {
  const value = (text: string | undefined) => <code translate="no">{text ?? t('start.target.unlabelled')}</code>
  const target: readonly Fact[] = [
    { term: t('start.facts.target'), value: <><ServerChip server={server} words={chipWords(t, 'failed')} withName /><span className="ms-3" translate="no">{unit}</span></> },
    ...(server.serviceIp ? [{ term: t('start.facts.serviceIp'), value: value(server.serviceIp) }] : []),
  ]
  if (!record || !reading) return <DescriptionList facts={target} />
  const differs = mismatch(t, record)
  const hasMark = record.markTime !== undefined || record.markComment !== undefined
  return (
    <DescriptionList
      facts={[
        ...target,
        { term: t('start.facts.logical'), value: value(record.logical) },
        { term: t('start.facts.observed'), value: value(record.observed) },
        { term: t('start.facts.differs'), value: differs ? <b className="inline-flex items-start gap-2"><StatusIcon state="attention" />{differs}</b> : t('start.facts.differs.none') },
        { term: t('start.facts.access'), value: value(record.access) },
        ...(record.loadBalancer ? [{ term: t('start.facts.loadBalancer'), value: value(record.loadBalancer) }] : []),
        { term: t('start.facts.mark'), value: hasMark ? t('start.target.marked', { comment: record.markComment ?? t('start.target.unlabelled'), time: record.markTime ?? t('start.target.unlabelled') }) : t('start.facts.mark.none') },
        { term: t('start.facts.read'), value: t('common.asOf', { time: format.timeNear(reading.readAt, serverNow) }) },
      ]}
    />
  )
}
