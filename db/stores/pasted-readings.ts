/** The store of readings that people pasted: the last of each unit. */
import { and, eq } from 'drizzle-orm'
import type { PastedReadings } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Engine } from '../engines/engine'
import { readingSchema } from './reading-schema'
import { parseText } from './row'

export function createPastedReadings({ db, tables: { pastedReadings: t } }: Engine): PastedReadings {
  return {
    async save(connectionId, reading) {
      const values = { reading: canonical(reading), at: reading.pasted?.at ?? reading.readAt }
      await db.insert(t).values({ connectionId, unit: reading.unit, ...values }).onConflictDoUpdate({ target: [t.connectionId, t.unit], set: values })
    },
    async last(connectionId, unit) {
      const [row] = await db.select({ reading: t.reading }).from(t).where(and(eq(t.connectionId, connectionId), eq(t.unit, unit)))
      // One that cannot be read is none: the page asks for another.
      return (row && readingSchema.safeParse(parseText(row.reading)).data) ?? null
    },
  }
}
