import { DescriptionList } from '@/components/ui/description-list'
import { chipWords, ServerChip } from '../server-chip'
import type { PartProps } from './report-part'

/** The three lines that a superior reads: result, time against the target, what is left open. */
export function Conclusion(props: PartProps) {
  const { report, t } = props
  const items = openItems(props)
  return (
    <DescriptionList
      facts={[
        { term: t('report.conclusion.result'), value: <b>{result(props)}</b> },
        { term: t('report.conclusion.goal'), value: goal(props) },
        { term: t('report.conclusion.items'), value: items.length === 0 ? t('report.conclusion.items.none') : <ul className="list-disc ps-6">{items.map((item) => <li key={item}>{item}</li>)}</ul> },
        ...(report.ended?.summary ? [{ term: t('report.conclusion.summary'), value: <span className="whitespace-pre-line">{report.ended.summary}</span> }] : []),
      ]}
    />
  )
}

function result({ report: { recovery, serviceRestored, ended }, t, format }: PartProps): string {
  if (recovery.status === 'stopped') return t('report.conclusion.stopped', { reason: ended?.reason ?? t('common.none') })
  if (serviceRestored && !serviceRestored.restored) return t('report.conclusion.notRestored', { reason: serviceRestored.reason ?? t('common.none') })
  if (serviceRestored?.at) return t('report.conclusion.restored', { time: format.dateTime(serviceRestored.at), by: serviceRestored.by ?? t('common.none'), d: format.duration(serviceRestored.at - recovery.detectedAt) })
  return t(recovery.status === 'held' ? 'report.conclusion.held' : 'report.conclusion.open')
}

function goal({ report: { recovery: { targetAt, serverNow }, serviceRestored, ended }, t, format }: PartProps): string {
  if (targetAt === null) return t('report.conclusion.goal.none')
  const time = format.dateTime(targetAt)
  const restoredAt = serviceRestored?.restored ? serviceRestored.at : null
  // After the end no time passes any more.
  const until = restoredAt ?? ended?.at ?? serverNow
  if (until > targetAt) return t('report.conclusion.goal.missed', { time, d: format.duration(until - targetAt) })
  return restoredAt === null ? t('report.conclusion.goal.open', { time }) : t('report.conclusion.goal.met', { time, d: format.duration(targetAt - restoredAt) })
}

function openItems({ report: { recovery, ended, legs }, t }: PartProps): readonly string[] {
  // The old server, repaired, is in the unit again: nothing of it lies in store.
  const kept = legs.some(({ requests, replacement }) => replacement?.keptAddress?.origin !== 'oldRepaired' && requests.some(({ status, details }) => status !== 'recalled' && details?.returnHandling === 'keepUntilWeSay'))
  return [
    ...(recovery.currentStep && !ended ? [t('report.conclusion.items.step', { n: recovery.currentStep.no })] : []),
    ...(ended?.openData ? [t('report.conclusion.items.data', { reason: ended.openData })] : []),
    ...(kept ? [t('report.conclusion.items.keep')] : []),
  ]
}

/** Which servers, and the moments from the failure to the end. */
export function ReportFacts({ report: { recovery, answer, detectedBy, ended }, t, format }: PartProps) {
  const time = (at: number | null): string => (at === null ? t('report.facts.unknown') : format.dateTimeZone(at))
  const { failed, replacement } = recovery
  return (
    <DescriptionList
      short
      facts={[
        { term: t('report.facts.failed'), value: <ServerChip server={failed} words={chipWords(t, 'failed')} withName /> },
        ...(replacement ? [{ term: t('report.facts.new'), value: <ServerChip server={replacement} words={chipWords(t, 'new')} withName /> }] : []),
        { term: t('common.unit'), value: <span translate="no">{recovery.unit}</span> },
        ...(recovery.incident ? [{ term: t('fields.incident'), value: <span translate="no">{recovery.incident}</span> }] : []),
        { term: t('report.facts.driver'), value: recovery.driver.name },
        { term: t('report.facts.answer'), value: t(answer.usable ? 'report.facts.answer.yes' : 'report.facts.answer.no', { reason: answer.reason }) },
        { term: t('report.facts.occurred'), value: time(recovery.occurredAt) },
        { term: t('report.facts.detected'), value: t('start.check.detected.value', { time: time(recovery.detectedAt), by: detectedBy }) },
        { term: t('report.facts.started'), value: time(recovery.startedAt) },
        { term: t('report.facts.restored'), value: time(recovery.serviceRestoredAt) },
        { term: t('report.facts.ended'), value: time(ended?.at ?? null) },
      ]}
    />
  )
}
