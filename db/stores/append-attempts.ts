/** The part of an append that is about attempts: a new one is stored with its event, a settled one gives its unit free. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { NewEvent } from '@/lib/recovery/events'
import type { Append, Hold, NewAttempt } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Engine, Handle } from '../engines/engine'
import { storeWholeOutput } from './output'

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
