/**
 * One request by its link, top to bottom as it is needed on a telephone: who asks what by when, taking it on, the facts, the answer, the form to
 * keep. Everything but the forms is drawn by the server, so that little has to be loaded.
 */
import type { ReactNode } from 'react'
import { FilesBeside } from '@/components/files/on-the-way'
import { CollectAct } from '@/components/recovery/acts/collect-act'
import { ReportAct } from '@/components/recovery/acts/report-act'
import { TransferAct } from '@/components/recovery/acts/transfer-act'
import { AnswerLines } from '@/components/recovery/card/answer-lines'
import type { Reader } from '@/components/recovery/card/file-link'
import { ReceiverActs } from '@/components/recovery/waiting/receiver-acts'
import { RequestLines } from '@/components/recovery/waiting/request-lines'
import { buttonClass } from '@/components/ui/button-look'
import { Details } from '@/components/ui/details'
import { PageHeader } from '@/components/ui/page-frame'
import type { Answered, RequestPage, Standing } from '@/lib/handoff/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import type { RequestState } from '@/lib/recovery/state'
import { ByPhone } from './by-phone'
import { CallLink } from './call-link'
import { KeyFacts } from './key-facts'
import { LinkRun } from './link-run'
import { LinkUploads } from './link-uploads'
import { Receipt } from './receipt'
import { SaveForm } from './save-form'

type Parts = { page: RequestPage; request: RequestState; reader: Reader }

/** `reader.link` is the token where nobody is signed in; `action` has it bound in any case. */
export function RequestPageView({ page, action, csvHref, reader }: Omit<Parts, 'request'> & { action: FormAction; csvHref: string }) {
  const { view, standing, caller, href, form } = page
  const { t } = reader
  const { request } = view
  if (!request) return null
  const parts: Parts = { page, request, reader }
  const answer = answerOf(standing)
  return (
    <LinkRun view={view} action={action}>
      <PageHeader eyebrow={<>{t('handoff.title')} <span className="font-mono" translate="no">{request.no}</span></>} heading={t(`handoff.what.${request.key}`)}
        lead={caller.team === null ? t('handoff.from', { name: caller.name }) : t('handoff.from.team', { team: caller.team, name: caller.name })} />
      <div data-screen-only className="grid gap-8">
        <div className="flex flex-wrap gap-4">
          <CallLink caller={caller} t={t} />
          {href && <a href={href} className={buttonClass('secondary')}>{t('handoff.page')}</a>}
        </div>
        {answer && (
          <Receipt view={view} answer={answer} reader={reader}>
            {canAnswer(page) ? <div className="mt-4"><Details summary={t('handoff.sent.correct')} wide><AnswerForm {...parts} /></Details></div> : <p className="mt-4 font-bold">{t('handoff.sent.shut')}</p>}
          </Receipt>
        )}
        <KeyFacts {...parts} />
        <Taking {...parts} />
        <section aria-labelledby="facts" className="grid gap-4">
          <h2 id="facts" className="text-h2">{t('handoff.facts.title')}</h2>
          {page.wantedData && <p className="max-w-text whitespace-pre-line"><b>{t('handoff.wanted')}</b>{'\n'}{page.wantedData}</p>}
          <RequestLines request={request} failed={view.recovery.failed} reader={reader} />
          {request.key === 'transfer-data' && !answer && <AnswerLines view={view} reader={reader} />}
        </section>
        {!answer && canAnswer(page) && <Answer {...parts} />}
        <ByPhone no={request.no} t={t} />
      </div>
      <div className="mt-8"><SaveForm rows={form} csvHref={csvHref} t={t} /></div>
    </LinkRun>
  )
}

/** A request that was sent back is open: the answer that was returned stands in its form, and no receipt above it. */
const answerOf = (standing: Standing): Answered | null => (standing.is === 'answered' || standing.is === 'ended' ? standing.answer : null)

const canAnswer = ({ view }: RequestPage): boolean => view.acts.some((act) => act.startsWith('answer'))

function Taking({ page: { view: { acts, recovery } }, request, reader: { t } }: Parts) {
  if (!acts.some((act) => !act.startsWith('answer'))) return null
  const other = request.acceptedBy && request.acceptedBy.name !== recovery.viewer.name ? request.acceptedBy.name : null
  return (
    <section aria-labelledby="taking">
      <h2 id="taking" className="text-h2">{t('handoff.accept.title')}</h2>
      {other !== null && <p className="mt-2 max-w-text font-bold">{t('handoff.accepted.other', { name: other })}</p>}
      <ReceiverActs />
    </section>
  )
}

function Answer(parts: Parts) {
  const { page: { standing, view }, reader: { t, format } } = parts
  return (
    <section aria-labelledby="answer" className="grid gap-4">
      <h2 id="answer" className="text-h2">{t('handoff.answer.title')}</h2>
      {standing.is === 'ended' && <p className="max-w-text font-bold">{t('handoff.answer.late', { time: format.dateTime(standing.at) })}</p>}
      <p className="max-w-text">{t('handoff.answer.as', { name: view.recovery.viewer.name })} {t('handoff.answer.once')}</p>
      <AnswerForm {...parts} />
    </section>
  )
}

function AnswerForm({ request: { key }, reader: { link } }: Parts): ReactNode {
  return (
    <FilesBeside>
      <div className="grid gap-8">
        <LinkUploads link={link} />
        {key === 'collect-data' ? <CollectAct /> : key === 'request-replacement' ? <ReportAct /> : <TransferAct />}
      </div>
    </FilesBeside>
  )
}
