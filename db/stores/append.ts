/**
 * Writes what was decided, in ONE transaction: events with their hashes, projection, search words, locks, attempts, the act's answer.
 * Locks are unique keys, not checks: whoever comes second fails on the key, and everything of his rolls back.
 */
import { and, eq, isNull, notInArray } from 'drizzle-orm'
import type { Append, AppendProblem, Appended } from '@/lib/recoveries/ports'
import { assert } from '@/lib/std/assert'
import { err, ok, type Result } from '@/lib/std/result'
import { FIRST_PREVIOUS } from '../chain'
import type { Engine, Handle } from '../engines/engine'
import type { SealKey } from '../seal-key'
import { holdsUnit, isUnitHeld, releaseAttempts, storeAttempt, storePasted } from './append-attempts'
import { chainEvents } from './event-row'
import { useFiles } from './handed-files'
import { storeMails } from './mails'
import { isOpenStatus, toRow } from './projection-row'
import { sealRecovery } from './seal'
import { searchTerms } from './search-terms'
import { moveServerLocks, takeServerLocks } from './server-locks'

/** Leaves the transaction with a refusal; the reasons that must be looked up are looked up after the rollback. */
export class Refused extends Error {
  readonly code: AppendProblem['code']
  constructor(code: AppendProblem['code']) {
    super(code)
    this.code = code
  }
}

/** `key`: signs the seals that the events call for. */
export async function append(engine: Engine, input: Append, key: SealKey | null): Promise<Result<Appended, AppendProblem>> {
  assert(input.events.length > 0, 'an append without events')
  assert(input.projection.id === input.recoveryId && input.projection.seq === input.expectedSeq + input.events.length, 'the projection is of another moment than its events')
  try {
    return ok(await engine.transaction((tx) => write(engine, tx, input, key)))
  } catch (error) {
    if (error instanceof Refused) return err(await explain(engine, error.code, input))
    throw error
  }
}

async function write(engine: Engine, tx: Handle, input: Append, key: SealKey | null): Promise<Appended> {
  await refuseSeenKey(engine, tx, input)
  const chained = chainEvents(input, await previousHash(engine, tx, input))
  const last = chained.at(-1)
  assert(last, 'an append without events')
  await moveHead(engine, tx, input, last.hash)
  if (input.claim) await assureClaim(engine, tx, input.claim)
  await tx.insert(engine.tables.events).values([...chained])
  await sealRecovery(engine, tx, input, last, key)
  await keepSearchTerms(engine, tx, input)
  const alsoIn = await moveServerLocks(engine, tx, input)
  await refusing(engine, 'serverInRecovery', takeServerLocks(engine, tx, input))
  await storePasted(engine, tx, input)
  await storeMails(engine, tx, input)
  await useFiles(engine, tx, input)
  await releaseAttempts(engine, tx, input)
  if (input.newAttempt && (await isUnitHeld(engine, tx, input.newAttempt))) throw new Refused('unitBusy')
  if (input.newAttempt) await refusing(engine, 'unitBusy', storeAttempt(engine, tx, input.newAttempt, input.hold))
  if (input.act) await refusing(engine, 'keySeen', tx.insert(engine.tables.acts).values({ ...input.act, recoveryId: input.recoveryId, seq: last.seq }))
  return { seq: last.seq, hash: last.hash, ...(alsoIn !== null && { alsoIn }) }
}

/** Turns a taken key into a refusal; every other error is a fault. */
async function refusing(engine: Engine, code: AppendProblem['code'], statement: PromiseLike<unknown>): Promise<void> {
  try {
    await statement
  } catch (error) {
    throw engine.isUnique(error) ? new Refused(code) : error
  }
}

async function refuseSeenKey({ tables: { acts } }: Engine, tx: Handle, { act }: Append): Promise<void> {
  if (!act) return
  const [seen] = await tx.select({ key: acts.key }).from(acts).where(eq(acts.key, act.key))
  if (seen) throw new Refused('keySeen')
}

