/**
 * The launcher's port: starts a command somewhere at most once and tells, whenever asked, what became of it.
 * Promises: one id is launched at most once by any number of callers; the command outlives its caller; its output and exit code lie on
 * the management server until collected. Errors are values; nothing here throws or retries. Pure types: imports lib/std only.
 * Source: docs/decisions/0005-launcher.md.
 */
import type { Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'

/** Names a job for ever: letters, digits, `.`, `_`, `=`, `-`; begins with a letter or digit; at most 100 characters (see `isJobId`). */
export type JobId = string

/** Who answered, and when. An outcome counts only if `identity` and `bootId` are those of the comparison reading. */
export type Stamp = {
  readonly protocol: 1
  /** Random name of the job folder; the lock key of a management server. */
  readonly identity: string
  /** Changes with every boot of the management server. */
  readonly bootId: string
  /** The management server's own clock when it answered. */
  readonly clockMs: TimeMs
}

/** A value with the stamp of the launcher that gave it. */
export type Answer<T> = Stamp & { readonly value: T }

/**
 * What is known of a job. Times on the management server's clock.
 * - `absent`: never seen here. Settles nothing: a launch may still be on its way; ask `void`.
 * - `void`: the id is taken for good and nothing was or will be launched under it. The only proof of "not launched".
 * - `starting`: taken a moment ago, neither a process nor `void` is recorded yet (≤ 10 s, then `lost`).
 * - `running`: its recording process is alive (pid, start time and boot id agree). `pid` is the command's.
 * - `ended`: exit record complete. `bytes`: length of the output when the command ended.
 * - `lost`: no exit record and none will come — but a late one, should it appear, is the truth and `state` then says `ended`.
 *   `alive`: processes of the command were still seen.
 */
export type JobState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'void' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly pid: number; readonly startedAt: TimeMs }
  | ({ readonly kind: 'ended' } & Ended)
  | { readonly kind: 'lost'; readonly reason: LostReason; readonly alive: boolean }

export type Ended = {
  /** As a shell tells it: 128 + n where signal n ended the command. */
  readonly exitCode: number
  /** `SIGTERM` and the like where `exitCode` says so, else null. */
  readonly signal: string | null
  readonly at: TimeMs
  readonly bytes: number
}

/** `rebooted`: another boot id; `gone`: the recording process is gone without exit record; `neverStarted`: taken, yet no process in 10 s. */
export type LostReason = 'rebooted' | 'gone' | 'neverStarted'

/**
 * Why the launcher itself said no; closed set. After a refused `launch` nothing was started, and this request never will start anything.
 * - `noSpace`, `unwritable`, `networkFolder`: the job folder is full, cannot be written, lies on a network file system
 * - `badWord`: a word outside the wire form; `badRequest`: unknown verb or wrong number of words; `badId`: not a job id
 * - `badCommand`: no subcommand or argument form that this launcher may run; `noProgram`: the program is not there or not executable
 * - `late`: `notAfterMs` had passed; `noOutput`: the output was swept, or there never was one; `unsupported`: no Linux `/proc`
 * - `otherManager`: said on this side, and nothing was asked: somebody else than the wanted one (`LaunchRequest.at`) is there
 */
export type RefusalCode =
  | 'noSpace' | 'unwritable' | 'networkFolder' | 'badWord' | 'badRequest' | 'badId' | 'badCommand' | 'noProgram' | 'late' | 'noOutput' | 'unsupported'
  | 'otherManager'

/**
 * - `noContact`: nothing (usable) was heard; what was asked may have been done, be on its way, or neither. Ask `state` or `void` again.
 *   `unreachable`: no session could be opened, nothing was asked; `timeout`: no whole answer in time; `cut`: it ended in the middle; `garbled`: not our protocol.
 * - `refused`: the launcher answered no; nothing was changed. `stamp` is null where it refused before it knew its own name, or this side did.
 */
export type Trouble =
  | { readonly kind: 'noContact'; readonly cause: 'unreachable' | 'timeout' | 'cut' | 'garbled'; readonly detail: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly stamp: Stamp | null }

export type Asked<T> = Promise<Result<Answer<T>, Trouble>>

