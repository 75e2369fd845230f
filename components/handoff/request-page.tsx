/** One request by its link, top to bottom as it is needed on a telephone: who asks what by when, taking it on, the facts, the answer, the form to keep. */
import type { ReactNode } from 'react'
import { CollectAct } from '@/components/recovery/acts/collect-act'
import { ReportAct } from '@/components/recovery/acts/report-act'
import { TransferAct } from '@/components/recovery/acts/transfer-act'
import { ReceiverActs, RequestFacts } from '@/components/recovery/waiting/receiver-acts'
import { LinkButton } from '@/components/ui/button'
import { Details } from '@/components/ui/details'
import { PageHeader } from '@/components/ui/page-frame'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { Answered, RequestPage, Standing } from '@/lib/handoff/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import type { RequestState } from '@/lib/recovery/state'
import { CallLink } from './call-link'
import { KeyFacts } from './key-facts'
import { LinkRun } from './link-run'
import { Receipt } from './receipt'
import { SaveForm } from './save-form'

type Parts = { page: RequestPage; request: RequestState; t: Translate; format: Formatter }

export function RequestPageView({ page, action, csvHref, uploads, t, format }: Omit<Parts, 'request'> & { action: FormAction; csvHref: string; /** beside the answer's form */ uploads?: ReactNode }) {
  const { view, standing, caller, href, form } = page
  const { request } = view
  if (!request) return null
  const answer = answerOf(standing)
  return (
    <LinkRun view={view} action={action}>
      <PageHeader eyebrow={<>{t('handoff.title')} <span className="font-mono" translate="no">{request.no}</span></>} heading={t(`handoff.what.${request.key}`)}
        lead={caller.team === null ? t('handoff.from', { name: caller.name }) : t('handoff.from.team', { team: caller.team, name: caller.name })} />
      <div data-screen-only className="grid gap-8">
        <div className="flex flex-wrap gap-4">
          <CallLink caller={caller} t={t} />
          {href && <LinkButton href={href}>{t('handoff.page')}</LinkButton>}
        </div>
        {answer && (
          <Receipt no={request.no} answer={answer} t={t} format={format}>
            {canAnswer(page) ? <div className="mt-4"><Details summary={t('handoff.sent.correct')} wide>{uploads}<AnswerForm request={request} /></Details></div> : <p className="mt-4 font-bold">{t('handoff.sent.shut')}</p>}
          </Receipt>
        )}
        <KeyFacts page={page} request={request} t={t} format={format} />
        <Taking page={page} request={request} t={t} format={format} />
        <section aria-labelledby="facts">
          <h2 id="facts" className="mb-3 text-h2">{t('handoff.facts.title')}</h2>
          {page.wantedData && <p className="mb-4 max-w-text whitespace-pre-line"><b>{t('handoff.wanted')}</b>{'\n'}{page.wantedData}</p>}
          <RequestFacts request={request} />
        </section>
        {!answer && canAnswer(page) && <Answer page={page} request={request} t={t} format={format}>{uploads}</Answer>}
        <p className="max-w-text">{t('handoff.byPhone', { no: request.no })}</p>
      </div>
      <div className="mt-8"><SaveForm rows={form} csvHref={csvHref} t={t} /></div>
    </LinkRun>
  )
}

/** A request that was sent back is open: the answer that was returned stands in its form, and no receipt above it. */
const answerOf = (standing: Standing): Answered | null => (standing.is === 'answered' || standing.is === 'ended' ? standing.answer : null)

const canAnswer = ({ view }: RequestPage): boolean => view.acts.some((act) => act.startsWith('answer'))

function Taking({ page: { view: { acts, recovery } }, request, t }: Parts) {
  if (!acts.some((act) => !act.startsWith('answer'))) return null
  const isOthers = request.acceptedBy !== null && request.acceptedBy.name !== recovery.viewer.name
  return (
    <section aria-labelledby="taking">
      <h2 id="taking" className="text-h2">{t('handoff.accept.title')}</h2>
      {isOthers && <p className="mt-2 max-w-text font-bold">{t('handoff.accepted.other', { name: request.acceptedBy?.name ?? '' })}</p>}
      <ReceiverActs />
    </section>
  )
}

function Answer({ page: { standing, view }, request, t, format, children }: Parts & { children: ReactNode }) {
  return (
    <section aria-labelledby="answer" className="grid gap-4">
      <h2 id="answer" className="text-h2">{t('handoff.answer.title')}</h2>
      {standing.is === 'ended' && <p className="max-w-text font-bold">{t('handoff.answer.late', { time: format.dateTime(standing.at) })}</p>}
      <p className="max-w-text">{t('handoff.answer.as', { name: view.recovery.viewer.name })} {t('handoff.answer.once')}</p>
      {children}
      <AnswerForm request={request} />
    </section>
  )
}

function AnswerForm({ request }: { request: RequestState }) {
  switch (request.key) {
    case 'collect-data':
      return <CollectAct />
    case 'request-replacement':
      return <ReportAct />
    case 'transfer-data':
      return <TransferAct />
  }
}
