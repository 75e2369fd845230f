/**
 * A request as a form of its own, for paper and for a spreadsheet: every field with its value, in the order in which such forms are filled in. The
 * words are the reader's; a field without a value stays, so that forms of several requests lie on each other. Pure.
 */
import type { Formatter } from '@/lib/i18n/format'
import { placementText } from '@/lib/i18n/placement-text'
import type { Translate } from '@/lib/i18n/translate'
import type { ReplacementRequest } from '@/lib/recovery/events'
import type { RecoveryState, RequestState } from '@/lib/recovery/state'
import type { Unit } from '@/lib/sites/ports'
import type { Caller, FormRow } from './dto'

export type FormFacts = { readonly state: RecoveryState; readonly request: RequestState; readonly unit: Unit | null; readonly caller: Caller }
type Reader = { readonly t: Translate; readonly format: Formatter }
type Row = readonly [term: string, value: string | null | undefined]

const NOTHING = '―'
const listed = (parts: readonly (string | null | undefined)[], between = '、'): string => parts.filter(Boolean).join(between)

export function requestForm(facts: FormFacts, reader: Reader): readonly FormRow[] {
  const { details } = facts.request
  const middle = details ? replacementRows(facts, details, reader) : dataRows(facts, reader)
  return [...askedBy(facts, reader), ...middle, ...addressRows(facts, reader)].map(([term, value]) => ({ term, value: value || NOTHING }))
}

function askedBy({ request, caller }: FormFacts, { t, format }: Reader): readonly Row[] {
  return [
    [t('run.waiting.no'), request.no],
    [t('handoff.form.sentAt'), format.dateTimeZone(request.sentAt)],
    [t('handoff.form.requester'), request.sentBy.name],
    [t('handoff.form.team'), caller.team],
    [t('handoff.form.phone'), caller.phone],
  ]
}

function replacementRows({ state, request, unit }: FormFacts, details: ReplacementRequest, { t, format }: Reader): readonly Row[] {
  const { template } = state.facts
  const erasure = details.erasureCertificate ? t('choices.erasureCertificate.yes') : null
  return [
    [t('fields.approvalKind'), t(`choices.approvalKind.${details.approval.kind}`)],
    [t('fields.approvedBy'), details.approval.by],
    [t('fields.approvalNumber'), details.approval.number],
    [t('handoff.form.kind'), t('handoff.form.kind.request-replacement')],
    [t('fields.impact'), details.impact],
    ...due(request, { t, format }),
    ...place(state, unit, t),
    ...failed(state, t('handoff.form.returned'), t),
    [t('fields.returnHandling'), listed([t(`choices.returnHandling.${details.returnHandling}`), erasure])],
    [t('fields.template'), details.template],
    [t('fields.sameKind'), template && `${template.os} / ${template.hypervisorKind}`],
    [t('fields.network'), details.network],
    [t('fields.ipWish'), t(`choices.ipWish.${details.ipWish}`)],
    [t('fields.placementWish'), details.placementWish && placementText(t, details.placementWish)],
    [t('handoff.form.count'), '1'],
    [t('handoff.form.report'), listed([t('fields.identifier'), t('fields.serviceIp'), t('fields.hypervisorName'), t('fields.power'), t('fields.template'), t('fields.documents')])],
  ]
}

function dataRows({ state, request, unit }: FormFacts, { t, format }: Reader): readonly Row[] {
  const items = request.key === 'transfer-data' ? (state.collected?.items ?? []) : []
  return [
    [t('handoff.form.kind'), t(request.key === 'transfer-data' ? 'handoff.form.kind.transfer-data' : 'handoff.form.kind.collect-data')],
    ...due(request, { t, format }),
    ...place(state, unit, t),
    ...failed(state, t('handoff.form.failed'), t),
    ...(request.key === 'collect-data' ? [[t('handoff.wanted'), unit?.wantedData] as const] : []),
    ...items.map(({ what, where }, index): Row => [t('fields.items.row', { n: index + 1 }), listed([what, where], ' / ')]),
  ]
}

const due = ({ dueAt }: RequestState, { t, format }: Reader): readonly Row[] => [[t('run.waiting.due'), dueAt === null ? t('handoff.due.none') : format.dateTimeZone(dueAt)]]

const place = ({ unit: name }: RecoveryState, unit: Unit | null, t: Translate): readonly Row[] => [[t('handoff.form.system'), unit?.displayName], [t('common.unit'), name]]

const failed = ({ failed: { id, serviceIp, hypervisorName } }: RecoveryState, role: string, t: Translate): readonly Row[] => [
  [`${role} ${t('fields.hypervisorName')}`, hypervisorName],
  [`${role} ${t('fields.identifier')}`, id],
  [`${role} ${t('fields.serviceIp')}`, serviceIp],
]

function addressRows({ request: { addressed, details, message } }: FormFacts, { t }: Reader): readonly Row[] {
  return [
    [t('handoff.form.to'), addressed?.to?.name],
    [t('handoff.form.cc'), listed((addressed?.cc ?? []).map(({ name }) => name))],
    [t('handoff.form.files'), listed((details?.files ?? []).map(({ name }) => name))],
    [t('fields.message'), message ?? details?.message],
  ]
}
