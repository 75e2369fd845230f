/**
 * The locks of servers: one open recovery per (manager identity, server), by primary key. They move when an identity becomes known or another
 * one. Where somebody else has the server there, the later of the two keeps a lock under the old key, and who the other is is told: both go on
 * being written, and it is for the use cases to put the later one on hold.
 */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { SameServer } from '@/lib/recoveries/ports'
import type { Engine, Handle } from '../engines/engine'

type Wanted = { readonly recoveryId: string; readonly managerIdentity: string; readonly lockedServers: readonly string[] }

/** Keeps, moves and gives free what is stored. Answers who else has one of these servers under this identity, if somebody has. */
export async function moveServerLocks(engine: Engine, tx: Handle, { recoveryId, managerIdentity, lockedServers }: Wanted): Promise<string | null> {
  const { serverLocks } = engine.tables
  const stored = await tx.select().from(serverLocks).where(eq(serverLocks.recoveryId, recoveryId))
  const free = stored.filter(({ server }) => !lockedServers.includes(server)).map(({ server }) => server)
  if (free.length > 0) await tx.delete(serverLocks).where(and(eq(serverLocks.recoveryId, recoveryId), inArray(serverLocks.server, free)))
  const elsewhere = stored.filter((lock) => lock.managerIdentity !== managerIdentity && lockedServers.includes(lock.server))
  let alsoIn: string | null = null
  for (const lock of inOneOrder(elsewhere)) {
    const there = and(eq(serverLocks.managerIdentity, managerIdentity), eq(serverLocks.server, lock.server))
    const here = and(eq(serverLocks.managerIdentity, lock.managerIdentity), eq(serverLocks.server, lock.server))
    const moved = await tx.insert(serverLocks).values({ managerIdentity, server: lock.server, recoveryId }).onConflictDoNothing().returning({ server: serverLocks.server })
    if (moved.length > 0) {
      await tx.delete(serverLocks).where(here)
      continue
    }
    const [holder] = await tx.select({ recoveryId: serverLocks.recoveryId }).from(serverLocks).where(there)
    alsoIn ??= holder?.recoveryId ?? null
    // The later one has what is left: every append of its own then tells of the earlier one, until it rests.
    if (holder && (await firstOf(engine, tx, [recoveryId, holder.recoveryId])) === recoveryId) {
      await tx.update(serverLocks).set({ recoveryId }).where(there)
      await tx.update(serverLocks).set({ recoveryId: holder.recoveryId }).where(here)
    }
  }
  return alsoIn
}

async function firstOf({ tables: { recoveries } }: Engine, tx: Handle, ids: readonly string[]): Promise<string | undefined> {
  const [first] = await tx.select({ id: recoveries.id }).from(recoveries).where(inArray(recoveries.id, [...ids])).orderBy(asc(recoveries.startedAt), asc(recoveries.id)).limit(1)
  return first?.id
}

/** Locks those that this recovery has no lock of yet, under any identity. Fails on the key where somebody else has one. */
export async function takeServerLocks({ tables: { serverLocks } }: Engine, tx: Handle, { recoveryId, managerIdentity, lockedServers }: Wanted): Promise<void> {
  const stored = await tx.select({ server: serverLocks.server }).from(serverLocks).where(eq(serverLocks.recoveryId, recoveryId))
  const missing = [...new Set(lockedServers)].filter((server) => !stored.some((lock) => lock.server === server))
  if (missing.length > 0) await tx.insert(serverLocks).values(inOneOrder(missing.map((server) => ({ managerIdentity, server, recoveryId }))))
}

/** In one order for everybody, so that two who want the same two servers do not wait for each other. */
const inOneOrder = <L extends { readonly server: string }>(locks: readonly L[]): L[] => [...locks].sort((a, b) => (a.server < b.server ? -1 : 1))

/** Moves what every open recovery of a connection has. */
export async function moveLocksOfConnection(engine: Engine, connectionId: string, managerIdentity: string): Promise<readonly SameServer[]> {
  const { recoveries, serverLocks } = engine.tables
  return engine.transaction(async (tx) => {
    const locks = await tx.select({ recoveryId: recoveries.id, server: serverLocks.server }).from(recoveries).innerJoin(serverLocks, eq(serverLocks.recoveryId, recoveries.id))
      .where(and(eq(recoveries.connectionId, connectionId), eq(recoveries.isOpen, true))).orderBy(asc(recoveries.startedAt), asc(recoveries.id))
    const found: SameServer[] = []
    for (const recoveryId of new Set(locks.map((lock) => lock.recoveryId))) {
      const lockedServers = locks.filter((lock) => lock.recoveryId === recoveryId).map(({ server }) => server)
      const alsoIn = await moveServerLocks(engine, tx, { recoveryId, managerIdentity, lockedServers })
      if (alsoIn !== null) found.push({ recoveryId, alsoIn })
    }
    return found
  })
}
