/**
 * What leaves the server about a recovery: plain data for screens, safe for everybody signed in.
 * No secrets, no paths. Imports types of lib/recovery and the vocabulary of the command only; safe in the browser.
 */
import type { MailKind, MailProblem, MailStatus } from '@/lib/notify/ports'
import type { TimeMs } from '@/lib/std/clock'
import type { UpdateCaution } from '@/lib/recovery/cautions'
import type { EventType, LoadBalancer, PersonRef, Replacement, ReportCheck, UnitFacts } from '@/lib/recovery/events'
import type { StepAct } from '@/lib/recovery/offers'
import type { ActorRole, FieldName, Machine, ProcedureKey, RequestKey, ServerRole, StepCondition, StepDefinition, StepKey, StepKind } from '@/lib/recovery/procedure'
import type { Refusal } from '@/lib/recovery/refusals'
import type { AttemptState, LegState, RecoveryState, RequestState, StepState, StepStatus } from '@/lib/recovery/state'
import type { ChangeName } from '@/lib/vmiunit/commands'
import type { FactChange, Reading, ServerRecord } from '@/lib/vmiunit/outcome'

export type ServerView = { readonly role: ServerRole; readonly id: string; readonly serviceIp: string | null; readonly hypervisorName: string | null; /** failed and new carry the same address: say 旧 and 新 */ readonly sameAddress: boolean }

export type RailItem = {
  readonly no: number
  readonly key: StepKey
  readonly status: StepStatus
  readonly actor: ActorRole
  readonly mine: boolean
  readonly conditional: boolean
  readonly optional: boolean
  readonly group: StepDefinition['group']
  readonly current: boolean
}

export type { StepAct }

export type Caution =
  | { readonly code: 'irreversible' } | { readonly code: 'stopOffline'; readonly at: TimeMs } | { readonly code: 'stopBusiness' }
  | { readonly code: 'loadBalancerStillUnblocked' } | { readonly code: 'loadBalancerPeople'; readonly contact: string | null }
  | UpdateCaution | { readonly code: 'otherUnreachable'; readonly count: number }
  | { readonly code: 'markOfOthers'; readonly markTime: string | null; readonly markComment: string | null }
  | { readonly code: 'lastServer' } | /** a complete reading does not list it */ { readonly code: 'notListed'; readonly server: ServerView; readonly listed: number; readonly at: TimeMs } | { readonly code: 'hypervisorNameUnknown' } | { readonly code: 'restoredFromBackup' }

/** Something runs on a management server that the record knows nothing of: until it ends no command is begun there. */
export type StrangerView = {
  readonly connectionId: string
  readonly connectionName: string
  readonly job: string
  readonly since: TimeMs
  /** Where its record lies on the management server; for administrators. */
  readonly folder: string | null
}

/** A mail about a request, as it stands: `text` is what it says, to be read out where it did not arrive. */
export type MailView = {
  readonly id: string
  readonly requestNo: string | null
  readonly kind: MailKind
  readonly toName: string
  readonly toMail: string
  readonly cc: readonly string[]
  /** Of those, who did not get it though the receiver did. */
  readonly lostCopies: readonly string[]
  readonly status: MailStatus
  readonly tries: number
  readonly createdAt: TimeMs
  readonly nextAt: TimeMs
  readonly endedAt: TimeMs | null
  readonly problem: MailProblem | null
  /** As far as is known it did not arrive. */
  readonly isLost: boolean
  /** A try of it may have arrived, whatever became of a later one. */
  readonly mayHaveArrived: boolean
  readonly subject: string
  readonly text: string
}
/** A file that belongs to a request. Not used yet: its bringer alone sees it, and it goes with his answer. */
export type FileView = { readonly id: string; readonly name: string; readonly sizeBytes: number; readonly sha256: string; readonly ownerName: string; readonly at: TimeMs; readonly used: boolean; readonly mine: boolean }
/** What may be brought at once, and how much room there is. */
export type UploadLimits = { readonly maxBytes: number; readonly freeBytes: number }
/** The links of a request: how many are good, and until when; null where none was sent. */
export type LinksView = { readonly openCount: number; readonly goodUntil: TimeMs | null; readonly shutAt: TimeMs | null; readonly shutBy: string | null }

