/** The store of readings that were drawn beside a button. */
import { eq, lt } from 'drizzle-orm'
import type { DrawnReadings } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Engine } from '../engines/engine'
import { readingSchema } from './reading-schema'
import { parseText } from './row'

export function createDrawnReadings({ db, tables: { drawnReadings: t } }: Engine): DrawnReadings {
  return {
    async save(reading, at) {
      await db.insert(t).values({ id: reading.id, reading: canonical(reading), at }).onConflictDoNothing()
    },
    async load(id) {
      const [row] = await db.select({ reading: t.reading }).from(t).where(eq(t.id, id))
      // One that cannot be read is none: the press is then answered by a new reading.
      return (row && readingSchema.safeParse(parseText(row.reading)).data) ?? null
    },
    async forgetBefore(at) {
      await db.delete(t).where(lt(t.at, at))
    },
  }
}
