/**
 * Remembers the readings that were drawn, so that an act can name the one it was based on. Kept in memory, the oldest forgotten first: an act
 * on a forgotten one is answered by a new reading, never by a guess. Imports ports only.
 */
import type { UnitName } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { ReadingSource } from './deps'

const KEPT_MAX = 500

export type StatusSource = {
  read(connectionId: string, unit: UnitName): Promise<Reading>
  readNow(connectionId: string, unit: UnitName): Promise<Reading>
}

export function createReadings(status: StatusSource): ReadingSource {
  const kept = new Map<string, Reading>()
  const keep = (reading: Reading): Reading => {
    kept.set(reading.id, reading)
    const oldest = kept.size > KEPT_MAX ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return reading
  }
  return {
    read: async (connectionId, unit) => keep(await status.read(connectionId, unit)),
    readNow: async (connectionId, unit) => keep(await status.readNow(connectionId, unit)),
    find: (id) => (id === null ? null : (kept.get(id) ?? null)),
  }
}
