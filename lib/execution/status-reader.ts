/**
 * Readings for screens and use cases: concurrent wishes share one reading, and a reading may be a moment old. A change of the unit
 * draws a line: nothing read before it, and no read that was under way, is handed out after it.
 * Imports lib/std, lib/vmiunit and ports only.
 */
import type { Clock } from '@/lib/std/clock'
import type { StatusReader } from '@/lib/recoveries/ports'
import { toArgv, type UnitName } from '@/lib/vmiunit/commands'
import { toReading } from '@/lib/vmiunit/reading'
import type { Managers } from './ports'
import { readStatus, type StampedReading } from './read-status'

export type StatusReaderDeps = {
  readonly managers: Managers
  readonly clock: Clock
  readonly newId: () => string
  /** Bounds each target of `status`. */
  readonly readTimeoutMs: number
  /** How old a shared reading may be. */
  readonly freshMs: number
}

export interface ExecutorStatusReader extends StatusReader {
  /** Asks the manager now, whatever is known or under way: for comparison and verification. */
  readNow(connectionId: string, unit: UnitName): Promise<StampedReading>
  /** A command began or ended on the unit: what was read so far is history. */
  changed(connectionId: string, unit: UnitName): void
}

type Shared = { readonly startedAt: number; settled: boolean; readonly reading: Promise<StampedReading> }

export function createStatusReader({ managers, clock, newId, readTimeoutMs, freshMs }: StatusReaderDeps): ExecutorStatusReader {
  const shared = new Map<string, Shared>()
  /** How often each unit changed: a reading begun before a change is history after it. */
  const changes = new Map<string, number>()

  async function ask(connectionId: string, unit: UnitName): Promise<StampedReading> {
    const manager = await managers.get(connectionId)
    if (!manager) return { reading: unanswered(unit, newId(), clock.now()), stamp: null }
    const stamped = await readStatus({ manager, unit, clock, newId, timeoutMs: readTimeoutMs })
    if (stamped.stamp) await managers.answered(connectionId, stamped.stamp)
    return stamped
  }

  function share(key: string, connectionId: string, unit: UnitName): Shared {
    const known = shared.get(key)
    if (known && (!known.settled || clock.now() - known.startedAt <= freshMs)) return known
    const entry: Shared = { startedAt: clock.now(), settled: false, reading: ask(connectionId, unit) }
    shared.set(key, entry)
    void entry.reading.then(
      () => { entry.settled = true },
      () => { if (shared.get(key) === entry) shared.delete(key) },
    )
    return entry
  }

  /** What was read for a comparison or a verification is also the newest that a screen can show. */
  async function readNow(connectionId: string, unit: UnitName): Promise<StampedReading> {
    const key = keyOf(connectionId, unit)
    const [startedAt, change] = [clock.now(), changes.get(key)]
    const stamped = await ask(connectionId, unit)
    const known = shared.get(key)
    if (changes.get(key) === change && (!known || known.startedAt <= startedAt)) shared.set(key, { startedAt, settled: true, reading: Promise.resolve(stamped) })
    return stamped
  }

  return {
    read: async (connectionId, unit) => (await share(keyOf(connectionId, unit), connectionId, unit).reading).reading,
    readNow,
    changed: (connectionId, unit) => {
      const key = keyOf(connectionId, unit)
      shared.delete(key)
      changes.set(key, (changes.get(key) ?? 0) + 1)
    },
    command: toArgv,
  }
}

const keyOf = (connectionId: string, unit: UnitName): string => JSON.stringify([connectionId, unit])

/** The reading of a manager that cannot be reached at all. */
const unanswered = (unit: UnitName, id: string, at: number) =>
  toReading({ id, unit, startedAt: at, readAt: at, unitOutput: '', unitExit: null, serversOutput: '', serversExit: null, source: 'read' })
