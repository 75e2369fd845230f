/**
 * The history's closed set of events: the only truth of a recovery. Every screen and report is derived from it.
 * A new type comes with a release; events are never migrated (see upcast.ts). Pure types; imports lib/std and vocabularies only.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { ChangeCommand, Ipv4, ServerId, UnitName } from '@/lib/vmiunit/commands'
import type { FactChange, Reading, Said, Seen } from '@/lib/vmiunit/outcome'
import type { FieldName, ProcedureKey, RequestKey, StepKey } from './procedure'

/** A step is known by recovery + leg + key. Legs count from 1; each change of course begins a new one. */
export type StepRef = { readonly leg: number; readonly step: StepKey }
export type AttemptId = string
export type PersonRef = { readonly id: string; readonly name: string }

export type UsableAnswer = { readonly usable: boolean; readonly reason: string }

/** What the recovery is about, as stated at the start. */
export type FailedServer = {
  readonly id: ServerId
  readonly serviceIp: Ipv4 | null
  readonly hypervisorName: string | null
  /** Named by hand because the manager was silent; compared as soon as it can be read. */
  readonly namedByHand: boolean
}

/** Load balancer of the unit: linked to the manager, done by people, or none. */
export type LoadBalancer = 'linked' | 'people' | 'none'

/** What a unit's settings said when the recovery began (or the course changed): pinned, so that the record explains itself. */
export type UnitFacts = {
  readonly connectionId: string
  readonly connectionName: string
  readonly transport: 'local' | 'ssh' | 'manual'
  readonly loadBalancer: LoadBalancer
  readonly separateNetworks: boolean
  readonly template: { readonly name: string; readonly version: string; readonly os: string; readonly hypervisorKind: string } | null
  readonly businessCheck: string | null
  readonly targetMinutes: number | null
}

export type HypervisorShows = 'alreadyOff' | 'switchedOff' | 'cannotSwitchOffDisconnected'
export type Power = 'on' | 'off'

/** Values stated by a person, by field. Times are ISO 8601 with zone or plain text as the field says. */
export type Statement = { readonly [F in FieldName]?: string }

/** A file that was handed over whole: kept under its hash, served by its id. */
export type FileRef = { readonly id: string; readonly name: string; readonly sizeBytes: number; readonly sha256: string }

export type DataItem = {
  readonly what: string
  /** Empty where `file` says that it lies with us. */
  readonly where: string
  readonly sizeBytes: number | null
  readonly sha256: string | null
  readonly note: string | null
  /** Since version 2. */
  readonly file?: FileRef
}
/** Who told, how and when, if the answer came by telephone or mail and the other side entered it. */
export type EnteredFor = { readonly who: string; readonly how: 'phone' | 'mail' | 'other'; readonly at: TimeMs; /** the values were said back; asked for where a report came by telephone */ readonly readBack?: boolean }

export type ReplacementRequest = {
  readonly returnHandling: 'keepUntilWeSay' | 'mayBeDeleted'
  readonly erasureCertificate: boolean
  readonly approval: { readonly kind: 'approved' | 'afterwards'; readonly by: string; readonly number: string | null }
  readonly ipWish: 'keepServiceIp' | 'newIp' | 'keepBoth'
  /** in the asker's words, or `OTHER_HOST` */
  readonly placementWish: string | null
  readonly impact: string
  readonly template: string
  readonly message: string | null
  /** Since version 2: who asks, for the other party to reach; the network wanted; files that go with the request. */
  readonly requester?: { readonly team: string; readonly phone: string }
  readonly network?: string | null
  readonly files?: readonly FileRef[]
}

/** Who a request was addressed to when it was sent. Nobody (`to` null): no contact with an address is known. */
export type Addressed = { readonly to: MailAddress | null; readonly cc: readonly MailAddress[] }
export type MailAddress = { readonly name: string; readonly mail: string }