/** The page of one step. */
export type StepView = {
  readonly recovery: RecoveryView
  readonly leg: number
  readonly definition: { readonly no: number; readonly key: StepKey; readonly kind: StepKind; readonly actor: ActorRole; readonly from: Machine | null; readonly on: Machine | null; readonly server: ServerRole | null; readonly command: ChangeName | null; readonly condition: StepCondition | null; readonly optional: boolean; readonly irreversible: boolean; readonly fields: readonly { readonly name: FieldName; readonly required: boolean }[]; readonly secondEvidence: StepDefinition['secondEvidence'] | null; readonly group: StepDefinition['group'] }
  readonly state: StepState
  /** The step cannot begin before this one is finished. */
  readonly opensAfter: number | null
  readonly target: ServerView | null
  /** The latest reading, as drawn beside the button; `factsId` is its id. */
  readonly reading: Reading | null
  readonly record: ServerRecord | null
  /** For the shown command: exact arguments after the program's path. */
  readonly argv: readonly string[] | null
  readonly programPath: string | null
  readonly runsAs: string | null
  readonly cautions: readonly Caution[]
  readonly acts: readonly StepAct[]
  /** Why nothing is offered to this viewer, if so. */
  readonly notOffered: Refusal | null
  readonly usual: { readonly medianMs: number; readonly n: number } | null
  readonly settlingMs: number | null
  /** Past it a running command is told to be still running, never to have failed. */
  readonly timeOutMs: number | null
  readonly request: RequestState | null
  readonly contacts: readonly ContactView[]
  /** Whom to telephone where the answer is late. */
  readonly nextContact: ContactView | null
  /** Hand-offs: the mails, links and files of the step's request; empty elsewhere. */
  readonly mails: readonly MailView[]
  readonly links: LinksView | null
  readonly files: readonly FileView[]
  readonly uploads: UploadLimits | null
  /** Detach: what the confirmation page shows. Update: what it touches. */
  readonly blast: { readonly rebuilt: readonly string[]; readonly untouched: readonly string[]; readonly others: readonly ServerRecord[]; readonly activeBefore: number | null; readonly activeAfter: number | null } | null
  /** What earlier steps and the unit's settings say that this card needs: the confirmation of `detach`, the request, the report, the hand-over. */
  readonly context: {
    readonly template: UnitFacts['template']
    readonly businessCheck: string | null
    readonly collected: RecoveryState['collected']
    readonly transferred: RecoveryState['transferred']
    /** the step that stopped the failed server, with its evidence; null in `reuse` */
    readonly stopped: StepState | null
    readonly report: { readonly replacement: Replacement; readonly checks: readonly ReportCheck[] } | null
    readonly notes: RecoveryState['notes']
  }
  /** Asked of a link's holder: who he is, filled in with what was told before (or empty); null: everybody knows. */
  readonly handler: string | null
  /** For the act's form: made when the page is drawn. */
  readonly actKey: string
}
/** What a person does in a terminal for one step: the lines to copy, and where he is. */
export type ByHandView = {
  /** Its reading is the one that was pasted; `null` where none counts any more. */
  readonly step: StepView
  /** `paste`: the state; `show`: look at it and have the command shown; `result`: what it printed; `after`: the state after it; `beside`: a state beside *unknown*; `closed`: nothing to do here now. */
  readonly part: 'paste' | 'show' | 'result' | 'after' | 'beside' | 'closed'
  readonly statusLines: readonly string[]
  /** Told from the moment on when the attempt began: what is shown may be run. */
  readonly commandLine: string | null
  /** The app could run it itself. */
  readonly isEmergency: boolean
  /** What differs about the unit from what was recorded last. */
  readonly changes: readonly FactChange[]
  readonly recordedAt: TimeMs | null
  readonly attempt: AttemptState | null
  /** Why the command cannot be shown although a state was pasted. */
  readonly mayNot: Refusal | null
  readonly settlesAt: TimeMs | null
}
export type ContactView = { readonly role: string; readonly name: string; readonly phone: string | null; readonly mail: string | null }

