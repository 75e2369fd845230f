/** Start wizard, page 3: the one question, with both outcomes of equal weight and a way out for who does not know. */
import { ActForm } from '@/components/forms/act-form'
import { FormArea, FormChoice } from '@/components/forms/fields'
import { LinkButton } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { FactsView } from '@/lib/recoveries/dto'
import { posted, type FormAction, type PostedForm } from '@/lib/recoveries/forms'
import { ServerFacts } from './server-facts'

export function StartUsable({ action, view, draft, t, format }: { action: FormAction; view: FactsView; draft: PostedForm; t: Translate; format: Formatter }) {
  return (
    <ActForm action={action} hidden={{}} id="usable" labels={{ reason: t('fields.usable.reason') }} className="flex flex-col gap-8">
      <FormChoice
        name="usable"
        required
        legendIsHeading
        columns
        label={t('fields.usable')}
        hint={t('start.usable.lead')}
        initial={posted(draft, 'usable')}
        options={[
          { value: 'yes', label: t('choices.usable.yes'), note: t('choices.usable.yes.note') },
          { value: 'no', label: t('choices.usable.no'), note: t('choices.usable.no.note') },
          { value: 'unsure', label: t('choices.usable.unsure'), note: t('choices.usable.unsure.note') },
        ]}
      />
      <Details summary={t('start.usable.facts')} open><ServerFacts view={view} t={t} format={format} /></Details>
      <FormArea name="reason" required label={t('fields.usable.reason')} hint={t('start.usable.reason.hint')} initial={posted(draft, 'reason')} rows={3} />
      <div className="flex flex-wrap gap-4">
        <LinkButton href="/recoveries/new/facts">{t('common.back')}</LinkButton>
        <SubmitButton pending={t('start.pending')}>{t('start.next')}</SubmitButton>
      </div>
    </ActForm>
  )
}