async function previousHash({ tables: { events } }: Engine, tx: Handle, { recoveryId, expectedSeq }: Append): Promise<string> {
  if (expectedSeq === 0) return FIRST_PREVIOUS
  const [previous] = await tx.select({ hash: events.hash }).from(events).where(and(eq(events.recoveryId, recoveryId), eq(events.seq, expectedSeq)))
  if (!previous) throw new Refused('conflict')
  return previous.hash
}

/** The row's own `seq` decides between two writers: the second waits for the first and then finds another number. */
async function moveHead({ tables: { recoveries }, now }: Engine, tx: Handle, { recoveryId, expectedSeq, projection }: Append, headHash: string): Promise<void> {
  const row = { ...toRow(projection), headHash, changedAt: now }
  const moved =
    expectedSeq === 0
      ? await tx.insert(recoveries).values(row).onConflictDoNothing().returning({ id: recoveries.id })
      : await tx.update(recoveries).set(row).where(and(eq(recoveries.id, recoveryId), eq(recoveries.seq, expectedSeq))).returning({ id: recoveries.id })
  if (moved.length === 0) throw new Refused('conflict')
}

/** Touches the row, so that no other executor takes the attempt over before these events are stored. */
async function assureClaim({ tables: { attempts } }: Engine, tx: Handle, { attempt, owner, epoch }: NonNullable<Append['claim']>): Promise<void> {
  const current = and(eq(attempts.id, attempt), eq(attempts.owner, owner), eq(attempts.epoch, epoch), isNull(attempts.releasedAt))
  const touched = await tx.update(attempts).set({ epoch }).where(current).returning({ id: attempts.id })
  if (touched.length === 0) throw new Refused('notYours')
}

async function keepSearchTerms({ tables: { recoveryTerms } }: Engine, tx: Handle, { recoveryId, projection }: Append): Promise<void> {
  const isOpen = isOpenStatus(projection.status)
  const terms = searchTerms(projection)
  const stored = await tx.select({ term: recoveryTerms.term, isOpen: recoveryTerms.isOpen }).from(recoveryTerms).where(eq(recoveryTerms.recoveryId, recoveryId))
  if (stored.length === terms.length && stored.every((row) => row.isOpen === isOpen && terms.includes(row.term))) return
  await tx.delete(recoveryTerms).where(eq(recoveryTerms.recoveryId, recoveryId))
  await tx.insert(recoveryTerms).values(terms.map((term) => ({ term, isOpen, startedAt: projection.startedAt, recoveryId })))
}

/** Names who holds what was wanted; the holder may be gone by now (`null`). */
async function explain(engine: Engine, code: AppendProblem['code'], input: Append): Promise<AppendProblem> {
  const { db, tables: { acts, attempts, serverLocks } } = engine
  if (code === 'serverInRecovery') {
    const locks = await db.select().from(serverLocks).where(and(eq(serverLocks.managerIdentity, input.managerIdentity), notInArray(serverLocks.recoveryId, [input.recoveryId])))
    return { code, recoveryId: locks.find(({ server }) => input.lockedServers.includes(server))?.recoveryId ?? null }
  }
  if (code === 'unitBusy' && input.newAttempt) {
    const [holder] = await db.select({ recoveryId: attempts.recoveryId, attempt: attempts.id }).from(attempts).where(holdsUnit(engine, input.newAttempt)).limit(1)
    return { code, recoveryId: holder?.recoveryId ?? null, attempt: holder?.attempt ?? null }
  }
  if (code === 'keySeen' && input.act) {
    const [seen] = await db.select().from(acts).where(eq(acts.key, input.act.key))
    assert(seen, 'an act that was there is gone')
    return { code, sameInput: seen.inputHash === input.act.inputHash, recoveryId: seen.recoveryId, seq: seen.seq }
  }
  return code === 'notYours' ? { code } : { code: 'conflict' }
}
