'use client'
/** The data arrived: who compared, and the hashes that were computed of it, held against those that were told. */
import { ActForm } from '@/components/forms/act-form'
import { FormText } from '@/components/forms/fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import { hashField, STEP_FIELDS } from '@/lib/recoveries/forms'
import { toldHashes } from '@/lib/recovery/told-hashes'
import { stepHidden, useRun } from '../run-context'
import { SpecFields, tunedLabels } from './spec-fields'
import { tuningOf } from './tuning'

export function ReceiveAct() {
  const t = useT()
  const { view, actions } = useRun()
  const label = t('run.act.receiveTransfer')
  const tune = tuningOf('receiveTransfer')
  const told = toldHashes(view.context)
  const labels = Object.fromEntries(told.map(({ name }, index) => [hashField(index), t('fields.hashes', { name })]))
  return (
    <ActForm action={actions.onStep} hidden={stepHidden(view, 'receiveTransfer')} id="receiveTransfer" label={label} labels={{ ...tunedLabels(t, tune), ...labels }}>
      {told.some(({ sha256 }) => sha256 !== null) && (
        <fieldset className="m-0 grid min-w-0 gap-4 rounded-card border border-line p-4">
          <legend className="px-2 font-bold">{t('run.files.compare')}</legend>
          <p className="max-w-text">{t('run.files.compare.note')}</p>
          {told.map(({ name, sha256 }, index) => sha256 !== null && (
            <FormText key={hashField(index)} name={hashField(index)} label={t('fields.hashes', { name })} hint={<>{t('run.files.sent')} <code className="break-all">{sha256}</code></>} mono />
          ))}
        </fieldset>
      )}
      <SpecFields specs={STEP_FIELDS.receiveTransfer} tune={tune} now={view.recovery.serverNow} />
      <div><SubmitButton pending={t('run.act.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}