export type LaunchRequest = {
  readonly id: JobId
  /** Subcommand and arguments (no program). A payload's place is taken by its index: `payload(0)`. */
  readonly argv: readonly string[]
  /** Arguments that need other bytes than the wire form's (a comment), UTF-8 or the site's charset; no NUL, ≤ 4096 bytes each. */
  readonly payloads?: readonly Uint8Array[]
  /** On the launcher's clock (an `Answer`'s `clockMs` plus the allowed delay): after it nothing is started, whoever was frozen in between. */
  readonly notAfterMs: TimeMs
  /** Asked nowhere else: neither at another manager, where the connection leads by now, nor after a reboot. Absent: of whoever is there. */
  readonly at?: Pick<Stamp, 'identity' | 'bootId'>
}

/** The word in `argv` that stands for `payloads[index]`; cannot be confused with a wire word, which never holds a NUL. */
export const payload = (index: number): string => `\0${index}`

export type Probe = {
  /** Version of the script, e.g. `1`. */
  readonly script: string
  /** SHA-256 of the script as it lies there (lower-case hex); null where it cannot be told. */
  readonly sha256: string | null
  /** How the job record reaches the disk. */
  readonly flush: 'file' | 'dd' | 'all'
  /** Whether each command gets a session of its own (else its processes are found by their environment alone). */
  readonly ownSession: boolean
  readonly programFound: boolean
  /** Free space of the job folder in KiB; null where it cannot be told. */
  readonly freeKib: number | null
}

export type Followed = {
  /** Where to go on. */
  readonly nextOffset: number
  /** True when the command has ended and everything it wrote was handed over. */
  readonly ended: boolean
}

export type Interrupted = {
  /** Processes of the command still alive when the answer was made. 0 is seen, not assumed. */
  readonly alive: number
  /** Whether KILL was needed. */
  readonly forced: boolean
  readonly state: JobState
}

export type ReadOutput = {
  readonly exitCode: number
  readonly signal: string | null
  /** The launcher ended it at its time-out. */
  readonly timedOut: boolean
  readonly output: Uint8Array
  /** More came than is kept (1 MiB). */
  readonly truncated: boolean
}

/** Every `deadlineMs` is this side's patience in ms from the call; when it ends the answer is `noContact: timeout`. */
export type Patience = { readonly deadlineMs: number }

export type OnBytes = ((bytes: Uint8Array) => void) | ((bytes: Uint8Array) => Promise<void>)

/** What is asked of a management server. All calls may run side by side. */
export interface Asking {
  /** Who is there, and is it fit to run commands. Opens the connection. */
  probe(): Asked<Probe>
  /** Starts the command unless the id is taken; answers the id's state either way. */
  launch(request: LaunchRequest, patience: Patience): Asked<JobState>
  state(id: JobId): Asked<JobState>
  /** Takes the id so that nothing can be launched under it; answers `void`, or the state of the job that was faster. */
  void(id: JobId): Asked<JobState>
  /** Every id ever seen here, with its state. */
  list(): Asked<ReadonlyMap<JobId, JobState>>
  /**
   * Hands the raw output from `offset` to `onBytes` as it comes, for at most `seconds` (1–25); 0 hands over what is there. What was handed over
   * before a trouble is good: go on from `offset` plus its length. A promise of `onBytes` is waited for: it holds up the sender, and no deadline counts it.
   */
  follow(id: JobId, offset: number, seconds: number, onBytes: OnBytes): Asked<Followed>
  /** Asks by TERM, forces by KILL after `graceMs` (default 5000), never touches the process that records, reports what is alive. */
  interrupt(id: JobId, options?: { readonly graceMs?: number }): Asked<Interrupted>
  /** Runs a reading subcommand (`status`), ended by force after `timeoutMs`. Leaves nothing behind on the management server. */
  read(argv: readonly string[], options: { readonly timeoutMs: number }): Asked<ReadOutput>
  /** Removes the output of those `collected` jobs that ended `days` ago or earlier; ids stay for ever. Answers how many were swept. */
  sweep(days: number, collected: readonly JobId[]): Asked<number>
}

/** One management server's launcher. */
export interface Launcher extends Asking {
  /** Lets go of the connection. Commands go on. */
  close(): Promise<void>
}
