import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { DraftContext } from '@/components/forms/draft'
import { ReceivedPage } from '@/components/recovery/acts/received-page'
import { stepHref } from '@/components/recovery/step-href'
import { ModeBand } from '@/components/shell/mode-band'
import { RefusedPage } from '@/components/shell/refused-page'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { actOnRecovery, actOnStep } from '../../../../../actions'
import { drillMetadata } from '../../../../../open-recovery'
import { saveDraft } from '../../../../../../../actions'
import { openDrafts, openStep, stepWords, type StepParams } from '../open-step'

const ACTIONS = { onStep: actOnStep, onRecovery: actOnRecovery }

export async function generateMetadata({ params }: StepParams): Promise<Metadata> {
  const { recoveryId, leg, no } = await params
  const [step, t] = await Promise.all([openStep(recoveryId, leg, no, '/report-received'), getT()])
  return step.ok ? drillMetadata(t, step.value.recovery, `${t('run.received.title')}｜${recoveryId}-${no}`) : { title: t('errors.page.title') }
}

/** What the resource manager told by telephone or mail, entered by the person in control. */
export default async function Page({ params }: StepParams) {
  const { recoveryId, leg, no } = await params
  const [step, t, format, locale] = await Promise.all([openStep(recoveryId, leg, no, '/report-received'), getT(), getFormatter(), getLocale()])
  if (!step.ok) return <RefusedPage refusal={step.error} t={t} format={format} />
  const view = step.value
  if (!view.acts.includes('reportReceived')) redirect(stepHref(view.recovery.id, view.leg, view.definition.no))
  const drafts = { ...(await openDrafts(view)), save: saveDraft }
  return (
    <Words dictionary={stepWords(locale, view)}>
      {view.recovery.drill && <ModeBand t={t} kind="drill" />}
      <DraftContext value={drafts}><ReceivedPage view={view} actions={ACTIONS} /></DraftContext>
    </Words>
  )
}
