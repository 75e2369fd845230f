/**
 * What a recovery is, as derived from its history by `evolve`. Plain JSON: it survives a round trip through text unchanged.
 * Pure types; safe in the browser.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { ChangeCommand, UnitName } from '@/lib/vmiunit/commands'
import type { Conclusion, FactChange, Reading, Said, Seen } from '@/lib/vmiunit/outcome'
import type { Addressed, AttemptId, BodyOf, DataItem, EnteredFor, FailedServer, FileRef, MailAddress, PersonRef, Replacement, ReplacementRequest, ReportCheck, Statement, UnitFacts, UsableAnswer } from './events'
import type { ProcedureKey, RequestKey, StepKey } from './procedure'

/** The states of a step, by key; words and shapes are in lib/i18n and components/ui. */
export type StepStatus =
  | 'idle' | 'ready' | 'running' | 'verifying' | 'waiting' | 'done' | 'doneWarn' | 'doneLater' | 'notNeeded' | 'skipped' | 'wentOnWithout'
  | 'attention' | 'failed' | 'unknown'

/** Statuses that let the next step begin. */
export const FINISHED: readonly StepStatus[] = ['done', 'doneWarn', 'doneLater', 'notNeeded', 'skipped', 'wentOnWithout']

export type AttemptStatus =
  /** requested, comparison reading not yet judged */ | 'requested'
  | 'launched' | 'ended' /** process ended, `status` is being read */
  | 'declined' | 'settled' | 'unknown'

export type AttemptState = {
  readonly id: AttemptId
  readonly no: number
  readonly status: AttemptStatus
  readonly command: ChangeCommand
  readonly argv: readonly string[]
  /** A person runs it, and pastes what was printed: `before`, output and `after` are what he copied. */
  readonly byHand: boolean
  /** What the step was before the press: it is that again where the command was not run. */
  readonly statusBefore: StepStatus
  readonly requestedAt: TimeMs
  readonly requestedBy: PersonRef
  readonly agreedBy: string | null
  readonly declined: { readonly why: BodyOf<'CommandDeclined'>['why']; readonly changes: readonly FactChange[]; readonly reading: Reading | null; readonly detail: string | null; readonly at: TimeMs } | null
  readonly before: Reading | null
  readonly launchedAt: TimeMs | null
  readonly said: Said | null
  readonly endedAt: TimeMs | null
  /** Who pasted what the command printed, and told its exit code. */
  readonly pastedBy: PersonRef | null
  readonly outputBytes: number
  readonly outputSha256: string | null
  /** The latest reading after the command, and what it showed. */
  readonly after: Reading | null
  readonly seen: Seen | null
  readonly seenAt: TimeMs | null
  readonly changes: readonly FactChange[]
  readonly otherChanges: readonly FactChange[]
  readonly conclusion: Conclusion | null
  readonly settledBy: 'machine' | 'person' | null
  readonly settledNote: string | null
  readonly unknownWhy: BodyOf<'OutcomeUnknown'>['why'] | null
  readonly interrupted: { readonly alive: readonly string[]; readonly forced: boolean; readonly unanswered: boolean; readonly at: TimeMs; readonly by: PersonRef } | null
}

export type StepState = {
  readonly no: number
  readonly key: StepKey
  readonly status: StepStatus
  /** Rises only by events of this step; an act says which one it was based on. */
  readonly revision: number
  /** What a person still owes before the step is done; the status is then `attention`. */
  readonly awaits: 'secondEvidence' | 'loadBalancer' | null
  /** What the step becomes once nothing is awaited any more. */
  readonly outcome: 'done' | 'doneWarn' | null
  readonly finishedAt: TimeMs | null
  readonly finishedBy: PersonRef | null
  readonly statement: Statement | null
  /** The reading that belongs to the record: automatic confirmation, not needed, target accepted. */
  readonly evidence: Reading | null
  readonly reason: string | null
  readonly agreedBy: string | null
  readonly notNeededBecause: BodyOf<'StepNotNeeded'>['because'] | null
  readonly overruled: boolean
  readonly secondEvidence: (Omit<BodyOf<'SecondEvidenceGiven'>, 'leg' | 'step'> & { readonly recordedAt: TimeMs }) | null
  readonly enteredAfterwards: { readonly what: string; readonly doneBy: string; readonly doneAt: TimeMs; readonly enteredAt: TimeMs } | null
  readonly automatic: boolean
  readonly attempts: readonly AttemptState[]
  /** How often it was reopened, with reasons. */
  readonly reopened: readonly { readonly at: TimeMs; readonly by: PersonRef; readonly reason: string }[]
  /** Step 1 gone on from without waiting: still open for the resource manager. */
  readonly openForAnswer: boolean
}

export type RequestStatus = 'unread' | 'accepted' | 'awaitingApproval' | 'inProgress' | 'answered' | 'sentBack' | 'recalled'

