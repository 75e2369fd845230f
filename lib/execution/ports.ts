/**
 * What the executor needs beside the stores of lib/recoveries/ports.ts: managers to talk to, a place for whole outputs, its settings.
 * Types and plain defaults; imports lib/std, the vocabulary and the launcher's port only.
 */
import type { TimeMs } from '@/lib/std/clock'
import { SETTLING_MS, type ChangeName } from '@/lib/vmiunit/commands'
import type { Asking, Stamp } from './launcher/port'

/** A management server as the executor reaches it. */
export type Manager = {
  readonly launcher: Asking
  readonly charset: 'utf-8' | 'euc-jp' | 'shift_jis'
  /** From the press to the launch, in ms; afterwards the command is declined as too late. */
  readonly pressLimitMs: number
}

export interface Managers {
  /** Null where the connection is unknown, or one that no application may use (`manual`). */
  get(connectionId: string): Promise<Manager | null>
  /** Connections whose job lists are compared with the database. */
  ids(): Promise<readonly string[]>
  /** A launcher told who it is: kept as the connection's identity, the key of its locks. */
  answered(connectionId: string, stamp: Stamp): Promise<void>
}

/** Keeps outputs that are too long for the database, under their SHA-256. */
export interface WholeOutputs {
  begin(): Promise<WholeOutput>
}
export interface WholeOutput {
  write(bytes: Uint8Array): Promise<void>
  /** Keeps what was written; answers its hash (lower-case hex) and size. */
  commit(): Promise<{ readonly sha256: string; readonly sizeBytes: number }>
  discard(): Promise<void>
}

/** Which attempts have their output with us, so that it need not lie on the management server any more. */
export interface CollectedOutputs {
  /** Ids of attempts of that manager that were collected before `before` (our clock), settled, and not noted as swept; oldest first. */
  toSweep(managerIdentity: string, before: TimeMs, limit: number): Promise<readonly string[]>
  noteSwept(attempts: readonly string[], at: TimeMs): Promise<void>
}

/** Structured log as pino has it. Facts of operation only: never output of commands, never comments of people. */
export interface Log {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export type ExecutorSettings = {
  /** How long an attempt stays ours without renewal, on the database's clock. */
  readonly leaseMs: number
  readonly renewEveryMs: number
  /** How often attempts without an owner are looked for. */
  readonly sweepEveryMs: number
  /** From the end of the comparison reading to the launch. */
  readonly launchWithinMs: number
  /** Patience with one launch request. */
  readonly launchTimeoutMs: number
  /** A `status` that runs longer is ended and counts as not read. */
  readonly readTimeoutMs: number
  /** Pause before a silent manager is asked again. */
  readonly contactEveryMs: number
  /** Pause between looks at an attempt whose outcome is unknown. */
  readonly unknownEveryMs: number
  /** One call of the launcher's `follow`, 1–25 s. */
  readonly followSeconds: number
  /** Pause between two readings after a command. */
  readonly settleEveryMs: number
  readonly settlingMs: Readonly<Record<ChangeName, number>>
}

export const DEFAULT_SETTINGS: ExecutorSettings = {
  leaseMs: 15_000,
  renewEveryMs: 5_000,
  sweepEveryMs: 3_000,
  launchWithinMs: 10_000,
  launchTimeoutMs: 10_000,
  readTimeoutMs: 30_000,
  contactEveryMs: 3_000,
  unknownEveryMs: 15_000,
  followSeconds: 20,
  settleEveryMs: 5_000,
  settlingMs: SETTLING_MS,
}

/** The settings with leases, pauses and settling times cut to a share of theirs; limits of a single launch or reading stay. For tests. */
export function withPatience(settings: ExecutorSettings, percent: number): ExecutorSettings {
  const cut = (time: number): number => Math.ceil((time * percent) / 100)
  const { leaseMs, renewEveryMs, sweepEveryMs, contactEveryMs, unknownEveryMs, followSeconds, settleEveryMs, settlingMs } = settings
  const { start, stop, update, unmark, attach, detach } = settlingMs
  return {
    ...settings,
    leaseMs: cut(leaseMs), renewEveryMs: cut(renewEveryMs), sweepEveryMs: cut(sweepEveryMs),
    contactEveryMs: cut(contactEveryMs), unknownEveryMs: cut(unknownEveryMs), followSeconds: cut(followSeconds), settleEveryMs: cut(settleEveryMs),
    settlingMs: { start: cut(start), stop: cut(stop), update: cut(update), unmark: cut(unmark), attach: cut(attach), detach: cut(detach) },
  }
}