/** What every page of a recovery shows around the step. */
export type RecoveryView = {
  readonly id: string
  readonly seq: number
  readonly status: RecoveryState['status']
  readonly state: StepStatus | 'held' | 'stopped' | 'completed'
  readonly procedure: ProcedureKey
  readonly leg: number
  readonly legs: readonly { readonly no: number; readonly procedure: ProcedureKey; readonly startedAt: TimeMs }[]
  readonly unit: string
  readonly connectionName: string
  readonly transport: 'local' | 'ssh' | 'manual'
  readonly loadBalancer: LoadBalancer
  readonly failed: ServerView
  readonly replacement: ServerView | null
  readonly incident: string | null
  readonly drill: boolean
  readonly occurredAt: TimeMs | null
  readonly detectedAt: TimeMs
  readonly startedAt: TimeMs
  readonly endedAt: TimeMs | null
  readonly targetAt: TimeMs | null
  readonly serviceRestoredAt: TimeMs | null
  readonly driver: PersonRef & { readonly isViewer: boolean }
  readonly rail: readonly RailItem[]
  readonly currentStep: { readonly leg: number; readonly no: number; readonly key: StepKey } | null
  readonly progress: { readonly done: number; readonly total: number; readonly notNeeded: number }
  readonly held: RecoveryState['held']
  readonly resumed: RecoveryState['resumed']
  /** Other open recoveries on the same unit. */
  readonly sameUnit: readonly { readonly id: string; readonly failedServer: string; readonly driverName: string; readonly stepNo: number | null }[]
  readonly viewer: { readonly id: string; readonly name: string; readonly roles: readonly string[] }
  /** Acts on the recovery as a whole. */
  readonly acts: readonly ('takeControl' | 'giveControl' | 'hold' | 'resume' | 'switch' | 'stop' | 'end' | 'restoreService' | 'note')[]
  readonly switchTo: ProcedureKey | null
  readonly noContactSince: TimeMs | null
  /** For the driver: news that did not arrive by mail, to be told by another way. */
  readonly lostNews: readonly MailView[]
  /** The history could not be read wholly (newer version or damaged): shown read-only. */
  readonly readOnlyBecause: 'newerVersion' | 'damaged' | null
  readonly serverNow: TimeMs
}

/** One row of lists, home and inbox. */
export type RecoveryRow = {
  readonly id: string; readonly status: RecoveryState['status']; readonly state: string; readonly procedure: ProcedureKey; readonly unit: string
  readonly failedServer: string; readonly newServer: string | null; readonly driverName: string; readonly leg: number; readonly stepNo: number | null; readonly stepKey: StepKey | null
  readonly waitsFor: string; readonly waitingSince: TimeMs; readonly dueAt: TimeMs | null; readonly promisedAt: TimeMs | null; readonly targetAt: TimeMs | null
  readonly stepsDone: number; readonly stepsTotal: number; readonly drill: boolean; readonly detectedAt: TimeMs; readonly startedAt: TimeMs; readonly endedAt: TimeMs | null; readonly incident: string | null
}

export type HomeView = {
  readonly yours: readonly RecoveryRow[]
  readonly decide: readonly RecoveryRow[]
  readonly waiting: readonly (RecoveryRow & { readonly contact: ContactView | null })[]
  readonly requests: readonly InboxRow[]
  readonly lately: readonly RecoveryRow[]
  readonly mayStart: boolean
  readonly serverNow: TimeMs
}

