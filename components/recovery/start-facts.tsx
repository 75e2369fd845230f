/** Start wizard, page 2: the chosen server as it is now, and when the failure was detected. */
import { ActForm } from '@/components/forms/act-form'
import { FormText, FormTime } from '@/components/forms/fields'
import { LinkButton } from '@/components/ui/button'
import { Banner, Caution } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { FactsView } from '@/lib/recoveries/dto'
import { posted, type FormAction, type PostedForm } from '@/lib/recoveries/forms'
import { ContactList } from './contact-list'
import { ServerFacts } from './server-facts'

type Props = { action: FormAction; view: FactsView; draft: PostedForm; t: Translate; format: Formatter }

export function StartFacts({ action, view, draft, t, format }: Props) {
  return (
    <div className="grid gap-10">
      <section aria-labelledby="now">
        <h2 id="now" className="mb-3 text-h2">{t('start.facts.now')}</h2>
        <div className="grid gap-4">
          {view.openRecovery && (
            <Banner kind="attention" heading={t('start.facts.inRecovery', { id: view.openRecovery })} action={<LinkButton href={`/recoveries/${view.openRecovery}`}>{t('start.facts.inRecovery.open', { id: view.openRecovery })}</LinkButton>} />
          )}
          <ServerFacts view={view} t={t} format={format} />
          <FactCautions view={view} t={t} format={format} />
        </div>
      </section>
      <section aria-labelledby="when">
        <h2 id="when" className="mb-3 text-h2">{t('start.facts.when')}</h2>
        <ActForm action={action} hidden={{ factsId: view.reading?.id ?? '' }} id="facts">
          <FormTime name="detectedAt" required label={t('fields.detectedAt')} initial={posted(draft, 'detectedAt')} initialAt={view.serverNow} />
          <FormText name="detectedBy" required label={t('fields.detectedBy')} hint={t('fields.detectedBy.hint')} initial={posted(draft, 'detectedBy')} />
          <FormTime name="occurredAt" label={t('fields.occurredAt')} hint={t('fields.occurredAt.hint')} initial={posted(draft, 'occurredAt')} />
          <FormText name="incident" width="short" label={t('fields.incident')} initial={posted(draft, 'incident')} />
          <div className="flex flex-wrap gap-4">
            <LinkButton href="/recoveries/new/target">{t('common.back')}</LinkButton>
            <SubmitButton pending={t('start.pending')}>{t('start.next')}</SubmitButton>
          </div>
        </ActForm>
      </section>
    </div>
  )
}

/** A server that is not listed, a manager that is silent, the load balancer: each only where it is so. */
export function FactCautions({ view: { record, reading, unit, loadBalancer, contacts, serverNow }, t, format }: { view: FactsView; t: Translate; format: Formatter }) {
  const heading = t('common.cautionHeading')
  const network = contacts.filter(({ role }) => role === 'networkAdministrator')
  return (
    <>
      {!record && <Caution heading={heading}>{reading?.complete ? t('start.facts.notListed', { unit, n: reading.servers.length, time: format.timeNear(reading.readAt, serverNow) }) : t('start.facts.unread')}</Caution>}
      {record?.loadBalancer === 'unblocked' && <Caution heading={heading}><p>{t('start.facts.unblocked')}</p><ContactList contacts={network} t={t} /></Caution>}
      {loadBalancer === 'people' && <Caution heading={heading}><p>{t('start.facts.people')}</p><ContactList contacts={network} t={t} /></Caution>}
    </>
  )
}
