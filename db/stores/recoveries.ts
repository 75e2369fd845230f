/** The store of recoveries: histories, their projection, lists by keyset. Written once for both engines. */
import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { RecoveryStore } from '@/lib/recoveries/ports'
import { firstFault } from '../chain'
import type { Engine } from '../engines/engine'
import type { SealKey } from '../seal-key'
import { append } from './append'
import { toEvent } from './event-row'
import { listRecoveries } from './list'
import { toProjection } from './projection-row'
import { checkSeals } from './seal'
import { moveLocksOfConnection } from './server-locks'

/** How many of the latest attempts say what is usual. */
const USUAL_OF_MAX = 50

type StoreOptions = { readonly timeZone?: string; readonly sealKey?: SealKey | null }

/** `timeZone` says which year a reference number belongs to; `sealKey` signs the seals. */
export function createRecoveryStore(engine: Engine, { timeZone = 'Asia/Tokyo', sealKey = null }: StoreOptions = {}): RecoveryStore {
  const { db, tables } = engine
  const { recoveries, events, seals, counters, attempts, acts } = tables
  const yearOf = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' })

  return {
    async nextId(at) {
      const name = `R-${yearOf.format(at)}`
      const [counter] = await db.insert(counters).values({ name, value: 1 })
        .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } }).returning({ value: counters.value })
      return `${name}-${String(counter?.value).padStart(4, '0')}`
    },

    append: (input) => append(engine, input, sealKey),

    moveLocks: (connectionId, managerIdentity) => moveLocksOfConnection(engine, connectionId, managerIdentity),

    async findAct(key) {
      const [row] = await db.select({ inputHash: acts.inputHash, recoveryId: acts.recoveryId, seq: acts.seq }).from(acts).where(eq(acts.key, key))
      return row ?? null
    },

    async events(recoveryId) {
      const rows = await db.select().from(events).where(eq(events.recoveryId, recoveryId)).orderBy(asc(events.seq))
      return rows.length === 0 ? null : rows.map(toEvent)
    },

    async eventsAfter(recoveryId, seq, limit) {
      const rows = await db.select().from(events).where(and(eq(events.recoveryId, recoveryId), gt(events.seq, seq))).orderBy(asc(events.seq)).limit(limit)
      return rows.map(toEvent)
    },

    async hashes(recoveryId) {
      const rows = await db.select({ hash: events.hash }).from(events).where(eq(events.recoveryId, recoveryId)).orderBy(asc(events.seq))
      return rows.map(({ hash }) => hash)
    },

    async projection(recoveryId) {
      const [row] = await db.select().from(recoveries).where(eq(recoveries.id, recoveryId))
      return row ? toProjection(row) : null
    },

    async headHash(recoveryId) {
      const [row] = await db.select({ headHash: recoveries.headHash }).from(recoveries).where(eq(recoveries.id, recoveryId))
      return row?.headHash ?? null
    },

    list: (filter, cursor, limit) => listRecoveries(engine, filter, cursor, limit),

    async open() {
      const rows = await db.select().from(recoveries).where(eq(recoveries.isOpen, true)).orderBy(desc(recoveries.startedAt), desc(recoveries.id))
      return rows.map(toProjection)
    },

    async openOnUnit(connectionId, unit) {
      const rows = await db.select().from(recoveries)
        .where(and(eq(recoveries.unit, unit), eq(recoveries.isOpen, true), eq(recoveries.connectionId, connectionId)))
        .orderBy(desc(recoveries.startedAt), desc(recoveries.id))
      return rows.map(toProjection)
    },

    async lately(limit) {
      const rows = await db.select().from(recoveries).where(and(eq(recoveries.isOpen, false), isNotNull(recoveries.endedAt)))
        .orderBy(desc(recoveries.endedAt), desc(recoveries.id)).limit(limit)
      return rows.map(toProjection)
    },

    async verify(recoveryId) {
      // Seals first, then events and head in one statement: a writer in between can only add what the head already names.
      const sealed = await db.select({ eventSeq: seals.eventSeq, eventHash: seals.eventHash }).from(seals).where(eq(seals.recoveryId, recoveryId))
      const rows = await db.select({ event: events, head: { seq: recoveries.seq, hash: recoveries.headHash } }).from(recoveries)
        .leftJoin(events, eq(events.recoveryId, recoveries.id)).where(eq(recoveries.id, recoveryId)).orderBy(asc(events.seq))
      const head = rows[0]?.head ?? { seq: 0, hash: '' }
      const fault = firstFault(rows.flatMap(({ event }) => event ?? []), head, sealed)
      const { badEventSeq } = await checkSeals(engine, recoveryId, sealKey)
      return fault ?? (badEventSeq === null ? null : { badSeq: badEventSeq, why: 'sealDiffers' })
    },

    async seals(recoveryId) {
      const { badEventSeq: _, ...view } = await checkSeals(engine, recoveryId, sealKey)
      return view
    },

    async usual(unit, command) {
      const rows = await db.select({ launchedAt: attempts.launchedAt, endedAt: attempts.endedAt }).from(attempts)
        .innerJoin(recoveries, eq(recoveries.id, attempts.recoveryId))
        .where(and(eq(attempts.unit, unit), eq(attempts.commandName, command), isNotNull(attempts.endedAt), isNotNull(attempts.launchedAt), eq(recoveries.drill, false)))
        .orderBy(desc(attempts.endedAt)).limit(USUAL_OF_MAX)
      return median(rows.map(({ launchedAt, endedAt }) => (endedAt ?? 0) - (launchedAt ?? 0)))
    },
  }
}

function median(durations: readonly number[]) {
  const sorted = [...durations].sort((a, b) => a - b)
  const high = sorted[Math.floor(sorted.length / 2)]
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  return high === undefined || low === undefined ? null : { medianMs: Math.round((low + high) / 2), n: sorted.length }
}