export type Replacement = {
  readonly id: ServerId
  readonly serviceIp: Ipv4
  readonly hypervisorName: string | null
  readonly power: Power
  readonly template: string
  readonly documents: string | null
  readonly clonedFromTemplate: boolean
  readonly sameKind: boolean
  /** Given where an address of the failed server is kept: when it was seen off or disconnected, and what the server is. */
  readonly keptAddress: { readonly offSeenAt: string; readonly origin: 'newClone' | 'oldRepaired' } | null
  /** Given where identifier and service IP are equal. */
  readonly oneNetwork: boolean
  /** Since version 2: documents handed over with the report. */
  readonly files?: readonly FileRef[]
}

/** One line of the checks made when a report was answered. `refused` never gets into the history: it is how a use case hands in what speaks against an address. */
export type ReportCheck = { readonly code: 'identifierFree' | 'serviceIpFree' | 'notInOtherRecovery' | 'differsFromFailed' | 'networksDiffer' | 'template' | 'sameKind'; readonly outcome: 'ok' | 'asked' | 'unread' | 'refused'; readonly at: TimeMs }

type Bodies = {
  RecoveryStarted: {
    readonly procedure: ProcedureKey; readonly version: number; readonly unit: UnitName; readonly failed: FailedServer; readonly facts: UnitFacts
    readonly answer: UsableAnswer; readonly reading: Reading | null
    readonly occurredAt: TimeMs | null; readonly detectedAt: TimeMs; readonly detectedBy: string; readonly incident: string | null
    readonly driver: PersonRef; readonly drill: boolean; readonly dueAt: TimeMs | null
  }
  StepConfirmed: StepRef & { readonly statement: Statement; /** the evidence, kept with the record */ readonly reading: Reading | null; /** by the app: an automatic answer of `status` */ readonly automatic: boolean }
  StepSkipped: StepRef & { readonly reason: string }
  StepNotNeeded: StepRef & { readonly because: 'noMark' | 'powerOn' | 'dataNotNeeded' | 'overruled' | 'afterwards'; readonly reading: Reading | null; readonly reason: string | null }
  StepOverruled: StepRef & { readonly reason: string }
  StepEnteredAfterwards: StepRef & { readonly what: string; readonly doneBy: string; readonly doneAt: TimeMs }
  StepReopened: StepRef & { readonly reason: string }
  SecondEvidenceGiven: StepRef & { readonly kind: 'hypervisor' | 'business' | 'definition'; readonly hypervisorShows: HypervisorShows | null; readonly by: string; readonly at: TimeMs; readonly note: string | null; readonly vmNameSeen: string | null }
  TargetAccepted: StepRef & { readonly reason: string; readonly reading: Reading }
  WentOnWithout: StepRef & { readonly what: 'step' | 'waiting'; readonly reason: string; readonly agreedBy: string }
  CommandRequested: StepRef & {
    readonly attempt: AttemptId; readonly no: number; readonly command: ChangeCommand; readonly argv: readonly string[]
    readonly basedOn: string | null; readonly typed: string | null; readonly agreedBy: string | null
    /** Since version 2: a person runs the shown command; `before` is the state that he pasted first. Missing: the app runs it. */
    readonly byHand?: { readonly before: Reading }
  }
  CommandDeclined: StepRef & { readonly attempt: AttemptId; readonly why: 'drift' | 'unreadable' | 'tooLate' | 'voided' | 'targetThere' | 'refused' | /** since version 2: the person did not run it */ 'notRun'; readonly changes: readonly FactChange[]; readonly reading: Reading | null; /** launcher's refusal code */ readonly detail: string | null }
  CommandLaunched: StepRef & { readonly attempt: AttemptId; readonly before: Reading; readonly at: TimeMs; readonly otherChanges: readonly FactChange[] }
  CommandInterrupted: StepRef & { readonly attempt: AttemptId; readonly alive: readonly string[]; readonly forced: boolean; /** nothing came back: whether it arrived, and what is alive, is not known */ readonly unanswered?: true }
  CommandEnded: StepRef & { readonly attempt: AttemptId; readonly said: Said; readonly outputBytes: number; readonly outputSha256: string; /** since version 2: pasted by the actor, who also told the exit code */ readonly pasted?: true }
  /** Verification began is implied by CommandEnded; a person ended the wait for the target state. */
  WaitingEnded: StepRef & { readonly attempt: AttemptId; readonly what: 'settling' | 'contact' }
  StateSeen: StepRef & { readonly attempt: AttemptId | null; readonly reading: Reading; readonly seen: Seen; readonly changes: readonly FactChange[]; readonly otherChanges: readonly FactChange[]; /** the last reading of the settling time, the one that enters the conclusion */ readonly last: boolean }
  OutcomeSettled: StepRef & { readonly attempt: AttemptId; readonly by: 'machine' | 'person'; readonly conclusion: 'done' | 'doneWarn' | 'attention' | 'failed' | 'ready' | 'secondEvidence'; readonly note: string | null }
  OutcomeUnknown: StepRef & { readonly attempt: AttemptId; readonly why: 'lost' | 'identityChanged' | 'unreadable' | 'waitingEnded' | /** since version 2: whoever was to run it does not know */ 'notKnown' }
  HandoffSent: { readonly leg: number; readonly request: RequestKey; readonly no: string; readonly dueAt: TimeMs | null; readonly details: ReplacementRequest | null; readonly message: string | null; /** since version 2 */ readonly addressed?: Addressed }
  /** `by`: by a link it is the link's own id, with the name that its holder gave. */
  HandoffAccepted: { readonly leg: number; readonly request: RequestKey; readonly by: PersonRef; readonly promisedAt: TimeMs | null }
  HandoffPromised: { readonly leg: number; readonly request: RequestKey; readonly promisedAt: TimeMs | null; readonly awaitingApproval: boolean }
  HandoffStarted: { readonly leg: number; readonly request: RequestKey }
  /** `handledBy`: who of a mailbox answered by its link, as he says himself. It is told and never judged by, so that a release without it goes on: no new version. */
  HandoffAnswered: { readonly leg: number; readonly request: RequestKey; readonly enteredFor: EnteredFor | null; readonly handledBy?: string }
  HandoffSentBack: { readonly leg: number; readonly request: RequestKey; readonly reason: string; /** since version 2: by when the corrected answer is wanted; missing: as before */ readonly dueAt?: TimeMs | null }
  HandoffCorrected: { readonly leg: number; readonly request: RequestKey; readonly version: number; readonly enteredFor: EnteredFor | null; readonly handledBy?: string }
  /** `percent` of the time until the answer was due: 100, 150; 0: a person did it. `how`: by mail, or told by telephone or otherwise to `told`. `to`, since version 2: whom the machine's mail asks; missing: as addressed. */
  HandoffReminded: { readonly leg: number; readonly request: RequestKey; readonly percent: number; readonly how: 'mail' | 'told'; readonly told: string | null; readonly to?: MailAddress }
  HandoffRecalled: { readonly leg: number; readonly request: RequestKey; readonly reason: string }
  DataCollected: { readonly leg: number; readonly items: readonly DataItem[]; readonly nothingBecause: string | null }
  ReplacementReported: { readonly leg: number; readonly replacement: Replacement; readonly checks: readonly ReportCheck[]; readonly reading: Reading | null }
  DataTransferred: { readonly leg: number; readonly where: string; readonly note: string | null; /** since version 2 */ readonly files?: readonly FileRef[] }
  /** The system builder has the items: who compared. */
  ReportReceived: StepRef & { readonly comparedBy: string; readonly note: string | null; /** since version 2: hashes that were computed of what arrived, equal to those told */ readonly compared?: readonly { readonly name: string; readonly sha256: string }[] }
  NoteAdded: { readonly leg: number | null; readonly step: StepKey | null; readonly text: string }
  FileAttached: { readonly leg: number | null; readonly step: StepKey | null; readonly name: string; readonly sizeBytes: number; readonly sha256: string }
  DriverChanged: { readonly from: PersonRef; readonly to: PersonRef }
  ProcedureSwitched: { readonly to: ProcedureKey; readonly version: number; readonly leg: number; readonly reason: string; readonly reading: Reading | null; readonly dueAt: TimeMs | null }
  RecoveryHeld: { readonly reason: string; readonly category: 'parts' | 'vendor' | 'approval' | 'nextBusinessDay' | 'sameServer' | 'other'; readonly plannedAt: TimeMs | null; readonly informed: string | null }
  RecoveryResumed: { readonly reading: Reading | null; readonly changes: readonly FactChange[] }
  ServiceRestored: { readonly restored: boolean; readonly at: TimeMs | null; readonly by: string | null; readonly reason: string | null }
  ApprovalAsked: StepRef & { readonly approver: string }
  ApprovalGiven: StepRef & { readonly by: PersonRef; readonly typed: string }
  RecoveryCompleted: { readonly openData: string | null; readonly informed: readonly string[]; readonly summary: string | null }
  RecoveryStopped: { readonly reason: string }
}

