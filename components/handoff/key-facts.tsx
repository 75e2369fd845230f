/** Who asks for what, why, by when, whom, and who has taken it on: above the fold of a telephone. */
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { chipWords, ServerChip } from '@/components/recovery/server-chip'
import { listSeparator } from '@/lib/i18n/locale'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { RequestPage, Standing } from '@/lib/handoff/dto'
import { isOpenRequest } from '@/lib/recovery/current-step'
import { expectedAt } from '@/lib/recovery/expected'
import type { RequestState } from '@/lib/recovery/state'
import type { TimeMs } from '@/lib/std/clock'

type Reader = { readonly t: Translate; readonly format: Formatter }

export function KeyFacts({ page: { view, asked, standing }, request, reader }: { page: RequestPage; request: RequestState; reader: Reader }) {
  const { t, format } = reader
  const { recovery, context: { template } } = view
  const end = endOf(standing)
  // What is answered or taken back is neither early nor late.
  const counted = isOpenRequest(request) ? { to: expectedAt(request), now: recovery.serverNow } : null
  const facts: readonly Fact[] = [
    { term: t('handoff.why'), value: t.rich('handoff.why.failed', { unit: recovery.unit, F: () => <ServerChip server={recovery.failed} words={chipWords(t, 'failed')} withName /> }) },
    { term: t('run.waiting.due'), value: <b>{request.dueAt === null ? t('handoff.due.none') : timeWords(request.dueAt, counted, reader)}</b> },
    ...(request.acceptedBy === null && standing.is !== 'open' ? [] : [{ term: t('handoff.accepted'), value: takenWords(request, reader) }]),
    ...(request.promisedAt === null ? [] : [{ term: t('run.waiting.promised'), value: <b>{timeWords(request.promisedAt, counted, reader)}</b> }]),
    ...(asked.length > 1 ? [{ term: t('handoff.asked'), value: asked.join(listSeparator(t.locale)) }] : []),
    ...(template === null ? [] : [{ term: t('fields.sameKind'), value: `${template.os} / ${template.hypervisorKind}` }]),
    ...(end === null ? [] : [{ term: t('handoff.goodUntil'), value: end.isHeld ? `${format.dateTime(end.goodUntil)} ${t('handoff.goodUntil.held')}` : format.dateTime(end.goodUntil) }]),
  ]
  return <DescriptionList short facts={facts} />
}

const endOf = (standing: Standing) => (standing.is === 'open' || standing.is === 'answered' ? standing : null)

type Counted = { readonly to: TimeMs | null; readonly now: TimeMs } | null

/** The time that counts, with what is left of it. The page is drawn once: it says as of when. */
function timeWords(at: TimeMs, counted: Counted, { t, format }: Reader): string {
  const time = format.dateTime(at)
  if (counted?.to !== at) return time
  const { now } = counted
  return t(at > now ? 'handoff.due.left' : 'handoff.due.over', { time, d: format.duration(Math.abs(at - now)), now: format.timeNear(now, at) })
}

const takenWords = ({ acceptedBy, acceptedAt, status }: RequestState, { t, format }: Reader): string =>
  acceptedBy && acceptedAt !== null ? `${t('handoff.accepted.by', { name: acceptedBy.name, time: format.dateTime(acceptedAt) })} ${t(`states.request.${status}`)}` : t('handoff.accepted.none')
