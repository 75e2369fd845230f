'use client'
/** Who holds the ball, since when, by when, how to reach them; what to say on the telephone; how to enter what was told. */
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { Details } from '@/components/ui/details'
import { LinkButton } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/status-icon'
import { useServerTime } from '@/components/ui/server-clock'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { ContactView } from '@/lib/recoveries/dto'
import { expectedAt } from '@/lib/recovery/expected'
import type { RequestState } from '@/lib/recovery/state'
import { SimpleAct } from '../acts/simple-act'
import { useRun } from '../run-context'
import { formHref } from './form-href'
import { stepHref } from '../step-href'
import { lostMail } from './lost-mail'
import { ContactRecord, LastMail, LostMail } from './mail-state'
import { PhoneScript } from './phone-script'
import { linksLine, ShutLinks } from './shut-links'

export function WaitingCard({ request }: { request: RequestState }) {
  const t = useT()
  const format = useFormatter()
  const { view } = useRun()
  const { recovery, acts, definition, state, contacts } = view
  const { now } = useServerTime(recovery.serverNow, 15_000)
  const lateMs = now - (expectedAt(request) ?? now)
  const lost = lostMail(view.mails, request)
  const asked = contacts.filter(({ role }) => role === definition.actor)
  const others = asked.length > 0 ? contacts.filter((contact) => !asked.includes(contact)) : []
  const facts: readonly Fact[] = [
    { term: t('run.waiting.no'), value: <b className="font-mono" translate="no">{request.no}</b> },
    { term: t('run.waiting.state'), value: t(`states.request.${request.status}`) },
    { term: t('run.waiting.sent'), value: `${request.sentBy.name} ${format.timeNear(request.sentAt, now)}` },
    { term: t('run.waiting.since'), value: <span role="timer" aria-live="off">{format.duration(now - request.sentAt)}</span> },
    ...(request.promisedAt !== null
      ? [{ term: t('run.waiting.promised'), value: request.dueAt === null ? format.timeNear(request.promisedAt, now) : t('run.waiting.promisedLate', { promised: format.timeNear(request.promisedAt, now), due: format.timeNear(request.dueAt, now) }) }]
      : request.dueAt === null ? [] : [{ term: t('run.waiting.due'), value: format.timeNear(request.dueAt, now) }]),
    { term: t('run.mail.title'), value: <LastMail mails={view.mails} /> },
    ...(view.links === null ? [] : [{ term: t('run.links.title'), value: linksLine(t, format, view.links) }]),
    { term: t('run.waiting.contacts'), value: <Contacts contacts={asked.length > 0 ? asked : contacts} /> },
  ]
  const isDriver = recovery.driver.isViewer
  return (
    <section aria-labelledby="waiting" data-box data-waiting className="rounded-card border-2 border-st-active p-4 md:p-6">
      <h2 id="waiting" className="mb-3 flex items-center gap-3 text-h2">
        <StatusIcon state="waiting" />
        {request.acceptedBy ? t('run.waiting.title', { name: request.acceptedBy.name }) : t('run.waiting.anyone')}
      </h2>
      {lost && recovery.driver.isViewer && <LostMail mail={lost} />}
      {request.status === 'sentBack' && <p className="mb-3 font-bold text-tx-att">{t('run.waiting.sentBack', { reason: request.sentBackReason ?? '' })}</p>}
      {lateMs > 0 && (
        <p className="mb-3 flex items-center gap-2 font-bold text-tx-att">
          <StatusIcon state="attention" size={20} />
          <span>
            {t(request.promisedAt === null ? 'run.waiting.late.due' : 'run.waiting.late.promised', { d: format.duration(lateMs) })}{' '}
            {view.nextContact === null ? t('run.waiting.late.nobody') : <>{t('run.waiting.late.call', { name: view.nextContact.name })} <Phone phone={view.nextContact.phone} /></>}
          </span>
        </p>
      )}
      <DescriptionList short facts={facts} className="*:last:border-b-0" />
      {isDriver && (
        <div className="mt-4 grid gap-4">
          {acts.includes('reportReceived') && <div><LinkButton look={lost ? 'secondary' : 'main'} href={stepHref(recovery.id, view.leg, definition.no, '/report-received')}>{t('run.act.reportReceived')}</LinkButton></div>}
          <div>
            <Details summary={t('run.waiting.script')}><PhoneScript request={request} /></Details>
            <Details summary={t('run.mail.record')} wide>
              <div className="grid gap-4 ps-8">
                <ContactRecord mails={view.mails} request={request} />
                <p><a href={formHref(recovery.id, request.no)} download className="inline-flex min-h-11 items-center">{t('run.request.save')}</a></p>
                <div>
                  {!lost && acts.includes('sendAgain') && <Details summary={t('run.act.sendAgain')}><SimpleAct act="sendAgain" look="secondary" /></Details>}
                  {!lost && acts.includes('toldIt') && <Details summary={t('run.act.toldIt')}><SimpleAct act="toldIt" look="secondary" /></Details>}
                  <ShutLinks />
                </div>
              </div>
            </Details>
            {others.length > 0 && <Details summary={t('run.waiting.contacts.others')}><Contacts contacts={others} /></Details>}
            {acts.includes('goOnWithoutWaiting') && <Details summary={t('run.act.goOnWithoutWaiting')}><SimpleAct act="goOnWithoutWaiting" look="secondary" /></Details>}
            {acts.includes('recall') && <Details summary={t('run.act.recall')}><SimpleAct act="recall" look="secondary" /></Details>}
          </div>
          {!state.openForAnswer && <p className="text-fg-muted">{t('run.waiting.meanwhile')}</p>}
        </div>
      )}
    </section>
  )
}

export function Contacts({ contacts }: { contacts: readonly ContactView[] }) {
  const t = useT()
  if (contacts.length === 0) return <>{t('run.waiting.noContacts')}</>
  return (
    <ul className="m-0 list-none p-0">
      {contacts.map(({ role, name, phone, mail }) => (
        <li key={`${role}${name}`} className="flex flex-wrap items-center gap-x-4">
          <span>{name}</span>
          <span className="text-small text-fg-muted">{t.lookUp(`control.contact.${role}`) ?? role}</span>
          <Phone phone={phone} />
          {mail && <a href={`mailto:${mail}`} className="inline-flex min-h-11 items-center">{mail}</a>}
        </li>
      ))}
    </ul>
  )
}

function Phone({ phone }: { phone: string | null }) {
  const t = useT()
  return phone && <a href={`tel:${phone.replaceAll(/[^0-9+]/g, '')}`} className="inline-flex min-h-11 items-center tabular-nums">{t('run.waiting.phone', { phone })}</a>
}
