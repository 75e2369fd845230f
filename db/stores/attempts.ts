/**
 * The store of attempts, as the executor sees them: claims by lease on the database's clock. Each take-over raises the epoch, and
 * every write is conditional on (owner, epoch), so that one who was frozen and wakes up changes nothing.
 */
import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { AttemptStore, Claim } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Engine } from '../engines/engine'
import { leftBehind } from '../schema/attempts'
import { toAttempt } from './attempt-row'
import { createOutputStore } from './output'

export function createAttemptStore(engine: Engine): AttemptStore {
  const { db, tables: { attempts: t }, now } = engine
  /** Not those that people run: they hold their unit, and are no executor's to claim or attend to. */
  const isUnsettled = and(isNull(t.releasedAt), eq(t.byHand, false))
  const isFree = or(isNull(t.leaseUntil), lte(t.leaseUntil, now))
  const holds = ({ attempt, owner, epoch }: Claim) => and(eq(t.id, attempt), eq(t.owner, owner), eq(t.epoch, epoch), isUnsettled)

  return {
    async get(id) {
      const [row] = await db.select().from(t).where(eq(t.id, id))
      return row ? toAttempt(row) : null
    },

    async claim(id, owner, leaseMs) {
      const [row] = await db.update(t)
        .set({
          owner,
          epoch: sql`${t.epoch} + 1`,
          leaseUntil: sql`${now} + ${leaseMs}`,
          status: sql`case when ${t.status} = 'requested' then 'claimed' else ${t.status} end`,
        })
        .where(and(eq(t.id, id), isUnsettled, isFree)).returning()
      if (!row) return null
      return { claim: { attempt: id, owner, epoch: row.epoch }, row: toAttempt(row), takenOver: row.epoch > 1 }
    },

    async renew(claim, leaseMs) {
      const kept = await db.update(t).set({ leaseUntil: sql`${now} + ${leaseMs}` }).where(holds(claim)).returning({ id: t.id })
      return kept.length > 0
    },

    async advance(claim, { beforeReading, ...plain }) {
      const reading = beforeReading === undefined ? {} : { beforeReading: beforeReading && canonical(beforeReading) }
      const moved = await db.update(t).set({ ...plain, ...reading }).where(holds(claim)).returning({ id: t.id })
      return moved.length > 0
    },

    async claimable(limit) {
      const rows = await db.select().from(t).where(and(isUnsettled, isFree)).orderBy(asc(t.requestedAt), asc(t.id)).limit(limit)
      return rows.map(toAttempt)
    },

    async unsettled() {
      const rows = await db.select().from(t).where(isUnsettled).orderBy(asc(t.requestedAt), asc(t.id))
      return rows.map(toAttempt)
    },

    async leftBehind(managerIdentity) {
      const rows = await db.select({ id: t.id }).from(t).where(and(eq(t.managerIdentity, managerIdentity), leftBehind(t), eq(t.byHand, false))).orderBy(asc(t.id))
      return rows.map(({ id }) => id)
    },

    ...createOutputStore(engine),
  }
}
