/**
 * What the parts of the executor share while they work on one attempt. Types and the few words that all of them say.
 * Imports lib/std, the vocabulary, ports.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@/lib/std/clock'
import type { AttemptRow, AttemptStore, ChangeFeed, MachineReport, Reported } from '@/lib/recoveries/ports'
import type { FactChange, Reading } from '@/lib/vmiunit/outcome'
import type { Lease } from './claim'
import type { Failpoint } from './failpoints'
import type { Stamp } from './launcher/port'
import type { ExecutorSettings, Log, Manager, Managers, WholeOutputs } from './ports'
import type { ExecutorStatusReader } from './status-reader'
import type { Strangers } from './strangers'

export type ExecutorDeps = {
  /** Names this process among all that ever ran: never used twice. */
  readonly owner: string
  readonly attempts: AttemptStore
  readonly managers: Managers
  readonly status: ExecutorStatusReader
  readonly report: MachineReport
  readonly feed: ChangeFeed
  readonly wholes: WholeOutputs
  readonly clock: Clock
  readonly log: Log
  readonly failpoint: Failpoint
  readonly settings: ExecutorSettings
}

/** What screens may ask about an attempt in our hands. */
export type Watched = {
  noContactSince: number | null
  /** A person ended the settling time; `hurry` ends the pause between two readings. */
  judgeNow: boolean
  readonly hurry: AbortController
  /** It is recorded that nobody knows the outcome. */
  lost: boolean
}

export type Work = {
  /** As last written by us. */
  row: AttemptRow
  readonly manager: Manager
  readonly lease: Lease
  readonly watched: Watched
  readonly strangers: Strangers
}

export const placeOf = ({ row }: Work) => ({ leg: row.leg, step: row.step, attempt: row.id })

/** Writes about the attempt under our claim; false: no longer ours, and nothing more may be done for it. */
export async function advance(deps: ExecutorDeps, work: Work, to: Parameters<AttemptStore['advance']>[1]): Promise<boolean> {
  const ours = await deps.attempts.advance(work.lease.claim, to)
  if (ours) work.row = { ...work.row, ...to }
  return ours
}

/** An attempt counts only at the manager, and in its life between two boots, at which the comparison was made. */
export const isSameManager = (row: AttemptRow, stamp: Stamp): boolean => row.identity === stamp.identity && row.bootId === stamp.bootId

export type Declined = {
  readonly why: 'drift' | 'unreadable' | 'tooLate' | 'voided' | 'targetThere' | 'refused'
  readonly changes?: readonly FactChange[]
  readonly reading?: Reading
  /** A launcher's refusal code or a word of ours, for the log and the record. */
  readonly detail?: string
}

/** Records that the command was not launched and never will be under this id; the record gives the unit free. */
export async function decline(deps: ExecutorDeps, work: Work, { why, changes = [], reading, detail }: Declined): Promise<Reported> {
  await deps.failpoint('before-decline')
  const intent = { type: 'declined', ...placeOf(work), why, changes, reading: reading ?? null, detail: detail ?? null } as const
  const reported = await deps.report(work.row.recoveryId, intent, work.lease.claim)
  deps.log.info({ attempt: work.row.id, why, detail, reported }, 'command declined')
  return reported
}

/** Notes that the manager is silent about the attempt, or speaks again; screens are told when that changes. */
export function noteContact(deps: ExecutorDeps, work: Work, heard: boolean): void {
  if (heard === (work.watched.noContactSince === null)) return
  work.watched.noContactSince = heard ? null : deps.clock.now()
  deps.log.info({ attempt: work.row.id, heard }, heard ? 'contact is back' : 'contact lost')
  deps.feed.changed(work.row.recoveryId)
}

/** Waits; ends early, without complaint, when one of the signals says so. */
export async function pause(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
  await sleep(ms, undefined, { signal: AbortSignal.any([...signals]) }).catch(() => undefined)
}
