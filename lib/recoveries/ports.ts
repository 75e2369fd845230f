/**
 * What the use cases need from the outside, in the words of the domain. Implemented by db/stores and lib/execution.
 * Types only; imports lib/std, lib/recovery and the vocabulary of the command.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { Result } from '@/lib/std/result'
import type { BodyOf, NewEvent, RecoveryEvent } from '@/lib/recovery/events'
import type { Actor, MachineIntent } from '@/lib/recovery/intents'
import type { RecoveryState } from '@/lib/recovery/state'
import type { StepKey } from '@/lib/recovery/procedure'
import type { ChangeCommand, ReadCommand, UnitName } from '@/lib/vmiunit/commands'
import type { FactChange, Reading, Seen } from '@/lib/vmiunit/outcome'
import type { MailOfEvent } from '@/lib/notify/ports'
import type { SealsView } from './dto'

/** Where the lists, locks and searches look: one row a recovery, written in the transaction of its events. */
export type Projection = {
  readonly id: string
  readonly seq: number
  readonly status: RecoveryState['status']
  readonly procedure: 'reuse' | 'replace'
  readonly unit: UnitName
  readonly connectionId: string
  readonly failedServer: string
  /** The replacement's identifier once reported: it is locked like the failed one. */
  readonly newServer: string | null
  readonly driverId: string
  readonly driverName: string
  readonly incident: string | null
  readonly leg: number
  readonly stepNo: number | null
  readonly stepKey: StepKey | null
  /** The worst open state of any step (ux 2.8), or the recovery's own. */
  readonly state: string
  readonly waitsFor: 'systemBuilder' | 'resourceManager' | 'machine' | 'none'
  readonly waitingSince: TimeMs
  readonly dueAt: TimeMs | null
  readonly promisedAt: TimeMs | null
  readonly targetAt: TimeMs | null
  readonly openRequests: readonly OpenRequest[]
  readonly stepsDone: number
  readonly stepsTotal: number
  readonly stepsNotNeeded: number
  readonly drill: boolean
  readonly detectedAt: TimeMs
  readonly startedAt: TimeMs
  readonly endedAt: TimeMs | null
}
export type OpenRequest = { readonly no: string; readonly leg: number; readonly key: string; readonly stepNo: number; readonly status: string; readonly sentAt: TimeMs; readonly dueAt: TimeMs | null; readonly promisedAt: TimeMs | null; readonly sentBy: string; readonly acceptedBy: string | null; /** since when the time that counts does */ readonly countsFrom: TimeMs; /** how long it rested since then */ readonly restedMs: number; /** the highest percentage of that time at which it was reminded of */ readonly reminded: number }

/** A new attempt to be stored together with its CommandRequested event. */
export type NewAttempt = { readonly id: string; readonly recoveryId: string; readonly leg: number; readonly step: StepKey; readonly connectionId: string; readonly managerIdentity: string; readonly unit: UnitName; readonly command: ChangeCommand; readonly argv: readonly string[]; readonly requestedAt: TimeMs; /** the reading drawn beside the button: what the comparison reading is compared with */ readonly basedOn: Reading | null; /** a person runs it: it holds its unit, and no executor takes it */ readonly byHand: boolean }

/** The answer of an act, kept under its key so that the same press gives the same answer. */
export type ActKey = { readonly key: string; readonly inputHash: string }

export type Append = {
  readonly recoveryId: string
  /** Sequence number of the last event that the decision saw; another writer in between makes it `conflict`. */
  readonly expectedSeq: number
  readonly events: readonly NewEvent[]
  readonly at: TimeMs
  readonly actor: Pick<Actor, 'id' | 'name'>
  readonly projection: Projection
  /** Locks of servers: (manager identity, server) pairs held while the recovery is open. */
  readonly lockedServers: readonly string[]
  readonly managerIdentity: string
  readonly newAttempt?: NewAttempt
  /** The new attempt belongs to this process from its commit on, under epoch 1; without it whoever claims first has it. */
  readonly hold?: Hold
  /** What a command printed that a person ran: stored with the event that names its hash. */
  readonly pastedOutput?: { readonly attempt: string; readonly bytes: Uint8Array; readonly sha256: string }
  /** Attempts whose unit lock ends with these events (settled, declined, voided). */
  readonly releaseAttempts?: readonly string[]
  /** What these events call for, kept in the outbox with them. */
  readonly mails?: readonly MailOfEvent[]
  /** Files that these events name: they stay from now on. */
  readonly usedFiles?: readonly string[]
  readonly act?: ActKey
  /** Reports of the executor: nothing is appended unless this claim is current (`notYours`), so that a frozen owner cannot write. */
  readonly claim?: Claim
}

