/** From a parsed form about a request to the intent that the engine decides. Pure; what was looked up elsewhere is handed in. */
import type { FileRef, Replacement } from '@/lib/recovery/events'
import type { Intent } from '@/lib/recovery/intents'
import { OTHER_HOST } from '@/lib/recovery/placement'
import type { RequestKey, StepKey } from '@/lib/recovery/procedure'
import type { Unit } from '@/lib/sites/ports'
import { receivers, usualAddressees, usualDueAt } from '../addressees'
import type { Moment, ReportFindings } from '../deps'
import { toMoment } from '../input/moment'
import type { InputOf, StepInput } from '../input/step-input'
import { toEnteredFor, type RequestActName } from './step-intents'

export type RequestActInput = Extract<StepInput, { act: RequestActName }>

export const NO_FINDINGS: ReportFindings = { reading: null, checks: [] }

const orNull = (text: string): string | null => text || null

/** The request that a hand-off step is about; step 5 sends the one that step 6 answers. */
export const REQUEST_OF: Readonly<Partial<Record<StepKey, RequestKey>>> = {
  'collect-data': 'collect-data', 'request-replacement': 'request-replacement', 'clone-and-report': 'request-replacement', 'transfer-data': 'transfer-data',
}

export type LookedUp = { readonly findings: ReportFindings; readonly files: readonly FileRef[]; /** where something is sent */ readonly unit: Unit | null }

/** Null where the step has no request at all. */
export function toRequestIntent(input: RequestActInput, moment: Moment, { findings: { reading, checks }, files, unit }: LookedUp): Intent | null {
  const request = REQUEST_OF[input.step]
  if (!request) return null
  const { leg, step, stepRevision } = input
  const drawn = { step, stepRevision }
  const planned = (text: string): number | null => toMoment(text, moment.now, moment.timeZone, 'future')
  const due = (text: string): number | null => planned(text) ?? usualDueAt(unit, moment.now)
  switch (input.act) {
    case 'sendRequest':
      return { type: 'send', leg, request, details: toDetails(input, files), message: orNull(input.message), dueAt: due(input.dueAt), addressed: addressedBy(input, unit), drawn }
    case 'askTransfer':
      return { type: 'send', leg, request, details: null, message: orNull(input.message), dueAt: due(input.dueAt), addressed: usualAddressees(unit), drawn }
    case 'sendAgain':
      return { type: 'remind', leg, request, percent: 0, how: 'mail', told: null }
    case 'toldIt':
      return { type: 'remind', leg, request, percent: 0, how: 'told', told: input.told }
    case 'acceptRequest':
      return { type: 'accept', leg, request, promisedAt: planned(input.promisedAt), awaitingApproval: input.awaitingApproval, handledBy: orNull(input.handledBy) }
    case 'promise':
      return { type: 'promise', leg, request, promisedAt: planned(input.promisedAt), awaitingApproval: input.awaitingApproval }
    case 'beginRequest':
      return { type: 'beginRequest', leg, request }
    case 'sendBack':
      return { type: 'sendBack', leg, request, reason: input.reason, dueAt: planned(input.dueAt), usualDueAt: usualDueAt(unit, moment.now), drawn }
    case 'recall':
      return { type: 'recall', leg, request, reason: input.reason, drawn }
    case 'answerCollect': {
      const items = input.items.flatMap((item) => (item ? [{ ...item, note: orNull(item.note) }] : []))
      return { type: 'answerCollect', leg, items: [...items, ...files.map(toItem)], nothingBecause: input.nothing ? input.nothingBecause : orNull(input.nothingBecause), enteredFor: toEnteredFor(input, moment), handledBy: orNull(input.handledBy) }
    }
    case 'answerReport':
      return { type: 'answerReport', leg, replacement: toReplacement(input, moment, files), checks, reading, enteredFor: toEnteredFor(input, moment), handledBy: orNull(input.handledBy) }
    case 'answerTransfer':
      return { type: 'answerTransfer', leg, where: input.where, note: orNull(input.note), files, enteredFor: toEnteredFor(input, moment), handledBy: orNull(input.handledBy) }
  }
}

/** The file itself says what it is and where it lies. */
const toItem = (file: FileRef) => ({ what: file.name, where: '', sizeBytes: file.sizeBytes, sha256: file.sha256, note: null, file })

/** One of the unit's own receivers: nobody else is written to by a changed form. Copies go where the form says. */
function addressedBy({ mailTo, mailCc }: InputOf<'sendRequest'>, unit: Unit | null) {
  const usual = usualAddressees(unit)
  const names = new Map(usual.cc.map(({ name, mail }) => [mail, name]))
  return { to: receivers(unit).find(({ mail }) => mail === mailTo) ?? usual.to, cc: mailCc.map((mail) => ({ name: names.get(mail) ?? mail, mail })) }
}

const toDetails = (input: InputOf<'sendRequest'>, files: readonly FileRef[]) => ({
  returnHandling: input.returnHandling,
  erasureCertificate: input.erasureCertificate,
  approval: { kind: input.approvalKind, by: input.approvedBy, number: orNull(input.approvalNumber) },
  ipWish: input.ipWish,
  // The form says what its first value was in its reader's words.
  placementWish: input.placementWish !== '' && input.placementWish === input.placementUsual ? OTHER_HOST : orNull(input.placementWish),
  impact: input.impact,
  template: input.template,
  message: orNull(input.message),
  network: orNull(input.network),
  requester: { team: input.requesterTeam, phone: input.requesterPhone },
  ...(files.length > 0 && { files }),
})

function toReplacement(input: InputOf<'answerReport'>, { now, timeZone }: Moment, files: readonly FileRef[]): Replacement {
  const offSeenAt = toMoment(input.offSeenAt, now, timeZone, 'past')
  return {
    id: input.identifier,
    serviceIp: input.serviceIp,
    hypervisorName: orNull(input.hypervisorName),
    power: input.power,
    template: input.template,
    documents: orNull(input.documents),
    clonedFromTemplate: input.clonedFromTemplate,
    sameKind: input.sameKind,
    keptAddress: offSeenAt === null ? null : { offSeenAt: new Date(offSeenAt).toISOString(), origin: input.origin ?? 'newClone' },
    oneNetwork: input.oneNetwork,
    ...(files.length > 0 && { files }),
  }
}
