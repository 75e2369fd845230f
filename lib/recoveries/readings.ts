/**
 * Remembers readings, so that an act can name the one it was based on. Those of this process in memory, the oldest forgotten first; those that
 * stood beside a button also in the database, so that a press after a restart, or at another instance, is compared with what the person saw.
 * An act on a forgotten one is answered by a new reading, never by a guess. Imports ports only.
 */
import type { Clock } from '@/lib/std/clock'
import type { UnitName } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { ReadingSource } from './deps'
import type { DrawnReadings } from './ports'

const KEPT_MAX = 500
/** A page that stood open for longer than a day is read anew. */
const DRAWN_FOR_MS = 24 * 60 * 60 * 1000
const FORGET_EVERY = 100

export type StatusSource = {
  read(connectionId: string, unit: UnitName): Promise<Reading>
  readNow(connectionId: string, unit: UnitName): Promise<Reading>
}

export function createReadings(status: StatusSource, drawn: DrawnReadings, clock: Clock): ReadingSource {
  const kept = new Map<string, Reading>()
  const saved = new Set<string>()
  const keep = (reading: Reading): Reading => {
    kept.set(reading.id, reading)
    const oldest = kept.size > KEPT_MAX ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return reading
  }
  return {
    read: async (connectionId, unit) => keep(await status.read(connectionId, unit)),
    readNow: async (connectionId, unit) => keep(await status.readNow(connectionId, unit)),
    async drawn(reading) {
      if (saved.has(reading.id)) return
      saved.add(reading.id)
      await drawn.save(reading, clock.now())
      if (saved.size < FORGET_EVERY) return
      saved.clear()
      await drawn.forgetBefore(clock.now() - DRAWN_FOR_MS)
    },
    find: async (id) => (id === null ? null : (kept.get(id) ?? (await drawn.load(id)))),
  }
}
