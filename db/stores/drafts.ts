/** The store of half-filled forms. */
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { DraftStore } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Engine } from '../engines/engine'
import { parseText } from './row'

const valuesSchema = z.record(z.string(), z.string())

export function createDraftStore({ db, tables: { drafts: t } }: Engine): DraftStore {
  const isDraft = (ownerId: string, form: string) => and(eq(t.ownerId, ownerId), eq(t.form, form))
  return {
    async save(ownerId, form, values, at) {
      const text = canonical(values)
      await db.insert(t).values({ ownerId, form, values: text, at }).onConflictDoUpdate({ target: [t.ownerId, t.form], set: { values: text, at } })
    },
    async load(ownerId, form) {
      const [row] = await db.select().from(t).where(isDraft(ownerId, form))
      // A draft is a convenience: one that cannot be read is none, and the form begins empty.
      const values = row && valuesSchema.safeParse(parseText(row.values)).data
      return row && values ? { values, at: row.at } : null
    },
    async drop(ownerId, form) {
      await db.delete(t).where(isDraft(ownerId, form))
    },
  }
}
