/**
 * Remembers readings, so that an act can name the one it was based on. Those of this process in memory, the oldest forgotten first; those that
 * stood beside a button also in the database, so that a press after a restart, or at another instance, is compared with what the person saw.
 * An act on a forgotten one is answered by a new reading, never by a guess. Imports ports only.
 */
import type { Clock } from '@/lib/std/clock'
import type { UnitName } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import { agePasted } from '@/lib/vmiunit/age'
import type { ReadingSource } from './deps'
import type { DrawnReadings, PastedReadings } from './ports'

const KEPT_MAX = 500
/** A page that stood open for longer than a day is read anew. */
const DRAWN_FOR_MS = 24 * 60 * 60 * 1000
const FORGET_EVERY = 100

export type StatusSource = {
  read(connectionId: string, unit: UnitName): Promise<Reading>
  readNow(connectionId: string, unit: UnitName): Promise<Reading>
}

/** What people copied from their terminals. */
export type ByHand = {
  readonly pasted: PastedReadings
  /** Whether no application may ask there at all. */
  readonly isManual: (connectionId: string) => Promise<boolean>
}

export function createReadings(status: StatusSource, drawn: DrawnReadings, clock: Clock, byHand: ByHand): ReadingSource {
  const kept = new Map<string, Reading>()
  const saved = new Set<string>()
  const keep = (reading: Reading): Reading => {
    kept.set(reading.id, reading)
    const oldest = kept.size > KEPT_MAX ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return reading
  }
  const pasted = async (connectionId: string, unit: UnitName): Promise<Reading | null> => {
    const last = await byHand.pasted.last(connectionId, unit)
    return last && agePasted(last, clock.now()).complete ? keep(last) : null
  }
  /** Where the manager tells nothing whole, what a person pasted stands in for it, and says so. */
  const orPasted = async (reading: Reading, connectionId: string): Promise<Reading> => {
    if (reading.complete) return keep(reading)
    const last = await pasted(connectionId, reading.unit)
    if (last) return last
    return keep((await byHand.isManual(connectionId)) ? { ...reading, gaps: [{ code: 'notPasted' }] } : reading)
  }
  return {
    read: async (connectionId, unit) => orPasted(await status.read(connectionId, unit), connectionId),
    readNow: async (connectionId, unit) => orPasted(await status.readNow(connectionId, unit), connectionId),
    pasted,
    paste: async (connectionId, reading) => byHand.pasted.save(connectionId, keep(reading)),
    async drawn(reading) {
      if (saved.has(reading.id)) return
      saved.add(reading.id)
      await drawn.save(reading, clock.now())
      if (saved.size < FORGET_EVERY) return
      saved.clear()
      await drawn.forgetBefore(clock.now() - DRAWN_FOR_MS)
    },
    async find(id, unit) {
      const found = id === null ? null : (kept.get(id) ?? (await drawn.load(id)))
      return found?.unit === unit ? found : null
    },
  }
}
