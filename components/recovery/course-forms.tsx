/** Changing the course, and stopping: what carries over, what is done again, what stays as it is. */
import Link from 'next/link'
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormTime } from '@/components/forms/fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { RecoveryView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import { Effects } from './effects'
import { pagePath } from './recovery-head'

type Props = { recovery: RecoveryView; action: FormAction; actKey: string; t: Translate }

export function SwitchForm({ recovery: { id, switchTo }, action, actKey, t }: Props) {
  const toReplace = switchTo === 'replace'
  return (
    <>
      <Effects heading={t('control.switch.carries')} lines={[t('control.switch.carries.1'), t('control.switch.carries.2'), t('control.switch.carries.3')]} />
      <Effects heading={t('control.switch.again')} lines={[t('control.switch.again.1'), t(toReplace ? 'control.switch.again.toReplace' : 'control.switch.again.toReuse'), t('control.switch.nothingRuns')]} />
      <ActForm action={action} hidden={{ act: 'switch', recoveryId: id, key: actKey, to: switchTo }} id="switch" labels={{ dueAt: t('control.switch.dueAt') }}>
        <FormArea name="reason" required rows={3} label={t('fields.reason')} hint={t('fields.reason.hint')} />
        {toReplace && <FormTime name="dueAt" label={t('control.switch.dueAt')} hint={t('fields.dueAt.hint')} />}
        <div><SubmitButton pending={t('control.pending')}>{t(toReplace ? 'control.switch.button.replace' : 'control.switch.button.reuse')}</SubmitButton></div>
      </ActForm>
    </>
  )
}

export function StopForm({ recovery: { id, acts }, action, actKey, t }: Props) {
  return (
    <>
      <Effects heading={t('control.stop.effects')} lines={[t('control.stop.effects.1'), t('control.stop.effects.2'), t('control.stop.effects.3')]} />
      {acts.includes('hold') && (
        <p className="flex flex-wrap items-center gap-x-3">
          {t('control.stop.instead')}
          <Link href={pagePath(id, 'hold')} className="inline-flex min-h-11 items-center">{t('control.stop.instead.link')}</Link>
        </p>
      )}
      <ActForm action={action} hidden={{ act: 'stop', recoveryId: id, key: actKey }} id="stop">
        <FormArea name="reason" required rows={3} label={t('fields.reason')} hint={t('fields.reason.hint')} />
        <div><SubmitButton pending={t('control.pending')}>{t('control.stop.button')}</SubmitButton></div>
      </ActForm>
    </>
  )
}
