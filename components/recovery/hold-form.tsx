/** Putting a recovery on hold, and taking it up again. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormChoice, FormText, FormTime } from '@/components/forms/fields'
import { DescriptionList } from '@/components/ui/description-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { RecoveryView } from '@/lib/recoveries/dto'
import { RECOVERY_FIELDS, type FormAction } from '@/lib/recoveries/forms'
import { Effects } from './effects'

type Props = { recovery: RecoveryView; action: FormAction; actKey: string; t: Translate; format: Formatter }
const CATEGORIES = RECOVERY_FIELDS.hold[0].choices ?? []

export function HoldForm({ recovery, action, actKey, t, format }: Props) {
  if (recovery.held) return <ResumeForm {...{ recovery, action, actKey, t, format }} />
  return (
    <>
      <Effects heading={t('control.hold.effects')} lines={[t('control.hold.effects.1'), t('control.hold.effects.2'), t('control.hold.effects.3')]} />
      <ActForm action={action} hidden={{ act: 'hold', recoveryId: recovery.id, key: actKey }} id="hold">
        <FormChoice name="category" required columns label={t('fields.category')} options={CATEGORIES.map((value) => ({ value, label: t.lookUp(`choices.category.${value}`) ?? value }))} />
        <FormArea name="reason" required rows={3} label={t('fields.reason')} hint={t('fields.reason.hint')} />
        <FormTime name="plannedAt" label={t('fields.plannedAt')} />
        <FormText name="informed" label={t('fields.informed')} />
        <div><SubmitButton pending={t('control.pending')}>{t('control.hold.button')}</SubmitButton></div>
      </ActForm>
    </>
  )
}

function ResumeForm({ recovery: { id, held, serverNow }, action, actKey, t, format }: Props) {
  if (!held) return null
  return (
    <>
      <section aria-labelledby="held">
        <h2 id="held" className="mb-2 text-h2">{t('control.hold.held', { time: format.timeNear(held.at, serverNow) })}</h2>
        <DescriptionList
          facts={[
            { term: t('control.hold.held.reason'), value: <>{t(`choices.category.${held.category}`)}<br /><span className="whitespace-pre-line">{held.reason}</span></> },
            { term: t('control.hold.held.planned'), value: held.plannedAt === null ? t('control.hold.held.planned.none') : format.dateTime(held.plannedAt) },
            { term: t('control.hold.held.informed'), value: held.informed ?? t('common.none') },
            { term: t('control.hold.held.by'), value: held.by.name },
          ]}
        />
      </section>
      <ActForm action={action} hidden={{ act: 'resume', recoveryId: id, key: actKey }} id="resume">
        <p>{t('control.hold.resume.lead')}</p>
        <div><SubmitButton pending={t('control.pending')}>{t('control.hold.resume.button')}</SubmitButton></div>
      </ActForm>
    </>
  )
}