/** `alsoIn`: another open recovery has one of its servers, as turned out when the manager's identity became known or another one. */
export type Appended = { readonly seq: number; readonly hash: string; readonly alsoIn?: string }
/** Two open recoveries that turned out to have one server. */
export type SameServer = { readonly recoveryId: string; readonly alsoIn: string }

export type AppendProblem =
  | { readonly code: 'conflict' }
  | { readonly code: 'serverInRecovery'; readonly recoveryId: string | null }
  | { readonly code: 'unitBusy'; readonly recoveryId: string | null; readonly attempt: string | null }
  | { readonly code: 'notYours' }
  /** the same key was used before: with the same input → its first answer, with other input → refused */
  | { readonly code: 'keySeen'; readonly sameInput: boolean; readonly recoveryId: string; readonly seq: number }

export type ListFilter = { readonly open?: boolean; readonly unit?: UnitName; readonly text?: string }
/** Keyset page: recoveries after `cursor` in (open first, startedAt desc, id desc). */
export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null }

export interface RecoveryStore {
  /** Takes the next reference number of the year, e.g. `R-2026-0012`. */
  nextId(at: TimeMs): Promise<string>
  append(append: Append): Promise<Result<Appended, AppendProblem>>
  /** A manager told who it is: moves the locks of the connection's open recoveries there. Answers those that met another one. */
  moveLocks(connectionId: string, managerIdentity: string): Promise<readonly SameServer[]>
  /** What was answered under an act's key, if it was used: the same press again gets the first answer. */
  findAct(key: string): Promise<{ readonly inputHash: string; readonly recoveryId: string; readonly seq: number } | null>
  /** The whole history in order, or `null` where there is none. */
  events(recoveryId: string): Promise<readonly RecoveryEvent[] | null>
  eventsAfter(recoveryId: string, seq: number, limit: number): Promise<readonly RecoveryEvent[]>
  projection(recoveryId: string): Promise<Projection | null>
  /** The hash of every event, in order. */
  hashes(recoveryId: string): Promise<readonly string[]>
  /** The hash of the last event: what a report is checked by. */
  headHash(recoveryId: string): Promise<string | null>
  list(filter: ListFilter, cursor: string | null, limit: number): Promise<Page<Projection>>
  /** Every open or held recovery (few), for home and inbox. */
  open(): Promise<readonly Projection[]>
  /** Open recoveries on one unit, for the band "another recovery on this unit". */
  openOnUnit(connectionId: string, unit: UnitName): Promise<readonly Projection[]>
  lately(limit: number): Promise<readonly Projection[]>
  /** The signed seals taken of a history. */
  seals(recoveryId: string): Promise<SealsView>
  /** Walks the hash chain and its seals; the first bad entry, or null. */
  verify(recoveryId: string): Promise<{ readonly badSeq: number; readonly why: string } | null>
  /** Median duration (ms) and count of real attempts of a command on a unit. */
  usual(unit: UnitName, command: ChangeCommand['name']): Promise<{ readonly medianMs: number; readonly n: number } | null>
}

export type AttemptRow = NewAttempt & {
  readonly status: 'requested' | 'claimed' | 'launching' | 'launched' | 'ended' | 'settled' | 'declined' | 'unknown'
  readonly owner: string | null
  readonly epoch: number
  readonly leaseUntil: TimeMs | null
  readonly identity: string | null
  readonly bootId: string | null
  readonly beforeReading: Reading | null
  readonly launchedAt: TimeMs | null
  readonly endedAt: TimeMs | null
  readonly outputBytes: number
}
/** Who has an attempt, and for how long on the database's clock without renewal. */
export type Hold = { readonly owner: string; readonly leaseMs: number }
export type Claim = { readonly attempt: string; readonly owner: string; readonly epoch: number }