export type InboxRow = { readonly recoveryId: string; readonly no: string; readonly leg: number; readonly key: RequestKey; readonly stepNo: number; readonly status: string; readonly sentBy: string; readonly sentAt: TimeMs; readonly dueAt: TimeMs | null; readonly promisedAt: TimeMs | null; readonly acceptedBy: string | null; readonly unit: string; readonly failedServer: string }
export type InboxView = { readonly open: readonly InboxRow[]; readonly serverNow: TimeMs }

export type TimelineEntry = { readonly seq: number; readonly at: TimeMs; readonly actorName: string; readonly bySystem: boolean; readonly type: EventType; readonly leg: number | null; readonly stepNo: number | null; readonly stepKey: StepKey | null; readonly body: unknown; readonly hash: string | null }
export type TimelineView = { readonly recovery: RecoveryView; readonly entries: readonly TimelineEntry[] }

/** The start wizard: servers of my units, live. */
export type TargetsView = {
  readonly units: readonly {
    readonly connectionId: string; readonly connectionName: string; readonly unit: string; readonly displayName: string
    readonly reading: Reading | null
    readonly servers: readonly { readonly id: string; readonly hypervisorName: string | null; readonly record: ServerRecord; readonly differs: boolean; readonly marked: boolean; readonly openRecovery: string | null }[]
    readonly contacts: readonly ContactView[]
  }[]
  readonly serverNow: TimeMs
}
export type StatusLinesView = { readonly connectionId: string; readonly connectionName: string; readonly unit: string; readonly lines: readonly string[]; readonly serverNow: TimeMs }
export type FactsView = { readonly connectionId: string; readonly unit: string; readonly server: ServerView; readonly reading: Reading | null; readonly record: ServerRecord | null; readonly openRecovery: string | null; readonly namedByHand: boolean; readonly loadBalancer: LoadBalancer; readonly contacts: readonly ContactView[]; readonly targetMinutes: number | null; readonly serverNow: TimeMs }

/** `signatures`: the worst of all; `none` before this site signed, `otherKey` where another installation did. */
export type SealsView = {
  readonly count: number
  readonly signatures: 'good' | 'none' | 'otherKey' | 'bad'
  /** The last entry that a seal stands for, and when it was taken. */
  readonly last: { readonly eventSeq: number; readonly at: TimeMs } | null
  /** Base64 of the 32 bytes, Ed25519. */
  readonly publicKey: string | null
}

export type ReportView = {
  readonly recovery: RecoveryView
  readonly legs: readonly LegState[]
  readonly startReading: Reading | null
  readonly lastReading: Reading | null
  readonly timeSplit: { readonly machineMs: number; readonly peopleMs: number; readonly waitingMs: Readonly<Record<string, number>>; readonly heldMs: number; readonly elapsedMs: number }
  readonly deviations: readonly { readonly code: string; readonly leg: number | null; readonly stepNo: number | null; readonly stepKey: StepKey | null; readonly at: TimeMs; readonly by: string; readonly reason: string | null; readonly agreedBy: string | null }[]
  readonly collected: RecoveryState['collected']
  readonly transferred: RecoveryState['transferred']
  readonly serviceRestored: RecoveryState['serviceRestored']
  readonly ended: RecoveryState['ended']
  readonly answer: RecoveryState['answer']
  readonly detectedBy: string
  readonly notes: RecoveryState['notes']
  readonly changedFacts: readonly FactChange[]
  /** From the unit's settings: how service is seen to be back, and who must be told of a changed address. */
  readonly businessCheck: string | null
  readonly whoMustBeTold: readonly string[]
  readonly headHash: string
  readonly chainBad: { readonly seq: number; readonly why: string } | null
  readonly events: number
  readonly seals: SealsView
}

/** A use case's answer to a form: where to go on, or what is wrong. Never carries back what was typed. */
export type ActAnswer = { readonly ok: true; readonly recoveryId: string; readonly next: string } | { readonly ok: false; readonly refusals: readonly Refusal[] }
