/** Seals: (recovery, event, its hash) at the start and at the end of each recovery, chained over all of them by one writer. */
import { eq } from 'drizzle-orm'
import type { EventType } from '@/lib/recovery/events'
import type { Append } from '@/lib/recoveries/ports'
import { FIRST_PREVIOUS, sealHash } from '../chain'
import type { Engine, Handle } from '../engines/engine'

export const SEALS_CHAIN = 'seals'

const SEALED_BY: Partial<Record<EventType, 'start' | 'end'>> = { RecoveryStarted: 'start', RecoveryCompleted: 'end', RecoveryStopped: 'end' }

/** Adds a seal where these events begin or end the recovery. */
export async function sealRecovery({ tables: { chainHeads, seals } }: Engine, tx: Handle, { recoveryId, events, at }: Append, last: { readonly seq: number; readonly hash: string }): Promise<void> {
  const reason = events.map(({ type }) => SEALED_BY[type]).findLast((known) => known !== undefined)
  if (!reason) return
  await tx.insert(chainHeads).values({ name: SEALS_CHAIN, seq: 0, hash: FIRST_PREVIOUS }).onConflictDoNothing()
  // Rewriting the row takes its lock: of two instances the second waits here and then reads what the first left.
  const [head] = await tx.update(chainHeads).set({ name: SEALS_CHAIN }).where(eq(chainHeads.name, SEALS_CHAIN)).returning()
  const fields = { seq: (head?.seq ?? 0) + 1, recoveryId, eventSeq: last.seq, eventHash: last.hash, reason, at }
  const hash = sealHash(head?.hash ?? FIRST_PREVIOUS, fields)
  await tx.insert(seals).values({ ...fields, hash })
  await tx.update(chainHeads).set({ seq: fields.seq, hash }).where(eq(chainHeads.name, SEALS_CHAIN))
}
