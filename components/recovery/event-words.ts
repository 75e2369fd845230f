/** One sentence for every event of a history, and what belongs to it: reason, who agreed, command. Pure; total over the closed set. */
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { BodyOf, EventType, NewEvent } from '@/lib/recovery/events'
import { isHolder } from '@/lib/recovery/link-holder'
import type { TimelineEntry } from '@/lib/recoveries/dto'
import type { Reading } from '@/lib/vmiunit/outcome'

export type EventKind = 'command' | 'person' | 'request' | 'course'
export const EVENT_KINDS: readonly EventKind[] = ['command', 'person', 'request', 'course']

const KIND: Readonly<Record<EventType, EventKind>> = {
  RecoveryStarted: 'course', StepConfirmed: 'person', StepSkipped: 'person', StepNotNeeded: 'person', StepOverruled: 'person', StepEnteredAfterwards: 'person', StepReopened: 'person',
  SecondEvidenceGiven: 'person', TargetAccepted: 'person', WentOnWithout: 'person', CommandRequested: 'command', CommandDeclined: 'command', CommandLaunched: 'command',
  CommandInterrupted: 'command', CommandEnded: 'command', WaitingEnded: 'command', StateSeen: 'command', OutcomeSettled: 'command', OutcomeUnknown: 'command',
  HandoffSent: 'request', HandoffAccepted: 'request', HandoffPromised: 'request', HandoffStarted: 'request', HandoffAnswered: 'request', HandoffSentBack: 'request',
  HandoffCorrected: 'request', HandoffReminded: 'request', HandoffRecalled: 'request', DataCollected: 'request', ReplacementReported: 'request', DataTransferred: 'request',
  ReportReceived: 'request', NoteAdded: 'person', FileAttached: 'person', DriverChanged: 'course', ProcedureSwitched: 'course', RecoveryHeld: 'course', RecoveryResumed: 'course',
  ServiceRestored: 'course', ApprovalAsked: 'person', ApprovalGiven: 'person', RecoveryCompleted: 'course', RecoveryStopped: 'course',
}

export const kindOf = (type: EventType): EventKind => KIND[type]

type Values = Readonly<Record<string, string | number>>
/** The variant of a type's sentence (the key after its name) and the values that the sentence asks for. */
type Told = { readonly variant?: string; readonly values?: Values }

/** The sentence of an entry, in the reader's language. A variant without words of its own is told by its type's sentence. */
export function eventSentence(t: Translate, format: Formatter, { type, body }: Pick<TimelineEntry, 'type' | 'body'>): string {
  const { variant, values } = told({ type, v: 1, body } as NewEvent, t, format)
  return (variant && t.lookUp(`timeline.${type}.${variant}`, values)) || (t.lookUp(`timeline.${type}`, values) ?? type)
}

function told(event: NewEvent, t: Translate, format: Formatter): Told {
  const time = (at: number | null): string => (at === null ? t('common.none') : format.dateTime(at))
  switch (event.type) {
    case 'RecoveryStarted':
      return { values: { procedure: t(`common.procedure.${event.body.procedure}`), by: event.body.detectedBy } }
    case 'StepConfirmed':
      return { variant: event.body.automatic ? 'automatic' : undefined }
    case 'StepNotNeeded':
      return { variant: event.body.because }
    case 'StepEnteredAfterwards':
      return { values: { by: event.body.doneBy, time: time(event.body.doneAt), what: event.body.what } }
    case 'SecondEvidenceGiven':
      return { variant: event.body.kind, values: { by: event.body.by, time: time(event.body.at), shows: shownBy(t, event.body.hypervisorShows), name: event.body.vmNameSeen ?? t('common.none') } }
    case 'WentOnWithout':
      return { variant: event.body.what }
    case 'CommandRequested':
      return { variant: event.body.byHand && 'byHand', values: { n: event.body.no } }
    case 'CommandLaunched':
      return { variant: isPasted(event.body.before) ? 'byHand' : undefined }
    case 'CommandDeclined':
      return { variant: event.body.why }
    case 'CommandInterrupted':
      return interrupted(event.body)
    case 'CommandEnded':
      return event.body.pasted ? commandPasted(event.body.said.exitCode) : commandEnded(event.body.said)
    case 'WaitingEnded':
      return { variant: event.body.what }
    case 'StateSeen':
      return { variant: event.body.seen }
    case 'OutcomeSettled':
      return { variant: event.body.conclusion }
    default:
      return toldOfOthers(event, t, format)
  }
}

