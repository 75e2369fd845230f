/** The store of one-time links. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { HandoffLink, LinkStore } from '@/lib/handoff/ports'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { Engine } from '../engines/engine'

export function createLinkStore({ db, tables: { handoffLinks: t } }: Engine): LinkStore {
  const toLink = ({ toName, toMail, request, locale, ...plain }: typeof t.$inferSelect): HandoffLink =>
    ({ ...plain, request: request as RequestKey, locale: locale === 'en' ? 'en' : 'ja', to: { name: toName, mail: toMail } })

  return {
    async add({ to, ...plain }) {
      await db.insert(t).values({ ...plain, toName: to.name, toMail: to.mail })
    },
    async byHash(tokenHash) {
      const [row] = await db.select().from(t).where(eq(t.tokenHash, tokenHash))
      return row ? toLink(row) : null
    },
    async ofRequest(recoveryId, requestNo) {
      const rows = await db.select().from(t).where(and(eq(t.recoveryId, recoveryId), eq(t.requestNo, requestNo))).orderBy(asc(t.createdAt), asc(t.id))
      return rows.map(toLink)
    },
    async revoke(recoveryId, requestNo, at, by) {
      const shut = await db.update(t).set({ revokedAt: at, revokedBy: by }).where(and(eq(t.recoveryId, recoveryId), eq(t.requestNo, requestNo), isNull(t.revokedAt))).returning({ id: t.id })
      return shut.length
    },
  }
}
