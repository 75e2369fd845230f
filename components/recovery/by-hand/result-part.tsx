'use client'
/** The exact command, and what becomes of it: its output and exit code, or that it was not run, or that nobody knows. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormChoice, FormText } from '@/components/forms/fields'
import { Details } from '@/components/ui/details'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { ByHandView } from '@/lib/recoveries/dto'
import { stepHidden, useRun } from '../run-context'
import { PartSection } from './part-section'
import { Lines } from './paste-form'

const EXITS = ['0', '1', '2', '64', 'other', 'unknown'] as const

export function ResultPart({ byHand: { attempt, commandLine } }: { byHand: ByHandView }) {
  const t = useT()
  const format = useFormatter()
  const { view, actions } = useRun()
  if (!attempt || commandLine === null) return null
  const of = { attempt: attempt.id }
  return (
    <>
      <PartSection id="run" heading={t('byHand.run.title')} lead={t('byHand.run.lead', { name: attempt.requestedBy.name, time: format.dateTime(attempt.requestedAt) })}>
        <Lines code={commandLine} label={t('steps.part.command')} />
      </PartSection>
      <PartSection id="result" heading={t('byHand.result.title')}>
        <ActForm action={actions.onStep} hidden={{ ...stepHidden(view, 'endByHand'), ...of }} id="endByHand" label={t('byHand.result.button')} labels={{ pasted: t('fields.pasted.output') }}>
          <FormArea name="pasted" label={t('fields.pasted.output')} hint={t('fields.pasted.output.hint')} rows={8} mono />
          <FormChoice name="exit" label={t('fields.exit')} hint={t('fields.exit.hint')} required columns options={EXITS.map((value) => ({ value, label: t(`choices.exit.${value}`) }))} />
          <FormText name="exitCode" label={t('fields.exitCode')} width="short" inputMode="numeric" autoComplete="off" />
          <div><SubmitButton look="main" pending={t('run.act.pending')}>{t('byHand.result.button')}</SubmitButton></div>
        </ActForm>
      </PartSection>
      <section aria-labelledby="else" className="border-t border-hair pt-6">
        <h2 id="else" className="text-h3">{t('byHand.else.title')}</h2>
        <Details summary={t('byHand.notRun.button')}>
          <ActForm action={actions.onStep} hidden={{ ...stepHidden(view, 'notRunByHand'), ...of }} id="notRunByHand" label={t('byHand.notRun.button')}>
            <p>{t('byHand.notRun.note')}</p>
            <div><SubmitButton look="secondary" pending={t('run.act.pending')}>{t('byHand.notRun.button')}</SubmitButton></div>
          </ActForm>
        </Details>
        <Details summary={t('byHand.notKnown.button')}>
          <ActForm action={actions.onStep} hidden={{ ...stepHidden(view, 'endWaiting'), ...of }} id="endWaiting" label={t('byHand.notKnown.button')}>
            <p>{t('byHand.notKnown.note')}</p>
            <div><SubmitButton look="secondary" pending={t('run.act.pending')}>{t('byHand.notKnown.button')}</SubmitButton></div>
          </ActForm>
        </Details>
      </section>
    </>
  )
}