/** Attempts as the executor sees them. Those that people run are `get` for screens, and nothing else here answers them. Every write is conditional on (owner, epoch); `false` means: not yours any more, or settled. */
export interface AttemptStore {
  get(id: string): Promise<AttemptRow | null>
  /** Takes a requested attempt, or one whose lease ran out (then `epoch` rises). `leaseMs` counts on the database's clock. */
  claim(id: string, owner: string, leaseMs: number): Promise<{ readonly claim: Claim; readonly row: AttemptRow; readonly takenOver: boolean } | null>
  renew(claim: Claim, leaseMs: number): Promise<boolean>
  /** Conditional update; refuses where the claim is not current. */
  advance(claim: Claim, to: Partial<Pick<AttemptRow, 'status' | 'identity' | 'bootId' | 'beforeReading' | 'launchedAt' | 'endedAt' | 'outputBytes'>>): Promise<boolean>
  /** Unsettled attempts whose lease is free or over, oldest first. */
  claimable(limit: number): Promise<readonly AttemptRow[]>
  unsettled(): Promise<readonly AttemptRow[]>
  /** Attempts that persons settled although no exit record was collected: their ids are made void before the next launch on that manager. */
  leftBehind(managerIdentity: string): Promise<readonly string[]>
  /** Stores output bytes at an offset (idempotent for the same bytes); keeps the first and last MiB, counts all. */
  saveOutput(attempt: string, offset: number, bytes: Uint8Array): Promise<void>
  output(attempt: string, offset: number, limit: number): Promise<{ readonly bytes: Uint8Array; readonly offset: number; readonly totalBytes: number; readonly sha256: string | null; readonly cutBytes: number; readonly missingBytes: number } | null>
  /** `sha256`: of what was stored. `totalBytes`: what the command wrote; what was not stored of it is missing from now on. */
  finishOutput(attempt: string, sha256: string, totalBytes: number): Promise<void>
}

/** Reads `status` of a unit through a connection; a manager that does not answer gives an incomplete reading. */
export interface StatusReader {
  read(connectionId: string, unit: UnitName): Promise<Reading>
  command(command: ReadCommand): readonly string[]
}

/** How the executor's report ended. `known`: the history had it already or contradicts it; `notYours`: another executor has the attempt. */
export type Reported = 'recorded' | 'known' | 'notYours'
/** Takes what the executor found: loads the recovery, decides, appends under the claim, tries again where another writer was faster. */
export type MachineReport = (recoveryId: string, intent: MachineIntent, claim: Claim) => Promise<Reported>

/** A job on a management server that the database does not know: begun by a lost or restored database, or another installation. */
export type StrangerJob = { readonly connectionId: string; readonly job: string; readonly state: string; /** begun, by the manager's clock, or else when it was first found */ readonly since: TimeMs; /** it may still change something: presses on that manager are declined */ readonly alive: boolean }

/** Wakes the executor when an attempt was stored, interrupts a running command. */
export interface ExecutorPort {
  /** Under which a press is stored, so that this process alone launches it and no commit of its own is spent on the claim. */
  readonly hold: Hold
  wake(attempt: string): void
  /** Verifies a step again on a person's wish (`check now`, `read again`) and judges it by the attempt; the caller records it (`seen`). */
  readAgain(attempt: string): Promise<SeenNow | null>
  /** `noContact`: it was not asked. `unanswered`: it may have been, and nobody said what became of it. */
  interrupt(attempt: string): Promise<Result<Pick<BodyOf<'CommandInterrupted'>, 'alive' | 'forced' | 'unanswered'>, { readonly code: 'noContact' | 'notRunning' | 'tryAgain' }>>
  /** A person ended the settling time ("judge now"): the next reading is the last. */
  judgeNow(attempt: string): void
  /** Since when the management server does not answer about this attempt; null where it does, or another process attends to it. */
  noContactSince(attempt: string): TimeMs | null
  strangers(): readonly StrangerJob[]
}
export type SeenNow = { readonly reading: Reading; readonly seen: Seen; readonly changes: readonly FactChange[]; readonly otherChanges: readonly FactChange[] }

/** Says "this recovery changed" to every open browser. */
export interface ChangeFeed {
  changed(recoveryId: string): void
  output(attempt: string, totalBytes: number): void
  subscribe(listener: (hint: ChangeHint) => void): () => void
}
export type ChangeHint = { readonly type: 'recovery'; readonly id: string } | { readonly type: 'output'; readonly attempt: string; readonly totalBytes: number }

/** Readings that were drawn beside a button, for the press that names one. */
export interface DrawnReadings {
  /** Keeps it under its id; one that is there already stays as it is. */
  save(reading: Reading, at: TimeMs): Promise<void>
  load(id: string): Promise<Reading | null>
  forgetBefore(at: TimeMs): Promise<void>
}

/** What people pasted last, by unit. */
export interface PastedReadings {
  save(connectionId: string, reading: Reading): Promise<void>
  last(connectionId: string, unit: UnitName): Promise<Reading | null>
}

export interface DraftStore {
  save(ownerId: string, form: string, values: Readonly<Record<string, string>>, at: TimeMs): Promise<void>
  load(ownerId: string, form: string): Promise<{ readonly values: Readonly<Record<string, string>>; readonly at: TimeMs } | null>
  drop(ownerId: string, form: string): Promise<void>
}
