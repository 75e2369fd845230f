/** The store of what is known about files that people hand over; their bytes lie in the content store. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, notInArray, or } from 'drizzle-orm'
import type { HandedFile, HandedFiles } from '@/lib/files/ports'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { Append } from '@/lib/recoveries/ports'
import type { Engine, Handle } from '../engines/engine'

/** Files that the events of an append name stay for good, from its transaction on, also where somebody took one back a moment before. */
export async function useFiles({ tables: { files } }: Engine, tx: Handle, { recoveryId, usedFiles = [], at }: Append): Promise<void> {
  if (usedFiles.length > 0) await tx.update(files).set({ usedAt: at, removedAt: null }).where(and(inArray(files.id, [...usedFiles]), eq(files.recoveryId, recoveryId), isNull(files.usedAt)))
}

export function createHandedFiles({ db, tables: { files: t, outputs } }: Engine): HandedFiles {
  const toFile = ({ ownerId, ownerName, request, ...plain }: typeof t.$inferSelect): HandedFile => ({ ...plain, request: request as RequestKey, owner: { id: ownerId, name: ownerName } })

  return {
    async add({ owner, ...plain }) {
      await db.insert(t).values({ ...plain, ownerId: owner.id, ownerName: owner.name })
    },
    async get(id) {
      const [row] = await db.select().from(t).where(eq(t.id, id))
      return row ? toFile(row) : null
    },
    async complete(id, { sizeBytes, sha256, at }) {
      const done = await db.update(t).set({ sizeBytes, sha256, completedAt: at }).where(and(eq(t.id, id), isNull(t.completedAt))).returning({ id: t.id })
      return done.length > 0
    },
    async remove(id, at) {
      const gone = await db.update(t).set({ removedAt: at }).where(and(eq(t.id, id), isNull(t.usedAt), isNull(t.removedAt))).returning({ id: t.id })
      return gone.length > 0
    },
    async ofRequest(recoveryId, leg, request) {
      const rows = await db.select().from(t).where(and(eq(t.recoveryId, recoveryId), eq(t.leg, leg), eq(t.request, request), isNull(t.removedAt))).orderBy(asc(t.createdAt), asc(t.id))
      return rows.map(toFile)
    },
    async takenBack(before, limit) {
      const named = db.select({ sha256: t.sha256 }).from(t).where(and(isNotNull(t.sha256), or(isNull(t.removedAt), gt(t.removedAt, before), isNotNull(t.usedAt))))
      const shown = db.select({ sha256: outputs.sha256 }).from(outputs).where(isNotNull(outputs.sha256))
      const rows = await db.selectDistinct({ sha256: t.sha256 }).from(t).where(and(isNotNull(t.sha256), notInArray(t.sha256, named), notInArray(t.sha256, shown))).limit(limit)
      return rows.flatMap(({ sha256 }) => sha256 ?? [])
    },
    async isNamed(sha256) {
      const rows = [await db.select({ sha256: t.sha256 }).from(t).where(and(eq(t.sha256, sha256), isNull(t.removedAt))).limit(1), await db.select({ sha256: outputs.sha256 }).from(outputs).where(eq(outputs.sha256, sha256)).limit(1)]
      return rows.flat().length > 0
    },
    async forget(sha256, before) {
      await db.delete(t).where(and(eq(t.sha256, sha256), isNull(t.usedAt), lte(t.removedAt, before)))
    },
    async abandoned(before, limit) {
      const rows = await db.select().from(t).where(and(isNull(t.completedAt), isNull(t.removedAt), lte(t.createdAt, before))).orderBy(asc(t.createdAt), asc(t.id)).limit(limit)
      return rows.map(toFile)
    },
  }
}
