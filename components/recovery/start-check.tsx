/** Start wizard, last page: every answer with a way back to its question, and what will happen. What begins is what was shown. */
import { ActForm } from '@/components/forms/act-form'
import { FormChoice, FormTime } from '@/components/forms/fields'
import { LinkButton } from '@/components/ui/button'
import { CheckAnswers } from '@/components/ui/check-answers'
import { DescriptionList } from '@/components/ui/description-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { FactsView } from '@/lib/recoveries/dto'
import { posted, type FormAction, type PostedForm } from '@/lib/recoveries/forms'
import { ContactList } from './contact-list'
import { chipWords, ServerChip } from './server-chip'

type Props = { action: FormAction; view: FactsView; draft: PostedForm; /** made when the page is drawn: posting twice begins once */ actKey: string; driverName: string; t: Translate; format: Formatter }

const CARRIED = ['connectionId', 'unit', 'server', 'serviceIp', 'hypervisorName', 'namedByHand', 'detectedAt', 'detectedBy', 'occurredAt', 'incident', 'factsId', 'usable', 'reason'] as const

export function StartCheck({ action, view, draft, actKey, driverName, t, format }: Props) {
  const isReplace = posted(draft, 'usable') === 'no'
  const hidden = { ...Object.fromEntries(CARRIED.map((name) => [name, posted(draft, name)])), key: actKey }
  return (
    <div className="grid gap-10">
      <section aria-labelledby="answers">
        <h2 id="answers" className="mb-3 text-h2">{t('start.check.answers')}</h2>
        <Answers view={view} draft={draft} t={t} format={format} />
      </section>
      <section aria-labelledby="then">
        <h2 id="then" className="mb-3 text-h2">{t('start.check.then')}</h2>
        <Consequences view={view} isReplace={isReplace} driverName={driverName} t={t} format={format} />
      </section>
      <ActForm action={action} hidden={hidden} id="check" labels={{ dueAt: t('start.check.dueAt') }} className="group flex flex-col gap-8">
        {isReplace && <FormTime name="dueAt" label={t('start.check.dueAt')} hint={t('fields.dueAt.hint')} />}
        <FormChoice
          name="drill"
          required
          columns
          label={t('fields.drill')}
          initial="no"
          options={[{ value: 'no', label: t('choices.drill.no'), note: t('start.check.drill.no.note') }, { value: 'yes', label: t('choices.drill.yes'), note: t('start.check.drill.yes.note') }]}
        />
        <div className="flex flex-wrap items-center gap-4">
          <LinkButton href="/recoveries/new/usable">{t('common.back')}</LinkButton>
          <SubmitButton pending={t('start.check.pending')}>
            <span>
              <span className="group-has-[[value=yes]:checked]:hidden">{t('start.check.button.no')}</span>
              <span className="hidden group-has-[[value=yes]:checked]:inline">{t('start.check.button.yes')}</span>
            </span>
          </SubmitButton>
        </div>
        <p className="text-fg-muted">{t('start.check.nothingRuns')}</p>
      </ActForm>
    </div>
  )
}

function Answers({ view: { server, unit }, draft, t, format }: Pick<Props, 'view' | 'draft' | 't' | 'format'>) {
  const answer = (page: string, term: string, value: React.ReactNode, field: string) =>
    ({ term, value, changeHref: `/recoveries/new/${page}#${page}-${field}`, changeLabel: t('common.change.of', { what: term }) })
  const occurredAt = posted(draft, 'occurredAt')
  return (
    <CheckAnswers
      changeText={t('common.change')}
      answers={[
        answer('target', t('start.check.target'), <><ServerChip server={server} words={chipWords(t, 'failed')} withName /><span className="ms-3" translate="no">{unit}</span></>, 'choice'),
        answer('facts', t('start.check.detected'), t('start.check.detected.value', { time: format.typed(posted(draft, 'detectedAt')), by: posted(draft, 'detectedBy') }), 'detectedAt'),
        answer('facts', t('start.check.occurred'), occurredAt ? format.typed(occurredAt) : t('start.check.occurred.unknown'), 'occurredAt'),
        answer('facts', t('fields.incident'), posted(draft, 'incident') || t('start.check.incident.none'), 'incident'),
        answer('usable', t('start.check.usable'), t(posted(draft, 'usable') === 'no' ? 'choices.usable.no' : 'choices.usable.yes'), 'usable'),
        answer('usable', t('start.check.reason'), <span className="whitespace-pre-line">{posted(draft, 'reason')}</span>, 'reason'),
      ]}
    />
  )
}

function Consequences({ view: { contacts, targetMinutes }, isReplace, driverName, t, format }: Pick<Props, 'view' | 'driverName' | 't' | 'format'> & { isReplace: boolean }) {
  const managers = contacts.filter(({ role }) => role === 'resourceManager')
  return (
    <DescriptionList
      facts={[
        { term: t('start.check.procedure'), value: t(isReplace ? 'start.check.procedure.replace' : 'start.check.procedure.reuse') },
        { term: t('start.check.driver'), value: driverName },
        { term: t('start.check.asked'), value: isReplace ? <><p>{t('start.check.asked.replace')}</p><ContactList contacts={managers} t={t} /></> : t('start.check.asked.none') },
        { term: t('start.check.goal'), value: targetMinutes === null ? t('start.check.goal.none') : t('start.check.goal.value', { d: format.duration(targetMinutes * 60_000) }) },
      ]}
    />
  )
}
