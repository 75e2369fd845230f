/** The last pause point: service, data, the old server, who was told; then the end of the procedure, said in so many words. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormText, FormTime } from '@/components/forms/fields'
import { LinkButton } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { ReportView } from '@/lib/recoveries/dto'
import { toldField, type FormAction } from '@/lib/recoveries/forms'
import { pagePath } from './recovery-head'
import { restoredSentence } from './restore-form'

type Props = { report: ReportView; action: FormAction; actKey: string; t: Translate; format: Formatter }

export function EndForm({ report, action, actKey, t, format }: Props) {
  const { recovery, legs, whoMustBeTold } = report
  const isUnanswered = legs.at(-1)?.steps.some((step) => step.openForAnswer) ?? false
  const mayEnd = recovery.acts.includes('end')
  const lines = addressChanged(report) ? whoMustBeTold : []
  return (
    <>
      <DescriptionList facts={factsOf(report, isUnanswered, t, format)} />
      {!mayEnd && recovery.currentStep && <p className="font-bold">{t('control.end.openSteps', { n: recovery.currentStep.no })}</p>}
      {mayEnd && (
        <ActForm action={action} hidden={{ act: 'end', recoveryId: recovery.id, key: actKey }} id="end" labels={toldLabels(lines, t)} className="flex flex-col gap-8">
          {isUnanswered && <FormArea name="openData" required rows={2} label={t('fields.openData')} hint={t('fields.reason.hint')} />}
          {lines.length > 0 && <Told lines={lines} now={recovery.serverNow} t={t} />}
          <FormArea name="summary" rows={4} label={t('fields.summary')} hint={t('control.end.summary.hint')} />
          <p className="text-center font-bold text-fg-muted">{t('control.end.mark', { n: recovery.progress.total })}</p>
          <div><SubmitButton pending={t('control.pending')}>{t('control.end.button')}</SubmitButton></div>
        </ActForm>
      )}
    </>
  )
}

/** Who was told, and when: a row for each line of the settings. What stays without a name asks for a reason. */
function Told({ lines, now, t }: { lines: readonly string[]; now: number; t: Translate }) {
  return (
    <section aria-labelledby="told" className="grid gap-4">
      <h2 id="told" className="text-h2">{t('control.end.told')}</h2>
      <p className="max-w-text">{t('control.end.told.hint')}</p>
      {lines.map((line, index) => (
        <fieldset key={line} className="m-0 grid min-w-0 gap-x-6 gap-y-3 border-0 border-s-4 border-hair p-0 ps-4 md:grid-cols-2">
          <legend className="p-0 font-bold">{line}</legend>
          <input type="hidden" name={toldField(index, 'line')} value={line} />
          <FormText name={toldField(index, 'who')} label={t('control.end.told.who')} />
          <FormTime name={toldField(index, 'at')} label={t('control.end.told.at')} initialAt={now} />
        </fieldset>
      ))}
      <FormArea name="untold" rows={2} label={t('fields.untold')} hint={t('fields.reason.hint')} />
    </section>
  )
}

/** What is wrong in a row is said with the line that the row is about. */
const toldLabels = (lines: readonly string[], t: Translate): Readonly<Record<string, string>> =>
  Object.fromEntries(lines.map((line, index) => [toldField(index, 'at'), t('control.end.told.row', { line, field: t('control.end.told.at') })]))

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
