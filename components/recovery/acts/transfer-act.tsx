'use client'
import { useNotHereYet } from '@/components/files/on-the-way'
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import { STEP_FIELDS } from '@/lib/recoveries/forms'
import { stepHidden, useRun } from '../run-context'
import { FilesGoingAlong } from './files-going-along'
import { HandledBy } from './handled-by'
import { EnteredFor } from './entered-for'
import { SpecFields } from './spec-fields'

/** The answer of step 13: how and where the data was handed over. */
export function TransferAct({ onBehalf = false }: { onBehalf?: boolean }) {
  const t = useT()
  const { view, actions } = useRun()
  const label = t('run.act.answerTransfer')
  return (
    <ActForm action={actions.onStep} hidden={stepHidden(view, 'answerTransfer')} id="answerTransfer" label={label} heldBack={useNotHereYet()}>
      {onBehalf ? <EnteredFor /> : <HandledBy />}
      <FilesGoingAlong />
      <SpecFields specs={STEP_FIELDS.answerTransfer} />
      <div><SubmitButton pending={t('run.act.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}
