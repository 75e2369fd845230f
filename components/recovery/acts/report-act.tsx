'use client'
/** The answer of step 6: the new server's values and the statements that carry a value; what is kept from the failed server asks for more. */
import { useNotHereYet } from '@/components/files/on-the-way'
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import { STEP_FIELDS, type FieldSpec } from '@/lib/recoveries/forms'
import { stepHidden, useRun } from '../run-context'
import { FilesGoingAlong } from './files-going-along'
import { HandledBy } from './handled-by'
import { EnteredFor, ReadBack } from './entered-for'
import { SpecFields, type Tuning } from './spec-fields'

const ASKED: readonly string[] = ['offSeenAt', 'origin', 'oneNetwork']

export function ReportAct({ onBehalf = false }: { onBehalf?: boolean }) {
  const t = useT()
  const { view, actions } = useRun()
  const isCorrection = (view.request?.answerVersion ?? 0) > 0
  const label = isCorrection ? t('run.act.correct') : t('run.act.answerReport')
  const specs: readonly FieldSpec[] = STEP_FIELDS.answerReport
  const known = view.context.report?.replacement
  const tune: Readonly<Record<string, Tuning>> = {
    identifier: { initial: known?.id }, serviceIp: { initial: known?.serviceIp }, hypervisorName: { initial: known?.hypervisorName ?? undefined },
    power: { initial: known?.power }, template: { initial: known?.template ?? view.request?.details?.template }, documents: { initial: known?.documents ?? undefined },
  }
  return (
    <ActForm action={actions.onStep} hidden={stepHidden(view, 'answerReport')} id="answerReport" label={label} heldBack={useNotHereYet()}>
      {onBehalf ? <EnteredFor /> : <HandledBy />}
      <SpecFields specs={specs.filter(({ name }) => !ASKED.includes(name))} tune={tune} />
      <FilesGoingAlong />
      <fieldset className="m-0 grid min-w-0 gap-5 rounded-card border border-line p-4 md:p-6">
        <legend className="px-2 font-bold">{t('run.report.ask')}</legend>
        <SpecFields specs={specs.filter(({ name }) => ASKED.includes(name))} />
      </fieldset>
      {onBehalf && <ReadBack />}
      <div><SubmitButton pending={t('run.act.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}
