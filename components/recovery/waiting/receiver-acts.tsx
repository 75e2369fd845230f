'use client'
/** The resource manager's side of a step: what is asked, taking it on, the answer. */
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { Details } from '@/components/ui/details'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { RequestState } from '@/lib/recovery/state'
import { SimpleAct } from '../acts/simple-act'
import { FileLinks } from '../card/file-link'
import { useRun } from '../run-context'
import { chipWords, ServerChip } from '../server-chip'

/** What the request says, for both sides. */
export function RequestFacts({ request }: { request: RequestState }) {
  const t = useT()
  const format = useFormatter()
  const { view: { recovery } } = useRun()
  const { details, message, status, sentBackReason } = request
  const facts: readonly Fact[] = [
    ...(status === 'sentBack' && sentBackReason ? [{ term: t('states.request.sentBack'), value: <b className="whitespace-pre-line text-tx-att">{sentBackReason}</b> }] : []),
    { term: t('run.waiting.no'), value: <b className="font-mono" translate="no">{request.no}</b> },
    { term: t('run.waiting.sent'), value: `${request.sentBy.name} ${format.dateTime(request.sentAt)}` },
    ...(request.dueAt === null ? [] : [{ term: t('run.waiting.due'), value: <b>{format.dateTime(request.dueAt)}</b> }]),
    ...(details
      ? [
          { term: t('run.request.returns'), value: <ServerChip server={recovery.failed} words={chipWords(t, 'failed')} withName /> },
          { term: t('fields.returnHandling'), value: t(`choices.returnHandling.${details.returnHandling}`) + (details.erasureCertificate ? ` ${t('choices.erasureCertificate.yes')}` : '') },
          { term: t('fields.template'), value: details.template },
          { term: t('fields.ipWish'), value: t(`choices.ipWish.${details.ipWish}`) },
          ...(details.placementWish ? [{ term: t('fields.placementWish'), value: details.placementWish }] : []),
          { term: t('fields.impact'), value: details.impact },
          { term: t('fields.approvalKind'), value: [t(`choices.approvalKind.${details.approval.kind}`), details.approval.by, details.approval.number].filter(Boolean).join(' ') },
        ]
      : []),
    ...(details?.network ? [{ term: t('fields.network'), value: details.network }] : []),
    ...(details?.requester?.team || details?.requester?.phone ? [{ term: t('run.request.requester'), value: <Requester team={details.requester.team} phone={details.requester.phone} /> }] : []),
    ...(details?.files?.length ? [{ term: t('run.files.title'), value: <FileLinks files={details.files} /> }] : []),
    ...((message ?? details?.message) ? [{ term: t('fields.message'), value: message ?? details?.message }] : []),
  ]
  return <DescriptionList short facts={facts} />
}

const Requester = ({ team, phone }: { team: string; phone: string }) => (
  <>
    {team}{' '}
    {phone && <a href={`tel:${phone.replaceAll(/[^0-9+]/g, '')}`} className="inline-flex min-h-11 items-center tabular-nums">{phone}</a>}
  </>
)

/** Taking a request on, with the time when the answer is expected. The answer itself is the step's main act. */
export function ReceiverActs() {
  const t = useT()
  const { view: { acts } } = useRun()
  // Taking it on tells when the answer is expected, so nothing is asked twice.
  const isTaken = !acts.includes('acceptRequest')
  return (
    <div className="mt-4 grid gap-4">
      {acts.includes('acceptRequest') && <SimpleAct act="acceptRequest" look="secondary" />}
      {isTaken && acts.includes('beginRequest') && <SimpleAct act="beginRequest" look="secondary" />}
      <div>
        {isTaken && acts.includes('promise') && <Details summary={t('run.act.promise')}><SimpleAct act="promise" look="secondary" /></Details>}
      </div>
    </div>
  )
}
