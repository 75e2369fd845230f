/** From a parsed form about a request to the intent that the engine decides. Pure; what was looked up elsewhere is handed in. */
import type { Replacement } from '@/lib/recovery/events'
import type { Intent } from '@/lib/recovery/intents'
import type { RequestKey, StepKey } from '@/lib/recovery/procedure'
import type { Moment, ReportFindings } from '../deps'
import { toMoment } from '../input/moment'
import type { InputOf, StepInput } from '../input/step-input'
import { toEnteredFor, type RequestActName } from './step-intents'

export type RequestActInput = Extract<StepInput, { act: RequestActName }>

export const NO_FINDINGS: ReportFindings = { reading: null, checks: [] }

const orNull = (text: string): string | null => text || null

/** The request that a hand-off step is about; step 5 sends the one that step 6 answers. */
const REQUEST_OF: Readonly<Partial<Record<StepKey, RequestKey>>> = {
  'collect-data': 'collect-data', 'request-replacement': 'request-replacement', 'clone-and-report': 'request-replacement', 'transfer-data': 'transfer-data',
}

/** Null where the step has no request at all. */
export function toRequestIntent(input: RequestActInput, moment: Moment, { reading, checks }: ReportFindings): Intent | null {
  const request = REQUEST_OF[input.step]
  if (!request) return null
  const { leg } = input
  const planned = (text: string): number | null => toMoment(text, moment.now, moment.timeZone, 'future')
  switch (input.act) {
    case 'sendRequest':
      return { type: 'send', leg, request, details: toDetails(input), message: orNull(input.message), dueAt: planned(input.dueAt) }
    case 'askTransfer':
      return { type: 'send', leg, request, details: null, message: orNull(input.message), dueAt: planned(input.dueAt) }
    case 'acceptRequest':
      return { type: 'accept', leg, request, promisedAt: planned(input.promisedAt) }
    case 'promise':
      return { type: 'promise', leg, request, promisedAt: planned(input.promisedAt), awaitingApproval: input.awaitingApproval }
    case 'beginRequest':
      return { type: 'beginRequest', leg, request }
    case 'sendBack':
    case 'recall':
      return { type: input.act, leg, request, reason: input.reason }
    case 'answerCollect': {
      const items = input.nothing ? [] : input.items.flatMap((item) => (item ? [{ ...item, note: orNull(item.note) }] : []))
      return { type: 'answerCollect', leg, items, nothingBecause: input.nothing ? orNull(input.nothingBecause) : null, enteredFor: toEnteredFor(input, moment) }
    }
    case 'answerReport':
      return { type: 'answerReport', leg, replacement: toReplacement(input, moment), checks, reading, enteredFor: toEnteredFor(input, moment) }
    case 'answerTransfer':
      return { type: 'answerTransfer', leg, where: input.where, note: orNull(input.note), enteredFor: toEnteredFor(input, moment) }
  }
}

const toDetails = (input: InputOf<'sendRequest'>) => ({
  returnHandling: input.returnHandling,
  erasureCertificate: input.erasureCertificate,
  approval: { kind: input.approvalKind, by: input.approvedBy, number: orNull(input.approvalNumber) },
  ipWish: input.ipWish,
  placementWish: orNull(input.placementWish),
  impact: input.impact,
  template: input.template,
  message: orNull(input.message),
})

function toReplacement(input: InputOf<'answerReport'>, { now, timeZone }: Moment): Replacement {
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
  }
}
