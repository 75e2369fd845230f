'use client'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-frame'
import { useT } from '@/lib/i18n/words'
import type { StepView } from '@/lib/recoveries/dto'
import { cardOf } from '../card-text'
import { RunContext, type RunActions } from '../run-context'
import { stepHref } from '../step-href'
import { RequestFacts } from '../waiting/request-facts'
import { CollectAct } from './collect-act'
import { ReportAct } from './report-act'
import { TransferAct } from './transfer-act'

/** The answer's own form with who told it; marked as entered on behalf. */
export function ReceivedPage({ view, actions }: { view: StepView; actions: RunActions }) {
  const t = useT()
  const { recovery, leg, definition, request } = view
  const form = definition.kind === 'collect' ? <CollectAct onBehalf /> : definition.kind === 'report' ? <ReportAct onBehalf /> : <TransferAct onBehalf />
  return (
    <RunContext value={{ view, actions }}>
      <div className="grid max-w-180 gap-8">
        <PageHeader eyebrow={`${t('steps.of', { n: definition.no, total: recovery.rail.length })} ${cardOf(t, view).text('rail')}`} heading={t('run.received.title')} lead={t('run.received.lead')} />
        {request && <RequestFacts request={request} />}
        {form}
        <div><LinkButton href={stepHref(recovery.id, leg, definition.no)}>{t('common.back')}</LinkButton></div>
      </div>
    </RunContext>
  )
}
