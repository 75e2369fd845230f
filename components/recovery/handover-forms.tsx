/** Who has control of a running recovery: giving it to a colleague, or taking it. */
import Link from 'next/link'
import { ActForm } from '@/components/forms/act-form'
import { FormChoice } from '@/components/forms/fields'
import { DescriptionList } from '@/components/ui/description-list'
import { StateLabel } from '@/components/ui/status-icon'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { RecoveryView } from '@/lib/recoveries/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import { pagePath } from './recovery-head'

export type Person = { readonly id: string; readonly name: string }
type Props = { recovery: RecoveryView; colleagues: readonly Person[]; action: FormAction; actKey: string; t: Translate }

export function HandoverForms({ recovery, colleagues, action, actKey, t }: Props) {
  const { id, acts, driver, currentStep, procedure, state } = recovery
  const hidden = { recoveryId: id, key: actKey }
  return (
    <>
      <section aria-labelledby="now">
        <h2 id="now" className="mb-2 text-h2">{t('control.handover.now')}</h2>
        <DescriptionList
          facts={[
            { term: t('control.handover.driver'), value: <>{driver.name}{driver.isViewer && t('common.person.you')}</> },
            { term: t('control.handover.step'), value: currentStep ? t('home.step', { n: currentStep.no, name: t.lookUp(`steps.${procedure}.${currentStep.key}.rail`) ?? currentStep.key }) : t('common.none') },
            { term: t('control.handover.state'), value: <StateLabel state={state} word={t(`states.${state}`)} /> },
            { term: t('control.handover.read'), value: <Link href={pagePath(id, 'timeline')} className="inline-flex min-h-11 items-center">{t('control.handover.read.link')}</Link> },
          ]}
        />
      </section>
      {acts.includes('giveControl') && (
        <section aria-labelledby="give">
          <h2 id="give" className="mb-2 text-h2">{t('control.handover.give')}</h2>
          {colleagues.length === 0 ? <p>{t('control.handover.give.none')}</p> : (
            <ActForm action={action} hidden={{ act: 'giveControl', ...hidden }} id="give-control">
              <FormChoice name="to" required columns label={t('fields.to')} hint={t('control.handover.give.lead')} options={colleagues.map(({ id: value, name }) => ({ value, label: name }))} />
              <div><SubmitButton pending={t('control.pending')}>{t('control.handover.give.button')}</SubmitButton></div>
            </ActForm>
          )}
        </section>
      )}
      {acts.includes('takeControl') && (
        <section aria-labelledby="take">
          <h2 id="take" className="mb-2 text-h2">{t('control.handover.take')}</h2>
          <ActForm action={action} hidden={{ act: 'takeControl', ...hidden }} id="take-control">
            <p>{t('control.handover.take.lead', { name: driver.name })}</p>
            <div><SubmitButton pending={t('control.pending')}>{t('control.handover.take.button')}</SubmitButton></div>
          </ActForm>
        </section>
      )}
    </>
  )
}
