/**
 * What a person, or the machine reporting what it found, wants to record. `decide` answers with events or a refusal.
 * Pure types; imports lib/std and vocabularies only.
 */
import type { Roles } from '@/lib/accounts/may'
import type { TimeMs } from '@/lib/std/clock'
import type { FactChange, Reading, Said, Seen } from '@/lib/vmiunit/outcome'
import type {
  Addressed, AttemptId, BodyOf, DataItem, EnteredFor, FailedServer, FileRef, HypervisorShows, MailAddress, PersonRef, Replacement, ReplacementRequest, ReportCheck, Statement, StepRef, UnitFacts, UsableAnswer,
} from './events'
import type { ProcedureKey, RequestKey, StepKey } from './procedure'

/** Who acts. `link`: the request that his link was made for, where he has nothing but a link. */
export type Actor = { readonly id: string; readonly name: string; readonly roles: Roles; readonly link?: OwnRequest }
export type OwnRequest = { readonly recoveryId: string; readonly leg: number; readonly request: RequestKey }

/** What an act on a step was based on: the step's revision as drawn, and the reading drawn beside the button. */
export type BasedOn = { readonly stepRevision: number; readonly readingId: string | null }
/** The step on whose page the driver's act on a request was drawn, as it was then. */
export type DrawnStep = { readonly step: StepKey; readonly stepRevision: number }

/**
 * A check of a report that was made outside its recovery. Refused, it says whose address it is and which of the two was given: `field` and, where a
 * server of the settings has it, `unit`. Neither enters the history.
 */
export type FoundCheck = ReportCheck & { readonly field?: 'id' | 'serviceIp'; readonly unit?: string }

/** Acts of people on one step. Each carries what it was based on; `reading` is the one that `basedOn.readingId` names, where it is not in the history yet. */
type OnStep<T extends string, X = unknown> = { readonly type: T } & StepRef & { readonly basedOn: BasedOn; readonly reading?: Reading | null } & X

