'use client'
/** The answer of step 1: rows of what was collected and where it is kept, or why nothing can be read. One more row works without script. */
import { useNotHereYet } from '@/components/files/on-the-way'
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormChoice, FormText } from '@/components/forms/fields'
import { FormContext } from '@/components/forms/posted-form'
import { rowCount } from '@/components/forms/row-count'
import { buttonClass } from '@/components/ui/button-look'
import { SubmitButton } from '@/components/ui/submit-button'
import { use } from 'react'
import { useT } from '@/lib/i18n/words'
import { ITEM_FIELDS, itemField } from '@/lib/recoveries/forms'
import { stepHidden, useRun } from '../run-context'
import { FilesGoingAlong } from './files-going-along'
import { HandledBy } from './handled-by'
import { EnteredFor } from './entered-for'

export function CollectAct({ onBehalf = false }: { onBehalf?: boolean }) {
  const t = useT()
  const { view, actions } = useRun()
  const isCorrection = (view.request?.answerVersion ?? 0) > 0
  const label = isCorrection ? t('run.act.correct') : t('run.act.answerCollect')
  const known = view.context.collected
  return (
    <ActForm action={actions.onStep} hidden={stepHidden(view, 'answerCollect')} id="answerCollect" label={label} heldBack={useNotHereYet()}>
      {onBehalf ? <EnteredFor /> : <HandledBy />}
      <FormChoice name="nothing" label={t('fields.nothing')} columns initial={known?.nothingBecause ? 'yes' : 'no'}
        options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`choices.nothing.${value}`) }))} />
      <FilesGoingAlong />
      <Rows />
      <FormArea name="nothingBecause" label={t('fields.nothingBecause')} hint={t('fields.nothingBecause.hint')} rows={2} initial={known?.nothingBecause ?? undefined} />
      <div><SubmitButton pending={t('run.act.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}

function Rows() {
  const t = useT()
  const form = use(FormContext)
  const { view } = useRun()
  // Files go along by their own ticks.
  const known = (view.context.collected?.items ?? []).filter(({ file }) => file === undefined)
  const count = rowCount(form?.values ?? {}, Math.max(known.length, 1))
  return (
    <div className="grid gap-4">
      {Array.from({ length: count }, (_, index) => {
        const item = known[index]
        const initial = (name: string): string | undefined => {
          const value = item?.[name as 'what' | 'where' | 'sizeBytes' | 'sha256' | 'note']
          return value == null ? undefined : String(value)
        }
        return (
          <fieldset key={index} className="m-0 grid min-w-0 gap-4 rounded-card border border-line p-4">
            <legend className="px-2 font-bold">{t('fields.items.row', { n: index + 1 })}</legend>
            <FormText name={itemField(index, 'what')} label={t('fields.items.what')} initial={initial('what')} />
            <FormText name={itemField(index, 'where')} label={t('fields.items.where')} initial={initial('where')} />
            <details className="min-w-0">
              <summary className="inline-flex min-h-11 items-center text-link underline">{t('fields.items.optional')}</summary>
              <div className="grid gap-4 pt-2">
                {ITEM_FIELDS.filter(({ required }) => !required).map(({ name }) => (
                  <FormText key={name} name={itemField(index, name)} label={t.lookUp(`fields.items.${name}`) ?? name} mono={name === 'sha256'} width={name === 'sizeBytes' ? 'short' : 'full'} initial={initial(name)} />
                ))}
              </div>
            </details>
          </fieldset>
        )
      })}
      <div><button name="addRow" value="items" className={buttonClass('secondary')}>{t('fields.items.add')}</button></div>
    </div>
  )
}
