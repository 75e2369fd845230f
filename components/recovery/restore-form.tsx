/** Recording that service is back, with a time of its own: what the recovery time is measured to. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormChoice, FormText, FormTime } from '@/components/forms/fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { ReportView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'

type Props = { report: ReportView; action: FormAction; actKey: string; t: Translate; format: Formatter }

export function RestoreForm({ report: { recovery, businessCheck, serviceRestored }, action, actKey, t, format }: Props) {
  return (
    <>
      <section aria-labelledby="check">
        <h2 id="check" className="text-h3">{t('control.restore.check')}</h2>
        <p className="max-w-text">{businessCheck ?? t('control.restore.check.none')}</p>
      </section>
      {serviceRestored && <p className="font-bold">{restoredSentence(t, format, serviceRestored)}</p>}
      <ActForm action={action} hidden={{ act: 'restoreService', recoveryId: recovery.id, key: actKey }} id="restore" labels={{ at: t('fields.restored.at'), by: t('fields.restored.by'), reason: t('fields.restored.reason') }} className="group flex flex-col gap-6">
        <FormChoice name="restored" required columns label={t('fields.restored')} options={[{ value: 'yes', label: t('choices.restored.yes') }, { value: 'no', label: t('choices.restored.no') }]} />
        <fieldset className="m-0 grid gap-6 border-0 border-s-4 border-hair p-0 ps-6 group-has-[[value=no]:checked]:hidden">
          <legend className="sr-only">{t('control.restore.yes')}</legend>
          <FormTime name="at" label={t('fields.restored.at')} initialAt={recovery.serverNow} />
          <FormText name="by" width="short" label={t('fields.restored.by')} />
        </fieldset>
        <fieldset className="m-0 hidden gap-6 border-0 border-s-4 border-hair p-0 ps-6 group-has-[[value=no]:checked]:grid">
          <legend className="sr-only">{t('control.restore.no')}</legend>
          <FormArea name="reason" rows={3} label={t('fields.restored.reason')} hint={t('fields.reason.hint')} />
        </fieldset>
        <div><SubmitButton pending={t('control.pending')}>{t('control.restore.button')}</SubmitButton></div>
      </ActForm>
    </>
  )
}

/** What was recorded about service, as one sentence. */
export function restoredSentence(t: Translate, format: Formatter, { restored, at, by, reason }: NonNullable<ReportView['serviceRestored']>): string {
  if (!restored) return t('control.restore.recorded.no', { reason: reason ?? t('common.none') })
  return t('control.restore.recorded', { time: at === null ? t('common.none') : format.dateTime(at), by: by ?? t('common.none') })
}
