/** Few facts about this installation, by key. */
import { eq } from 'drizzle-orm'
import type { MetaStore } from '@/lib/accounts/ports'
import { err, ok, type Result } from '@/lib/std/result'
import type { Engine } from '../engines/engine'

export function createMetaStore({ db, tables: { appMeta: t } }: Engine): MetaStore {
  return {
    async get(key) {
      const [row] = await db.select().from(t).where(eq(t.key, key))
      return row?.value ?? null
    },
    async keep(key, value) {
      await db.insert(t).values({ key, value }).onConflictDoNothing()
      const [row] = await db.select().from(t).where(eq(t.key, key))
      return row?.value ?? value
    },
    async set(key, value) {
      await db.insert(t).values({ key, value }).onConflictDoUpdate({ target: t.key, set: { value } })
    },
  }
}

export type InstallationKind = 'demo' | 'production'
const KIND_KEY = 'kind'

/**
 * Says what this database is for, once and for good: the first start decides, and the other kind is refused from then on, so that
 * no demo account ever opens a production record.
 */
export async function claimKind({ db, tables: { appMeta: t } }: Engine, kind: InstallationKind): Promise<Result<InstallationKind, { readonly code: 'otherKind' }>> {
  await db.insert(t).values({ key: KIND_KEY, value: kind }).onConflictDoNothing()
  const [row] = await db.select().from(t).where(eq(t.key, KIND_KEY))
  return row?.value === kind ? ok(kind) : err({ code: 'otherKind' })
}
