/**
 * Which mails the events of one append call for, and what they say. Whoever appends stores them with the events; nothing is sent here.
 * A request without an address calls for none: it is told by telephone. Pure.
 */
import type { TimeMs } from '@/lib/std/clock'
import { everybodyAsked, receiversOf, withoutRepeats } from '@/lib/recovery/asked'
import { ANSWERING_STEP } from '@/lib/recovery/current-step'
import type { BodyOf, MailAddress, NewEvent } from '@/lib/recovery/events'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { RecoveryState, RequestState } from '@/lib/recovery/state'
import type { Unit } from '@/lib/sites/ports'
import { localeOf, teamAddress, teamAddresses } from './contacts'
import { askingFacts, commonFacts, ofRequestFacts, reportPath, stepPath, type Told } from './facts-of'
import type { MailFacts } from './facts'
import type { MailOfEvent } from './ports'

export type MailsInput = {
  /** After the events. */
  readonly after: RecoveryState
  readonly events: readonly NewEvent[]
  /** As its settings are now; null where it is gone. */
  readonly unit: Unit | null
  /** Sequence number of the last event before these. */
  readonly seqBefore: number
  readonly at: TimeMs
  /** The site's host name, for Message-IDs. */
  readonly host: string
  readonly linkAlone: boolean
  readonly newId: () => string
}

/** A mail before it has its place: to whom, about which request, saying what. */
type Call = { readonly to: MailAddress | null; readonly cc?: readonly MailAddress[]; readonly request: RequestState | null; readonly facts: MailFacts }

export function mailsOf(input: MailsInput): readonly MailOfEvent[] {
  return input.events.flatMap((event, eventIndex) => {
    const call = callOf(input, event)
    return call?.to ? [toMail(input, { ...call, to: call.to }, eventIndex)] : []
  })
}

function toMail({ after, unit, seqBefore, host, newId }: MailsInput, { to, cc = [], request, facts }: Call & { readonly to: MailAddress }, eventIndex: number): MailOfEvent {
  return {
    id: newId(),
    messageId: messageIdOf(after.id, seqBefore + eventIndex + 1, facts.kind, host),
    eventIndex,
    leg: request?.leg ?? null,
    request: request?.key ?? null,
    requestNo: request?.no ?? null,
    locale: localeOf(unit, to.mail),
    to,
    cc: withoutRepeats(cc, [to]),
    replyTo: teamAddress(unit)?.mail ?? null,
    facts,
  }
}

/** One an event and kind, so that a repeat is known as one. Lower case and plain, since mail servers on the way may compare it in either. */
const messageIdOf = (recoveryId: string, seq: number, kind: MailFacts['kind'], host: string): string =>
  `<${plain(`${recoveryId}.${seq}.${kind}`)}@${plain(host) || 'localhost'}>`
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-').replaceAll(/\.{2,}/g, '.').replaceAll(/^[.-]+|[.-]+$/g, '')

function callOf(input: MailsInput, event: NewEvent): Call | null {
  switch (event.type) {
    case 'HandoffSent':
      return aboutRequest(input, event.body, (told, request) => ({ ...toReceiver(request), facts: { ...askingFacts(told, request), kind: 'request' } }))
    case 'HandoffReminded':
      return event.body.how === 'mail' ? aboutRequest(input, event.body, (told, request) => reminder(told, request, event.body)) : null
    case 'HandoffSentBack':
      return aboutRequest(input, event.body, (told, request) => ({ ...toReceiver(request), facts: { ...askingFacts(told, request), kind: 'sentBack', reason: event.body.reason } }))
    case 'HandoffRecalled':
      return aboutRequest(input, event.body, (told, request) => ({ ...toReceiver(request), facts: { ...ofRequestFacts(told, request), kind: 'recalled', reason: event.body.reason } }))
    case 'HandoffAnswered':
    case 'HandoffCorrected':
      // Who entered an answer for the other party knows of it.
      return event.body.enteredFor === null ? aboutRequest(input, event.body, answered) : null
    case 'OutcomeUnknown':
      return unknown(input, event.body)
    case 'RecoveryCompleted':
      return ended(input, 'completed')
    case 'RecoveryStopped':
      return ended(input, 'stopped')
    default:
      return null
  }
}

/** To whoever was asked first; whoever was asked after him learns of it, too. */
function toReceiver(request: RequestState): Omit<Call, 'facts'> {
  const [to = null, ...others] = receiversOf(request)
  return { to, cc: [...others, ...(request.addressed?.cc ?? [])], request }
}

function aboutRequest(input: MailsInput, { leg, request: key }: { readonly leg: number; readonly request: RequestKey }, make: (told: Told, request: RequestState) => Call): Call | null {
  const request = input.after.legs.find(({ no }) => no === leg)?.requests.findLast((each) => each.key === key)
  return request ? make(input, request) : null
}

const present = (addresses: readonly (MailAddress | null)[]): readonly MailAddress[] => addresses.filter((address) => address !== null)

/** To whom the event asks; all others who were asked learn of it. */
function reminder(told: Told, request: RequestState, { percent, to: next }: BodyOf<'HandoffReminded'>): Call {
  const to = next ?? request.addressed?.to ?? null
  const team = percent > 0 ? teamAddress(told.unit) : null
  if (!to) return { to: team, request, facts: overdue(told, request, percent) }
  const facts: MailFacts = { ...askingFacts(told, request), kind: 'reminder', percent, sentAt: request.sentAt, promisedAt: request.promisedAt }
  return { to, cc: present([...everybodyAsked(request), team]), request, facts }
}

function overdue(told: Told, request: RequestState, percent: number): MailFacts {
  const path = stepPath(told.after, request.leg, ANSWERING_STEP[request.key])
  return { ...ofRequestFacts(told, request), kind: 'overdue', percent, promisedAt: request.promisedAt, path }
}

function answered(told: Told, request: RequestState): Call {
  const path = stepPath(told.after, request.leg, ANSWERING_STEP[request.key])
  const by = request.answeredBy?.name ?? '―'
  return { to: teamAddress(told.unit), request, facts: { ...ofRequestFacts(told, request), kind: 'answered', by, version: request.answerVersion, path } }
}

function unknown(told: Told, { leg, step, attempt }: BodyOf<'OutcomeUnknown'>): Call {
  const found = told.after.legs.find(({ no }) => no === leg)?.steps.find(({ key }) => key === step)
  const command = found?.attempts.find(({ id }) => id === attempt)?.command.name ?? step
  // It cannot wait until the first one of them is back.
  const [to = null, ...cc] = teamAddresses(told.unit)
  return { to, cc, request: null, facts: { ...commonFacts(told, null), kind: 'unknown', stepNo: found?.no ?? 0, command, path: stepPath(told.after, leg, step) } }
}

/** Everybody who was asked for something learns once that it is over, whoever else is known to the settings. */
function ended(told: Told, how: 'completed' | 'stopped'): Call {
  const { after, unit } = told
  const asked = after.legs.flatMap(({ requests }) => requests).flatMap(everybodyAsked)
  const [to = null, ...cc] = withoutRepeats(present([teamAddress(unit), ...asked]))
  const serviceRestoredAt = after.serviceRestored?.restored ? after.serviceRestored.at : null
  const by = after.ended?.by.name ?? '―'
  return { to, cc, request: null, facts: { ...commonFacts(told, null), kind: 'ended', how, by, reason: after.ended?.reason ?? null, serviceRestoredAt, path: reportPath(after) } }
}
