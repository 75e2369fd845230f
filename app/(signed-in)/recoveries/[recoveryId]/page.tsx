import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { randomUUID } from 'node:crypto'
import { OverviewPage } from '@/components/recovery/overview-page'
import { stepHref } from '@/components/recovery/step-href'
import { ModeBand } from '@/components/shell/mode-band'
import { RefusedPage } from '@/components/shell/refused-page'
import { dictionaryOf, type Scope } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { actOnRecovery } from './actions'
import { FORM_SCOPES, openRecovery, recoveryMetadata } from './open-recovery'

type Params = { readonly params: Promise<{ recoveryId: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const [{ recovery }, t] = await Promise.all([params.then(({ recoveryId }) => openRecovery(recoveryId, '')), getT()])
  return recovery.ok ? recoveryMetadata(t, recovery.value, t('run.overview.title')) : { title: t('errors.page.title') }
}

/** Whoever drives goes straight to the present step; everybody else, and everybody after the end, sees the overview. */
export default async function Page({ params }: Params) {
  const [{ recovery: opened }, t, format, locale] = await Promise.all([params.then(({ recoveryId }) => openRecovery(recoveryId, '')), getT(), getFormatter(), getLocale()])
  if (!opened.ok) return <RefusedPage refusal={opened.error} t={t} format={format} />
  const recovery = opened.value
  const { currentStep } = recovery
  if (currentStep && recovery.driver.isViewer && recovery.status === 'open') redirect(stepHref(recovery.id, currentStep.leg, currentStep.no))
  const names: readonly Scope[] = recovery.rail.map(({ key }) => `steps.${recovery.procedure}.${key}.rail` as const)
  return (
    <Words dictionary={dictionaryOf(locale, [...FORM_SCOPES, ...names, 'steps.of', 'steps.current', 'steps.group.', 'steps.part.', 'run.', 'choices.category.', 'states.', 'common.'])}>
      {recovery.drill && <ModeBand t={t} kind="drill" />}
      <OverviewPage initial={recovery} onRecovery={actOnRecovery} actKey={randomUUID()} />
    </Words>
  )
}
