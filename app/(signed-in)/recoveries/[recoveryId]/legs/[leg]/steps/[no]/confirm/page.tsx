import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { DetachPage } from '@/components/recovery/confirm/detach-page'
import { stepHref } from '@/components/recovery/step-href'
import { ModeBand } from '@/components/shell/mode-band'
import { RefusedPage } from '@/components/shell/refused-page'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { actOnRecovery, actOnStep } from '../../../../../actions'
import { drillMetadata } from '../../../../../open-recovery'
import { openStep, stepWords, type StepParams } from '../open-step'

const ACTIONS = { onStep: actOnStep, onRecovery: actOnRecovery }

export async function generateMetadata({ params }: StepParams): Promise<Metadata> {
  const { recoveryId, leg, no } = await params
  const [step, t] = await Promise.all([openStep(recoveryId, leg, no, '/confirm'), getT()])
  return step.ok ? drillMetadata(t, step.value.recovery, `${t('run.confirm.title')}｜${recoveryId}`) : { title: t('errors.page.title') }
}

/** The pause before what no command undoes: the dialog's content as a page, complete without script. */
export default async function Page({ params }: StepParams) {
  const { recoveryId, leg, no } = await params
  const [step, t, format, locale] = await Promise.all([openStep(recoveryId, leg, no, '/confirm'), getT(), getFormatter(), getLocale()])
  if (!step.ok) return <RefusedPage refusal={step.error} t={t} format={format} />
  const view = step.value
  if (!view.definition.irreversible) redirect(stepHref(view.recovery.id, view.leg, view.definition.no))
  return (
    <Words dictionary={stepWords(locale, view)}>
      {view.recovery.drill && <ModeBand t={t} kind="drill" />}
      <DetachPage view={view} actions={ACTIONS} />
    </Words>
  )
}
