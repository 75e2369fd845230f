/** The part of an append that is about attempts: a new one is stored with its event, a settled one gives its unit free. */
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { NewEvent } from '@/lib/recovery/events'
import type { Append, Hold, NewAttempt } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Engine, Handle } from '../engines/engine'
import { storeWholeOutput } from './output'

type Unit = Pick<NewAttempt, 'managerIdentity' | 'connectionId' | 'unit'>

/**
 * Attempts that hold a unit: those of its manager, by the unique key; and, since one manager may be known under two names, those of the same
 * connection, whatever it was known as, and those of a unit of that name wherever one of the two managers never told who it is.
 */
export const holdsUnit = ({ tables: { attempts: t } }: Engine, { managerIdentity, connectionId, unit }: Unit) => and(
  eq(t.unit, unit), isNull(t.releasedAt),
  managerIdentity === connectionId ? undefined : or(eq(t.managerIdentity, managerIdentity), eq(t.connectionId, connectionId), eq(t.managerIdentity, t.connectionId)),
)

/** Presses on units of one name come one after the other from here on, for a key alone would let two of them pass that have different ones. */
export async function isUnitHeld(engine: Engine, tx: Handle, unit: Unit): Promise<boolean> {
  // On SQLite a transaction is alone anyway.
  if (engine.kind === 'postgres') await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`unit ${unit.unit}`}, 0))`)
  const [holder] = await tx.select({ id: engine.tables.attempts.id }).from(engine.tables.attempts).where(holdsUnit(engine, unit)).limit(1)
  return holder !== undefined
}

/** Fails on the unique key while another attempt holds the unit. With a hold it is stored as claimed. */
export async function storeAttempt({ tables: { attempts }, now }: Engine, tx: Handle, { command, argv, basedOn, ...plain }: NewAttempt, hold: Hold | undefined): Promise<void> {
  const held = hold && !plain.byHand ? { status: 'claimed', owner: hold.owner, epoch: 1, leaseUntil: sql`${now} + ${hold.leaseMs}` } : { status: 'requested', epoch: 0 }
  await tx.insert(attempts).values({
    ...plain,
    commandName: command.name,
    command: canonical(command),
    argv: canonical(argv),
    basedOn: basedOn && canonical(basedOn),
    // What a person looked at is also what was before his command.
    beforeReading: plain.byHand && basedOn ? canonical(basedOn) : null,
    outputBytes: 0,
    ...held,
  })
}

/** Ends the unit locks that these events end, and notes what the attempt came to. */
export async function releaseAttempts({ tables: { attempts } }: Engine, tx: Handle, { events, releaseAttempts: ids = [], at }: Append): Promise<void> {
  const isDeclined = (id: string) => events.some((event) => declines(event, id))
  for (const status of ['declined', 'settled'] as const) {
    const those = ids.filter((id) => isDeclined(id) === (status === 'declined'))
    if (those.length > 0) await tx.update(attempts).set({ status, releasedAt: at }).where(and(inArray(attempts.id, those), isNull(attempts.releasedAt)))
  }
  const unknown = events.flatMap((event) => (event.type === 'OutcomeUnknown' ? [event.body.attempt] : []))
  if (unknown.length > 0) await tx.update(attempts).set({ status: 'unknown' }).where(and(inArray(attempts.id, unknown), isNull(attempts.releasedAt)))
}

/** What was pasted of a command's output, and that it ended. Nothing of it lies on a management server, so nothing is swept there. */
export async function storePasted(engine: Engine, tx: Handle, { pastedOutput, at }: Append): Promise<void> {
  if (!pastedOutput) return
  const { attempts } = engine.tables
  const { attempt, bytes, sha256 } = pastedOutput
  await storeWholeOutput(engine, tx, { attempt, bytes, sha256 })
  await tx.update(attempts).set({ status: 'ended', endedAt: at, sweptAt: at, outputBytes: bytes.byteLength }).where(and(eq(attempts.id, attempt), eq(attempts.byHand, true)))
}

const declines = (event: NewEvent, attempt: string) => event.type === 'CommandDeclined' && event.body.attempt === attempt
