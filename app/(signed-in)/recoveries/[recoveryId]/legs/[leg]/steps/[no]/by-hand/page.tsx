import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '@/app/doors/viewer'
import { DraftContext } from '@/components/forms/draft'
import { ByHandPage } from '@/components/recovery/by-hand/by-hand-page'
import { ModeBand } from '@/components/shell/mode-band'
import { RefusedPage } from '@/components/shell/refused-page'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { actOnRecovery, actOnStep } from '../../../../../actions'
import { saveDraft } from '../../../../../../../actions'
import { openDrafts, stepWords, type StepParams } from '../open-step'

const ACTIONS = { onStep: actOnStep, onRecovery: actOnRecovery }
const toCount = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : 0)

export async function generateMetadata({ params }: StepParams): Promise<Metadata> {
  const { recoveryId, no } = await params
  const t = await getT()
  return { title: `${t('byHand.title.command')}｜${recoveryId}-${no}` }
}

/** What is done in a terminal by hand, for one step; complete without script. */
export default async function Page({ params }: StepParams) {
  const { recoveryId, leg, no } = await params
  const { server, actor } = await requireViewer(`/recoveries/${encodeURIComponent(recoveryId)}/legs/${leg}/steps/${no}/by-hand`)
  const [byHand, t, format, locale] = await Promise.all([server.pages.byHand(actor, { recoveryId, leg: toCount(leg), no: toCount(no) }), getT(), getFormatter(), getLocale()])
  if (!byHand.ok && byHand.error.code === 'notFound') notFound()
  if (!byHand.ok) return <RefusedPage refusal={byHand.error} t={t} format={format} />
  const { step } = byHand.value
  const drafts = { ...(await openDrafts(step)), save: saveDraft }
  return (
    <Words dictionary={stepWords(locale, step, ['byHand.'])}>
      {step.recovery.drill && <ModeBand t={t} kind="drill" />}
      <DraftContext value={drafts}><ByHandPage byHand={byHand.value} actions={ACTIONS} /></DraftContext>
    </Words>
  )
}
