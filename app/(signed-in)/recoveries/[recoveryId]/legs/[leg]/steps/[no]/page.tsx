import type { Metadata } from 'next'
import { StepPage } from '@/components/recovery/step-page'
import { StrangerJobs } from '@/components/recovery/stranger-jobs'
import { stepTitle } from '@/components/recovery/step-title'
import { ModeBand } from '@/components/shell/mode-band'
import { RefusedPage } from '@/components/shell/refused-page'
import { SkipLinks } from '@/components/ui/page-frame'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { actOnRecovery, actOnStep } from '../../../../actions'
import { tabIcon } from '../../../../open-recovery'
import { saveDraft } from '../../../../../../actions'
import { openDrafts, openStep, openStrangers, stepWords, type StepParams } from './open-step'

const ACTIONS = { onStep: actOnStep, onRecovery: actOnRecovery }

export async function generateMetadata({ params }: StepParams): Promise<Metadata> {
  const { recoveryId, leg, no } = await params
  const [step, t] = await Promise.all([openStep(recoveryId, leg, no), getT()])
  return step.ok ? { title: stepTitle(t, step.value), ...tabIcon(step.value.recovery) } : { title: t('errors.page.title') }
}

export default async function Page({ params }: StepParams) {
  const { recoveryId, leg, no } = await params
  const [step, t, format, locale] = await Promise.all([openStep(recoveryId, leg, no), getT(), getFormatter(), getLocale()])
  if (!step.ok) return <RefusedPage refusal={step.error} t={t} format={format} />
  const view = step.value
  const [kept, strangers] = await Promise.all([openDrafts(view), openStrangers(recoveryId)])
  const drafts = { ...kept, save: saveDraft }
  return (
    <Words dictionary={stepWords(locale, view)}>
      <SkipLinks links={[{ href: '#step', text: t('common.skip.step') }, { href: '#output', text: t('common.skip.output') }]} />
      {view.recovery.drill && <ModeBand t={t} kind="drill" />}
      <StrangerJobs strangers={strangers} now={view.recovery.serverNow} t={t} format={format} />
      <StepPage key={`${view.leg}/${view.definition.no}`} initial={view} actions={ACTIONS} drafts={drafts} />
    </Words>
  )
}
