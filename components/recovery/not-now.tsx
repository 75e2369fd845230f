/** Why an act on the whole recovery is not possible now, and what is. */
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/notice'
import type { Translate } from '@/lib/i18n/translate'
import type { RecoveryView } from '@/lib/recoveries/dto'
import { pagePath } from './recovery-head'

export function NotNow({ recovery, t }: { recovery: RecoveryView; t: Translate }) {
  const { id, acts, currentStep } = recovery
  const takes = acts.includes('takeControl')
  const href = takes ? pagePath(id, 'handover') : currentStep ? `/recoveries/${id}/legs/${currentStep.leg}/steps/${currentStep.no}` : pagePath(id, 'overview')
  return (
    <EmptyState heading={t('control.notNow')} action={<LinkButton href={href}>{t(takes ? 'control.nav.handover' : 'control.back')}</LinkButton>}>
      {sentence(recovery, t)}
    </EmptyState>
  )
}

function sentence({ status, state, driver, viewer, currentStep }: RecoveryView, t: Translate): string {
  if (status === 'completed' || status === 'stopped') return t('refusals.recoveryEnded')
  if (!viewer.roles.includes('systemBuilder')) return t('refusals.notAllowed')
  if (!driver.isViewer) return t('refusals.notDriver', { name: driver.name })
  if (status === 'held') return t('refusals.recoveryHeld')
  if (state === 'running' || state === 'verifying') return t('refusals.commandRunning')
  if (state === 'unknown') return t('refusals.attemptUnsettled')
  return currentStep ? t('refusals.stepsOpen', { n: currentStep.no }) : t('refusals.notOffered')
}
