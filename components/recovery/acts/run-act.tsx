'use client'
/** The press that starts a command. What it touches and what speaks against it stand right above; `update` asks who agreed where something does. */
import { ActForm } from '@/components/forms/act-form'
import { FormCheck, FormText } from '@/components/forms/fields'
import type { ButtonLook } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import { useCard } from '../use-card'
import { stepHidden, useRun } from '../run-context'

export function RunAct({ act, look = 'main' }: { act: 'run' | 'runAgain'; look?: ButtonLook }) {
  const t = useT()
  const card = useCard()
  const { view, actions } = useRun()
  const { state, cautions, definition } = view
  const label = act === 'run' ? card.text('button') : card.text('again', { n: state.attempts.length + 1 })
  const asksAgreement = definition.command === 'update' && cautions.some(({ code }) => code === 'definitionChanged' || code === 'otherStopped')
  return (
    <ActForm action={actions.onStep} hidden={stepHidden(view, act)} id={act} label={label}>
      {asksAgreement && (
        <>
          <FormCheck name="cautionsRead" value="yes" label={t('run.update.agree')} />
          <FormText name="agreedBy" label={t('fields.agreedBy')} hint={t('fields.agreedBy.hint')} required autoComplete="off" />
        </>
      )}
      <div><SubmitButton look={look} pending={card.text('running') || t('run.act.run.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}
