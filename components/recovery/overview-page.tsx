'use client'
/** The recovery at a glance: where it stands, who holds the ball. For everybody who does not drive it, and after its end. */
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { LinkButton } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-frame'
import { StateLabel } from '@/components/ui/status-icon'
import { useFormatter, useT } from '@/lib/i18n/words'
import { useLiveState } from '@/lib/queries/live-queries'
import { recoveryQuery } from '@/lib/queries/pages'
import type { RecoveryView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import { cardText } from './card-text'
import { RecoveryFrame } from './frame/recovery-frame'
import { chipWords, ServerChip } from './server-chip'
import { stepHref } from './step-href'

const EndOfProcedure = dynamic(() => import('./end-of-procedure').then(({ EndOfProcedure: End }) => End))

export function OverviewPage({ initial, onRecovery, actKey }: { initial: RecoveryView; onRecovery: FormAction; actKey: string }) {
  const t = useT()
  const format = useFormatter()
  const { data } = useQuery({ ...recoveryQuery(initial.id), initialData: initial, initialDataUpdatedAt: initial.serverNow })
  const { connected, since } = useLiveState()
  const recovery = data.serverNow >= initial.serverNow ? data : initial
  const { currentStep, progress, rail } = recovery
  const present = currentStep && rail.find(({ current }) => current)
  return (
    <RecoveryFrame recovery={recovery} shownNo={null} onRecovery={onRecovery} actKey={actKey} offlineSince={connected ? null : since}>
      <PageHeader eyebrow={recovery.id} heading={t('run.overview.title')} />
      {currentStep && (
        <section aria-labelledby="present" data-box className="mb-4 grid gap-3 rounded-card border-2 border-st-active p-4 md:p-6">
          <h2 id="present" className="text-h2">{t('run.overview.present')}</h2>
          <p className="text-h3 font-bold">{t('steps.of', { n: currentStep.no, total: rail.length })} {cardText(t, recovery, currentStep.key, 'rail')}</p>
          {present && <StateLabel state={present.status} word={t(`states.${present.status}`)} />}
          <div><LinkButton look="main" href={stepHref(recovery.id, currentStep.leg, currentStep.no)}>{t('run.overview.open', { n: currentStep.no })}</LinkButton></div>
        </section>
      )}
      <EndOfProcedure recovery={recovery} />
      <h2 className="mt-8 mb-2 text-h2">{t('run.overview.facts')}</h2>
      <DescriptionList
        short
        facts={[
          { term: t('run.overview.procedure'), value: t(`common.procedure.${recovery.procedure}`) },
          { term: t('steps.part.target'), value: <ServerChip server={recovery.failed} words={chipWords(t, 'failed')} withName /> },
          { term: t('common.unit'), value: <span translate="no">{recovery.unit}</span> },
          ...(recovery.incident ? [{ term: t('run.overview.incident'), value: <span translate="no">{recovery.incident}</span> }] : []),
          { term: t('steps.part.state'), value: progress.notNeeded > 0 ? t('states.progress.notNeeded', { total: progress.total, done: progress.done, notNeeded: progress.notNeeded }) : t('states.progress', { total: progress.total, done: progress.done }) },
          { term: t('run.overview.detected'), value: format.dateTime(recovery.detectedAt) },
          { term: t('run.overview.started'), value: format.dateTime(recovery.startedAt) },
          ...(recovery.endedAt === null ? [] : [{ term: t('run.overview.ended'), value: format.dateTime(recovery.endedAt) }]),
        ]}
      />
    </RecoveryFrame>
  )
}