export type PersonIntent =
  | { readonly type: 'start'; /** taken from the store beforehand, e.g. R-2026-0012 */ readonly recoveryId: string; readonly procedure: ProcedureKey; readonly version: number; readonly unit: string; readonly failed: FailedServer; readonly facts: UnitFacts
      readonly answer: UsableAnswer; readonly reading: Reading | null; readonly occurredAt: TimeMs | null; readonly detectedAt: TimeMs; readonly detectedBy: string
      readonly incident: string | null; readonly drill: boolean; readonly dueAt: TimeMs | null; readonly addressed?: Addressed }
  | OnStep<'confirm', { readonly statement: Statement; readonly reading: Reading | null; readonly automatic: boolean }>
  | OnStep<'run', { readonly attempt: AttemptId; readonly typed: string | null; readonly agreedBy: string | null; /** cautions before the button that were ticked one by one (`UpdateCaution.tick`) */ readonly cautionsRead?: readonly string[]; readonly reading: Reading | null }>
  /** The command is shown to be run by a person; `reading` is the state that he pasted. */
  | OnStep<'runByHand', { readonly attempt: AttemptId; readonly typed: string | null; readonly agreedBy: string | null; readonly cautionsRead?: readonly string[]; readonly reading: Reading | null }>
  /** What it printed was pasted; `exitCode` null: nobody knows it. */
  | OnStep<'endByHand', { readonly attempt: AttemptId; readonly exitCode: number | null; readonly outputBytes: number; readonly outputSha256: string }>
  /** The state after it was pasted. */
  | OnStep<'seeByHand', { readonly attempt: AttemptId; readonly reading: Reading | null }>
  | OnStep<'notRunByHand', { readonly attempt: AttemptId }>
  | OnStep<'endWaiting', { readonly attempt: AttemptId }>
  | OnStep<'interrupt', { readonly attempt: AttemptId } & Pick<BodyOf<'CommandInterrupted'>, 'alive' | 'forced' | 'unanswered'>>
  /** The exits of *unknown*: `checked` happened / did not; *check now* is a reading that the machine reports. */
  | OnStep<'conclude', { readonly attempt: AttemptId; readonly happened: boolean; readonly note: string }>
  | OnStep<'giveSecondEvidence', { readonly hypervisorShows: HypervisorShows | null; readonly by: string; readonly at: TimeMs; readonly note: string | null; readonly vmNameSeen: string | null }>
  | OnStep<'acceptTarget', { readonly reason: string; readonly reading: Reading }>
  | OnStep<'goOnWithout', { readonly reason: string; readonly agreedBy: string }>
  | OnStep<'goOnWithoutWaiting', { readonly reason: string; readonly agreedBy: string }>
  | OnStep<'skip', { readonly reason: string }>
  | OnStep<'notNeeded', { readonly reading: Reading | null; readonly reason: string | null }>
  | OnStep<'overrule', { readonly reason: string }>
  | OnStep<'reopen', { readonly reason: string; /** of an answer that goes back by it */ readonly usualDueAt?: TimeMs | null }>
  | OnStep<'enterAfterwards', { readonly what: string; readonly doneBy: string; readonly doneAt: TimeMs }>
  | OnStep<'receiveTransfer', { readonly comparedBy: string; readonly note: string | null; /** what was computed of the items that arrived, in their order; null: not computed */ readonly hashes?: readonly (string | null)[] }>
  | { readonly type: 'send'; readonly leg: number; readonly request: RequestKey; readonly details: ReplacementRequest | null; readonly message: string | null; readonly dueAt: TimeMs | null; readonly addressed?: Addressed; readonly drawn?: DrawnStep }
  /** `percent` 100 and 150 are the machine's; 0: a person sends it again, or told it (`told`: to whom). `countsFrom`: of the time that the machine found over; `to`: whom its mail asks. */
  | { readonly type: 'remind'; readonly leg: number; readonly request: RequestKey; readonly percent: number; readonly how: 'mail' | 'told'; readonly told: string | null; readonly countsFrom?: TimeMs; readonly to?: MailAddress }
  | { readonly type: 'accept'; readonly leg: number; readonly request: RequestKey; readonly promisedAt: TimeMs | null; readonly awaitingApproval?: boolean; readonly handledBy?: string | null }
  | { readonly type: 'promise'; readonly leg: number; readonly request: RequestKey; readonly promisedAt: TimeMs | null; readonly awaitingApproval: boolean }
  | { readonly type: 'beginRequest'; readonly leg: number; readonly request: RequestKey }
  | { readonly type: 'sendBack'; readonly leg: number; readonly request: RequestKey; readonly reason: string; readonly dueAt: TimeMs | null; /** the settings': where none is named and the present one is over */ readonly usualDueAt?: TimeMs | null; readonly drawn?: DrawnStep }
  | { readonly type: 'recall'; readonly leg: number; readonly request: RequestKey; readonly reason: string; readonly drawn?: DrawnStep }
  /**
   * Answers, and corrections of them: the same intent a second time is the correction. `enteredFor`: report received by telephone or mail.
   * `handledBy`, here and where it is accepted: the name that a link's holder gives.
   */
  | { readonly type: 'answerCollect'; readonly leg: number; readonly items: readonly DataItem[]; /** blank: said that there is nothing, without why */ readonly nothingBecause: string | null; readonly enteredFor: EnteredFor | null; readonly handledBy?: string | null }
  | { readonly type: 'answerReport'; readonly leg: number; readonly replacement: Replacement; readonly checks: readonly FoundCheck[]; readonly reading: Reading | null; readonly enteredFor: EnteredFor | null; readonly handledBy?: string | null }
  | { readonly type: 'answerTransfer'; readonly leg: number; readonly where: string; readonly note: string | null; readonly files?: readonly FileRef[]; readonly enteredFor: EnteredFor | null; readonly handledBy?: string | null }
  | { readonly type: 'takeControl' }
  | { readonly type: 'giveControl'; readonly to: PersonRef }
  | ({ readonly type: 'hold' } & BodyOf<'RecoveryHeld'>)
  | { readonly type: 'resume'; readonly reading: Reading | null; readonly changes: readonly FactChange[] }
  | { readonly type: 'switch'; readonly to: ProcedureKey; readonly version: number; readonly reason: string; readonly reading: Reading | null; readonly dueAt: TimeMs | null; readonly addressed?: Addressed }
  | { readonly type: 'restoreService'; readonly restored: boolean; readonly at: TimeMs | null; readonly by: string | null; readonly reason: string | null }
  | { readonly type: 'end'; readonly openData: string | null; readonly informed: readonly string[]; readonly summary: string | null }
  | { readonly type: 'stop'; readonly reason: string }
  | { readonly type: 'note'; readonly leg: number | null; readonly step: StepKey | null; readonly text: string }

/** Reports of the executor: facts about one attempt, or a reading. They are refused only where they contradict the history. */
export type MachineIntent =
  | ({ readonly type: 'declined' } & BodyOf<'CommandDeclined'>)
  | ({ readonly type: 'launched' } & BodyOf<'CommandLaunched'>)
  | ({ readonly type: 'ended' } & StepRef & { readonly attempt: AttemptId; readonly said: Said; readonly outputBytes: number; readonly outputSha256: string })
  | ({ readonly type: 'seen' } & StepRef & { readonly attempt: AttemptId | null; readonly reading: Reading; readonly seen: Seen; readonly changes: readonly FactChange[]; readonly otherChanges: readonly FactChange[]; readonly last: boolean })
  | ({ readonly type: 'lost' } & BodyOf<'OutcomeUnknown'>)

export type Intent = PersonIntent | MachineIntent
