'use client'
/** One act of the step as a form: its fields from the table, one button that names its effect. */
import type { ReactNode } from 'react'
import { ActForm } from '@/components/forms/act-form'
import type { ButtonLook } from '@/components/ui/button-look'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import { STEP_FIELDS, type FieldSpec, type PostedStepAct } from '@/lib/recoveries/forms'
import type { StepAct } from '@/lib/recoveries/dto'
import { stepHidden, useRun } from '../run-context'
import { SpecFields, tunedLabels, type Tuning } from './spec-fields'
import { tuningOf } from './tuning'

type Props = { act: PostedStepAct; label?: string; pending?: string; look?: ButtonLook; note?: string; tune?: Readonly<Record<string, Tuning>>; /** fields before those of the table */ children?: ReactNode }

/** Acts of the machine's business name the attempt that they are about. */
const ABOUT_ATTEMPT: readonly StepAct[] = ['endWaiting', 'itHappened', 'itDidNot', 'checkNow']

export function SimpleAct({ act, label, pending, look = 'main', note, tune, children }: Props) {
  const t = useT()
  const { view, actions } = useRun()
  const specs: readonly FieldSpec[] = STEP_FIELDS[act]
  const attempt = view.state.attempts.at(-1)?.id ?? ''
  const words = label ?? t.lookUp(`run.act.${act}`) ?? act
  const drawn = { ...tuningOf(act), ...tune }
  const told = note ?? t.lookUp(`run.act.${act}.note`)
  return (
    <ActForm action={actions.onStep} hidden={{ ...stepHidden(view, act), ...(ABOUT_ATTEMPT.includes(act) ? { attempt } : {}) }} id={act} label={words} labels={tunedLabels(t, drawn)}>
      {told && <p className="max-w-text">{told}</p>}
      {children}
      <SpecFields specs={specs} tune={drawn} now={view.recovery.serverNow} />
      <div><SubmitButton look={look} pending={pending ?? t.lookUp(`run.act.${act}.pending`) ?? t('run.act.pending')}>{words}</SubmitButton></div>
    </ActForm>
  )
}