export type EventType = keyof Bodies
export type BodyOf<T extends EventType> = Bodies[T]

/** An event as decided, before it has its place in the chain. */
export type NewEvent = { [T in EventType]: { readonly type: T; readonly v: number; readonly body: Bodies[T] } }[EventType]

/** An event in its place. `seq` counts from 1 without gaps; `actorId` is `system` where the machine concluded. */
export type RecoveryEvent = NewEvent & {
  readonly recoveryId: string; readonly seq: number; readonly at: TimeMs; readonly actorId: string; readonly actorName: string
  /** What is stored is not what any release wrote; its body is left out. */
  readonly damaged?: true
}

/** The version of every event that this release writes, but for those in `RAISED`. */
export const EVENT_VERSION = 1

/**
 * 2: commands that people run by hand; interruptions that nobody answered; and files, addressees, compared hashes, new due times and next receivers of hand-offs. A release that does not know of them must not
 * judge such a recovery.
 */
const RAISED: { readonly [T in EventType]?: number } = {
  CommandRequested: 2, CommandDeclined: 2, CommandInterrupted: 2, CommandEnded: 2, OutcomeUnknown: 2,
  HandoffSent: 2, HandoffSentBack: 2, HandoffReminded: 2, DataCollected: 2, ReplacementReported: 2, DataTransferred: 2, ReportReceived: 2,
}

