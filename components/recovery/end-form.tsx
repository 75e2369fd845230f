/** The last pause point: service, data, the old server, who was told; then the end of the procedure, said in so many words. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormChecks } from '@/components/forms/fields'
import { LinkButton } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { ReportView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import { pagePath } from './recovery-head'
import { restoredSentence } from './restore-form'

type Props = { report: ReportView; action: FormAction; actKey: string; t: Translate; format: Formatter }

export function EndForm({ report, action, actKey, t, format }: Props) {
  const { recovery, legs, whoMustBeTold } = report
  const isUnanswered = legs.at(-1)?.steps.some((step) => step.openForAnswer) ?? false
  const mayEnd = recovery.acts.includes('end')
  const mustTell = addressChanged(report)
  return (
    <>
      <DescriptionList facts={factsOf(report, isUnanswered, t, format)} />
      {!mayEnd && recovery.currentStep && <p className="font-bold">{t('control.end.openSteps', { n: recovery.currentStep.no })}</p>}
      {mayEnd && (
        <ActForm action={action} hidden={{ act: 'end', recoveryId: recovery.id, key: actKey }} id="end" className="flex flex-col gap-8">
          {isUnanswered && <FormArea name="openData" required rows={2} label={t('fields.openData')} hint={t('fields.reason.hint')} />}
          {mustTell && whoMustBeTold.length > 0 && (
            <FormChecks name="informed" label={t('control.end.told')} hint={t('control.end.told.hint')} options={whoMustBeTold.map((line) => ({ value: line, label: line }))} />
          )}
          <FormArea name="summary" rows={4} label={t('fields.summary')} hint={t('control.end.summary.hint')} />
          <p className="text-center font-bold text-fg-muted">{t('control.end.mark', { n: recovery.progress.total })}</p>
          <div><SubmitButton pending={t('control.pending')}>{t('control.end.button')}</SubmitButton></div>
        </ActForm>
      )}
    </>
  )
}

/** A new server that answers under another service address than the failed one did. */
const addressChanged = ({ recovery: { failed, replacement } }: ReportView): boolean => replacement !== null && replacement.serviceIp !== failed.serviceIp

function factsOf(report: ReportView, isUnanswered: boolean, t: Translate, format: Formatter) {
  const { recovery, serviceRestored } = report
  const record = (
    <>
      <p>{t('control.end.service.missing')}</p>
      <LinkButton href={pagePath(recovery.id, 'restore')} className="mt-2">{t('control.end.service.record')}</LinkButton>
    </>
  )
  const service = { term: t('control.end.service'), value: serviceRestored ? restoredSentence(t, format, serviceRestored) : record }
  if (recovery.procedure === 'reuse') return [service]
  return [
    service,
    { term: t('control.end.data'), value: dataSentence(report, isUnanswered, t) },
    { term: t('control.end.old'), value: t(`control.end.old.${returnHandling(report) ?? 'none'}`) },
    { term: t('control.end.address'), value: t(addressChanged(report) ? 'control.end.address.changed' : 'control.end.address.same') },
  ]
}

function dataSentence({ collected, transferred }: ReportView, isUnanswered: boolean, t: Translate): string {
  if (isUnanswered) return t('control.end.data.open')
  if (transferred) return t('control.end.data.transferred', { where: transferred.where })
  return t(collected && collected.items.length > 0 ? 'control.end.data.notNeeded' : 'control.end.data.none')
}

const returnHandling = ({ legs }: ReportView) => legs.at(-1)?.requests.find(({ key, status }) => key === 'request-replacement' && status !== 'recalled')?.details?.returnHandling ?? null
