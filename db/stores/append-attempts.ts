/** The part of an append that is about attempts: a new one is stored with its event, a settled one gives its unit free. */
import { and, inArray, isNull, sql } from 'drizzle-orm'
import type { NewEvent } from '@/lib/recovery/events'
import type { Append, Hold, NewAttempt } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import type { Engine, Handle } from '../engines/engine'

/** Fails on the unique key while another attempt holds the unit. With a hold it is stored as claimed. */
export async function storeAttempt({ tables: { attempts }, now }: Engine, tx: Handle, { command, argv, basedOn, ...plain }: NewAttempt, hold: Hold | undefined): Promise<void> {
  const held = hold ? { status: 'claimed', owner: hold.owner, epoch: 1, leaseUntil: sql`${now} + ${hold.leaseMs}` } : { status: 'requested', epoch: 0 }
  await tx.insert(attempts).values({
    ...plain,
    commandName: command.name,
    command: canonical(command),
    argv: canonical(argv),
    basedOn: basedOn && canonical(basedOn),
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

const declines = (event: NewEvent, attempt: string) => event.type === 'CommandDeclined' && event.body.attempt === attempt