/** The version in which this release writes a type. */
export const versionOf = (type: EventType): number => RAISED[type] ?? EVENT_VERSION

const LISTED = {
  RecoveryStarted: true, StepConfirmed: true, StepSkipped: true, StepNotNeeded: true, StepOverruled: true, StepEnteredAfterwards: true, StepReopened: true,
  SecondEvidenceGiven: true, TargetAccepted: true, WentOnWithout: true, CommandRequested: true, CommandDeclined: true, CommandLaunched: true, CommandInterrupted: true,
  CommandEnded: true, WaitingEnded: true, StateSeen: true, OutcomeSettled: true, OutcomeUnknown: true, HandoffSent: true, HandoffAccepted: true, HandoffPromised: true,
  HandoffStarted: true, HandoffAnswered: true, HandoffSentBack: true, HandoffCorrected: true, HandoffReminded: true, HandoffRecalled: true, DataCollected: true,
  ReplacementReported: true, DataTransferred: true, ReportReceived: true, NoteAdded: true, FileAttached: true, DriverChanged: true, ProcedureSwitched: true,
  RecoveryHeld: true, RecoveryResumed: true, ServiceRestored: true, ApprovalAsked: true, ApprovalGiven: true, RecoveryCompleted: true, RecoveryStopped: true,
} satisfies Record<EventType, true>

/** Every type of this release. */
export const EVENT_TYPES = Object.keys(LISTED)

