/** What a request says, for both sides. Pure; for server and browser. */
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { placementText } from '@/lib/i18n/placement-text'
import type { ServerView } from '@/lib/recoveries/dto'
import type { RequestState } from '@/lib/recovery/state'
import { FileLinks, type Reader } from '../card/file-link'
import { chipWords, ServerChip } from '../server-chip'

export function RequestLines({ request, failed, reader }: { request: RequestState; failed: ServerView; reader: Reader }) {
  const { t, format } = reader
  const { details, message, status, sentBackReason } = request
  const facts: readonly Fact[] = [
    ...(status === 'sentBack' && sentBackReason ? [{ term: t('states.request.sentBack'), value: <b className="whitespace-pre-line text-tx-att">{sentBackReason}</b> }] : []),
    { term: t('run.waiting.no'), value: <b className="font-mono" translate="no">{request.no}</b> },
    { term: t('run.waiting.sent'), value: `${request.sentBy.name} ${format.dateTime(request.sentAt)}` },
    ...(request.dueAt === null ? [] : [{ term: t('run.waiting.due'), value: <b>{format.dateTime(request.dueAt)}</b> }]),
    ...(details
      ? [
          { term: t('run.request.returns'), value: <ServerChip server={failed} words={chipWords(t, 'failed')} withName /> },
          { term: t('fields.returnHandling'), value: t(`choices.returnHandling.${details.returnHandling}`) + (details.erasureCertificate ? ` ${t('choices.erasureCertificate.yes')}` : '') },
          { term: t('fields.template'), value: details.template },
          { term: t('fields.ipWish'), value: t(`choices.ipWish.${details.ipWish}`) },
          ...(details.placementWish ? [{ term: t('fields.placementWish'), value: placementText(t, details.placementWish) }] : []),
          { term: t('fields.impact'), value: details.impact },
          { term: t('fields.approvalKind'), value: [t(`choices.approvalKind.${details.approval.kind}`), details.approval.by, details.approval.number].filter(Boolean).join(' ') },
        ]
      : []),
    ...(details?.network ? [{ term: t('fields.network'), value: details.network }] : []),
    ...(details?.requester?.team || details?.requester?.phone ? [{ term: t('run.request.requester'), value: <Requester team={details.requester.team} phone={details.requester.phone} /> }] : []),
    ...(details?.files?.length ? [{ term: t('run.files.title'), value: <FileLinks files={details.files} reader={reader} /> }] : []),
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