function toldOfOthers(event: NewEvent, t: Translate, format: Formatter): Told {
  switch (event.type) {
    case 'HandoffSent':
      return { values: { no: event.body.no } }
    case 'HandoffPromised':
      return { variant: event.body.awaitingApproval ? 'awaitingApproval' : undefined }
    case 'HandoffAccepted':
      return isHolder(event.body.by) ? handled({ handledBy: event.body.by.name }) : {}
    case 'HandoffAnswered':
      return event.body.enteredFor ? { variant: 'enteredFor', values: { who: event.body.enteredFor.who } } : handled(event.body)
    case 'HandoffCorrected':
      return { ...handled(event.body), values: { n: event.body.version, name: event.body.handledBy ?? '' } }
    case 'HandoffReminded':
      return event.body.how === 'told' ? { variant: 'told', values: { who: event.body.told ?? t('common.none') } } : event.body.percent === 0 ? { variant: 'again' } : { values: { n: event.body.percent } }
    case 'DataCollected':
      return event.body.nothingBecause === null ? { values: { n: event.body.items.length } } : { variant: 'nothing' }
    case 'DataTransferred':
      return event.body.where ? { values: { where: event.body.where } } : { variant: 'files', values: { n: event.body.files?.length ?? 0 } }
    case 'ReportReceived':
      return { values: { by: event.body.comparedBy } }
    case 'NoteAdded':
      return { values: { text: event.body.text } }
    case 'FileAttached':
      return { values: { name: event.body.name, size: format.bytes(event.body.sizeBytes) } }
    case 'DriverChanged':
      return { values: { from: event.body.from.name, to: event.body.to.name } }
    case 'ProcedureSwitched':
      return { values: { procedure: t(`common.procedure.${event.body.to}`) } }
    case 'ServiceRestored':
      return event.body.restored ? { values: { time: event.body.at === null ? t('common.none') : format.dateTime(event.body.at), by: event.body.by ?? t('common.none') } } : { variant: 'no' }
    case 'ApprovalAsked':
      return { values: { name: event.body.approver } }
    case 'ApprovalGiven':
      return { values: { name: event.body.by.name } }
    default:
      return {}
  }
}

const handled = ({ handledBy }: { readonly handledBy?: string }): Told => (handledBy === undefined ? {} : { variant: 'handledBy', values: { name: handledBy } })

const shownBy = (t: Translate, shows: string | null | undefined): string => (shows && t.lookUp(`choices.hypervisorShows.${shows}`)) || t('common.none')

const isPasted = (reading: Reading | undefined): boolean => reading?.pasted !== undefined

const commandPasted = (exitCode: number | null): Told => (exitCode === null ? { variant: 'pastedUnknown' } : { variant: 'pasted', values: { code: exitCode } })

const commandEnded = ({ exitCode, signal }: { readonly exitCode: number | null; readonly signal: string | null }): Told => {
  if (exitCode !== null) return { variant: 'exit', values: { code: exitCode } }
  return signal === null ? {} : { variant: 'signal', values: { signal } }
}

const interrupted = ({ alive, forced, unanswered }: BodyOf<'CommandInterrupted'>): Told => {
  if (unanswered) return { variant: 'unanswered' }
  if (alive.length > 0) return { variant: 'alive', values: { list: alive.join(' / ') } }
  return { variant: forced ? 'forced' : 'none' }
}

type Loose = { readonly reason?: string | null; readonly nothingBecause?: string | null; readonly agreedBy?: string | null; readonly note?: string | null; readonly argv?: readonly string[]; readonly changes?: readonly unknown[]; readonly outputSha256?: string; readonly outputBytes?: number; readonly reading?: Reading | null }

/** Lines under the sentence: why, who agreed, what changed, which output. Only what the event holds. */
export function eventLines(t: Translate, format: Formatter, { body }: Pick<TimelineEntry, 'body'>): readonly string[] {
  const { reason, nothingBecause, agreedBy, note, changes, outputSha256, outputBytes = 0, reading } = body as Loose
  const why = reason ?? nothingBecause ?? note
  return [
    why ? t('timeline.reason', { text: why }) : null,
    agreedBy ? t('timeline.agreedBy', { name: agreedBy }) : null,
    changes && changes.length > 0 ? t('timeline.changes', { n: changes.length }) : null,
    reading?.pasted ? t('timeline.pasted', { name: reading.pasted.by, time: format.timeWithSeconds(reading.pasted.at), at: format.timeWithSeconds(reading.readAt) }) : null,
    outputSha256 ? t('timeline.output', { size: format.bytes(outputBytes), hash: outputSha256 }) : null,
  ].filter((line) => line !== null)
}

/** The exact arguments of a command that was asked for, as one line. */
export const eventCommand = ({ body }: Pick<TimelineEntry, 'body'>): string | null => {
  const { argv } = body as Loose
  return argv ? ['vmiunit', ...argv].join(' ') : null
}
