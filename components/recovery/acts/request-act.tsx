'use client'
/** Step 5: take the old server back and arrange a new one. Steps 1 and 13 send a short request of their own. */
import { useNotHereYet } from '@/components/files/on-the-way'
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { chipWords, ServerChip } from '../server-chip'
import { placementText } from '@/lib/i18n/placement-text'
import { useT } from '@/lib/i18n/words'
import { OTHER_HOST } from '@/lib/recovery/placement'
import { STEP_FIELDS } from '@/lib/recoveries/forms'
import { templateWords } from '@/lib/recovery/template'
import { stepHidden, useRun } from '../run-context'
import { FilesGoingAlong } from './files-going-along'
import { ReceiverFields } from './receiver-fields'
import { SimpleAct } from './simple-act'
import { SpecFields, type Tuning } from './spec-fields'

export function RequestAct() {
  const t = useT()
  const { view, actions } = useRun()
  const { recovery, context, request } = view
  if (view.definition.key !== 'request-replacement') return <SimpleAct act="askTransfer" label={t('run.act.sendRequest.collect')} />
  const label = t('run.act.sendRequest')
  const { template } = context
  const known = request?.details
  const team = view.contacts.find(({ role }) => role === 'driverTeam')
  const addressing: readonly string[] = ['mailCc']
  const tune: Readonly<Record<string, Tuning>> = {
    returnHandling: { initial: known?.returnHandling ?? 'keepUntilWeSay' },
    approvalKind: { initial: known?.approval.kind }, approvedBy: { initial: known?.approval.by }, approvalNumber: { initial: known?.approval.number ?? undefined },
    impact: { initial: known?.impact },
    template: { initial: known?.template ?? (template ? templateWords(template) : undefined) },
    ipWish: { initial: known?.ipWish, columns: false },
    placementWish: { initial: known?.placementWish === null ? undefined : placementText(t, known?.placementWish ?? OTHER_HOST) },
    message: { initial: known?.message ?? undefined },
    network: { initial: known?.network ?? undefined },
    requesterTeam: { initial: known?.requester?.team ?? team?.name }, requesterPhone: { initial: known?.requester?.phone ?? team?.phone ?? undefined },
  }
  return (
    <ActForm action={actions.onStep} hidden={{ ...stepHidden(view, 'sendRequest'), placementUsual: t('fields.placementWish.usual') }} id="sendRequest" label={label} heldBack={useNotHereYet()}>
      <p className="flex flex-wrap items-baseline gap-3">
        <b>{t('run.request.returns')}</b>
        <ServerChip server={recovery.failed} words={chipWords(t, 'failed')} withName />
      </p>
      {context.collected === null && <p className="max-w-text font-bold">{t('run.request.keep')}</p>}
      <SpecFields specs={STEP_FIELDS.sendRequest.filter(({ name }) => !addressing.includes(name))} tune={tune} />
      <FilesGoingAlong />
      <ReceiverFields />
      <div><SubmitButton pending={t('run.act.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}
