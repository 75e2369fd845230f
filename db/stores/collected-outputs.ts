/** The store of what need not lie on a management server any more. */
import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import type { CollectedOutputs } from '@/lib/execution/ports'
import type { Engine } from '../engines/engine'
import { toSweep } from '../schema/attempts'

export const createCollectedOutputs = ({ db, tables: { attempts: t } }: Engine): CollectedOutputs => ({
  async toSweep(managerIdentity, before, limit) {
    const rows = await db.select({ id: t.id }).from(t).where(and(eq(t.managerIdentity, managerIdentity), lt(t.endedAt, before), toSweep(t))).orderBy(asc(t.endedAt), asc(t.id)).limit(limit)
    return rows.map(({ id }) => id)
  },
  async noteSwept(attempts, at) {
    if (attempts.length > 0) await db.update(t).set({ sweptAt: at }).where(inArray(t.id, [...attempts]))
  },
})