export type RequestState = {
  readonly key: RequestKey
  readonly leg: number
  /** The number to tell by telephone, e.g. R-2026-0012-5. */
  readonly no: string
  readonly status: RequestStatus
  readonly sentAt: TimeMs
  readonly sentBy: PersonRef
  /** Since when the present answer is waited for: sent, or sent back. */
  readonly askedAt: TimeMs
  readonly dueAt: TimeMs | null
  readonly promisedAt: TimeMs | null
  /** When the time that counts was set: with the last sending back or promise of a time, else with the sending. */
  readonly countsFrom: TimeMs
  /** The highest percentage of the time that counts at which the machine reminded of it. */
  readonly reminded: number
  readonly acceptedBy: PersonRef | null
  readonly acceptedAt: TimeMs | null
  readonly answeredAt: TimeMs | null
  readonly answeredBy: PersonRef | null
  readonly enteredFor: EnteredFor | null
  readonly sentBackReason: string | null
  readonly recalledReason: string | null
  /** 1 with the first answer; each correction raises it. */
  readonly answerVersion: number
  readonly message: string | null
  readonly details: ReplacementRequest | null
  /** Null: sent by a release that had no mail. */
  readonly addressed: Addressed | null
  /** Reminders and repeats, by the machine and by people, and what was told by telephone. */
  readonly reminders: readonly { readonly percent: number; readonly how: 'mail' | 'told'; readonly told: string | null; /** whom a mail of the machine asks */ readonly to: MailAddress | null; readonly at: TimeMs; readonly by: PersonRef }[]
}

export type LegState = {
  readonly no: number
  readonly procedure: ProcedureKey
  readonly version: number
  readonly startedAt: TimeMs
  readonly steps: readonly StepState[]
  readonly requests: readonly RequestState[]
  readonly replacement: Replacement | null
  readonly replacementChecks: readonly ReportCheck[]
  readonly switchedBecause: string | null
}

export type RecoveryStatus = 'open' | 'held' | 'completed' | 'stopped'

export type RecoveryState = {
  readonly id: string
  /** Sequence number of the last event seen. */
  readonly seq: number
  /** The history holds an event that this release does not know, or that was damaged: shown as far as it was understood, no act is taken. */
  readonly readOnly: 'newerVersion' | 'damaged' | null
  readonly status: RecoveryStatus
  readonly unit: UnitName
  readonly failed: FailedServer
  readonly facts: UnitFacts
  readonly answer: UsableAnswer
  readonly startReading: Reading | null
  readonly occurredAt: TimeMs | null
  readonly detectedAt: TimeMs
  readonly detectedBy: string
  readonly incident: string | null
  readonly drill: boolean
  readonly startedAt: TimeMs
  readonly startedBy: PersonRef
  readonly driver: PersonRef
  readonly legs: readonly LegState[]
  /** Data of step 1: carried over by a change of course. */
  readonly collected: { readonly items: readonly DataItem[]; readonly nothingBecause: string | null; readonly at: TimeMs; readonly by: PersonRef } | null
  readonly transferred: { readonly where: string; readonly note: string | null; readonly files: readonly FileRef[]; readonly at: TimeMs; readonly by: PersonRef } | null
  readonly held: (BodyOf<'RecoveryHeld'> & { readonly at: TimeMs; readonly by: PersonRef }) | null
  /** Ended pauses, for the clock. */
  readonly pauses: readonly { readonly from: TimeMs; readonly to: TimeMs }[]
  readonly resumed: { readonly reading: Reading | null; readonly changes: readonly FactChange[]; readonly at: TimeMs } | null
  readonly serviceRestored: (BodyOf<'ServiceRestored'> & { readonly recordedAt: TimeMs; readonly recordedBy: PersonRef }) | null
  readonly ended: { readonly at: TimeMs; readonly by: PersonRef; readonly reason: string | null; readonly openData: string | null; readonly informed: readonly string[]; readonly summary: string | null } | null
  /** A reading after a detach showed the failed server provably absent (bars replace → reuse). */
  readonly failedServerGone: boolean
  readonly notes: readonly { readonly seq: number; readonly leg: number | null; readonly step: StepKey | null; readonly text: string; readonly at: TimeMs; readonly by: PersonRef }[]
  /** The latest reading recorded in the history. */
  readonly lastReading: Reading | null
}

/** What is to happen after the events are stored. Plain data; the executor and the notifier act on them. */
export type RecoveryEffect =
  | { readonly type: 'execute'; readonly attempt: AttemptId; readonly leg: number; readonly step: StepKey; readonly command: ChangeCommand; readonly argv: readonly string[] }
  /** A person runs it: the attempt holds its unit, and no executor touches it. */
  | { readonly type: 'leaveToPerson'; readonly attempt: AttemptId; readonly leg: number; readonly step: StepKey; readonly command: ChangeCommand; readonly argv: readonly string[] }
  | { readonly type: 'readAgain'; readonly attempt: AttemptId | null; readonly leg: number; readonly step: StepKey }
