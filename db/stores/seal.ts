/**
 * Seals: (recovery, event, its hash) at the start, at each hand-off that is sent, and at the end of a recovery, chained over all of them by
 * one writer and signed. Source: docs/decisions/0010-tamper-evidence.md.
 */
import { asc, eq, inArray, isNotNull, min } from 'drizzle-orm'
import type { EventType } from '@/lib/recovery/events'
import type { SealsView } from '@/lib/recoveries/dto'
import type { Append } from '@/lib/recoveries/ports'
import { firstBadSeal, FIRST_PREVIOUS, sealHash, type ChainFault } from '../chain'
import type { Engine, Handle } from '../engines/engine'
import type { SealKey } from '../seal-key'

const SEALS_CHAIN = 'seals'

const SEALED_BY: Partial<Record<EventType, 'start' | 'handoff' | 'end'>> = { RecoveryStarted: 'start', HandoffSent: 'handoff', RecoveryCompleted: 'end', RecoveryStopped: 'end' }

/** Adds a seal where these events call for one; unsigned where there is no key. */
export async function sealRecovery({ tables: { chainHeads, seals } }: Engine, tx: Handle, { recoveryId, events, at }: Append, last: { readonly seq: number; readonly hash: string }, key: SealKey | null): Promise<void> {
  const reason = events.map(({ type }) => SEALED_BY[type]).find((known) => known !== undefined)
  if (!reason) return
  await tx.insert(chainHeads).values({ name: SEALS_CHAIN, seq: 0, hash: FIRST_PREVIOUS }).onConflictDoNothing()
  // Rewriting the row takes its lock: of two instances the second waits here and then reads what the first left.
  const [head] = await tx.update(chainHeads).set({ name: SEALS_CHAIN }).where(eq(chainHeads.name, SEALS_CHAIN)).returning()
  const fields = { seq: (head?.seq ?? 0) + 1, recoveryId, eventSeq: last.seq, eventHash: last.hash, reason, at }
  const hash = sealHash(head?.hash ?? FIRST_PREVIOUS, fields)
  await tx.insert(seals).values({ ...fields, hash, signature: key?.sign(hash) ?? null })
  await tx.update(chainHeads).set({ seq: fields.seq, hash }).where(eq(chainHeads.name, SEALS_CHAIN))
}

type Seal = Engine['tables']['seals']['$inferSelect']

/** The seals of one recovery with what their signatures are worth; `badEventSeq`: the first entry that a forged seal stands for. */
export async function checkSeals({ db, tables: { seals } }: Engine, recoveryId: string, key: SealKey | null): Promise<SealsView & { readonly badEventSeq: number | null }> {
  const own = await db.select().from(seals).where(eq(seals.recoveryId, recoveryId)).orderBy(asc(seals.seq))
  const before = own.length === 0 ? [] : await db.select({ seq: seals.seq, hash: seals.hash }).from(seals).where(inArray(seals.seq, own.map(({ seq }) => seq - 1)))
  const [signed] = await db.select({ from: min(seals.seq) }).from(seals).where(isNotNull(seals.signature))
  const worth = own.map((seal) => worthOf(seal, { previous: before.find(({ seq }) => seq === seal.seq - 1)?.hash ?? FIRST_PREVIOUS, signedFrom: signed?.from ?? null, key }))
  const last = own.at(-1)
  return {
    count: own.length,
    signatures: (['bad', 'otherKey', 'none'] as const).find((state) => worth.includes(state)) ?? (last ? 'good' : 'none'),
    last: last ? { eventSeq: last.eventSeq, at: last.at } : null,
    publicKey: key?.publicKey ?? null,
    badEventSeq: own[worth.indexOf('bad')]?.eventSeq ?? null,
  }
}

/** Once seals are signed, one without a signature has lost it. */
function worthOf(seal: Seal, { previous, signedFrom, key }: { readonly previous: string; readonly signedFrom: number | null; readonly key: SealKey | null }): SealsView['signatures'] {
  if (seal.hash !== sealHash(previous, seal)) return 'bad'
  if (seal.signature === null) return signedFrom !== null && seal.seq > signedFrom ? 'bad' : 'none'
  return key?.check(seal.hash, seal.signature) ?? 'otherKey'
}

/** Walks all seals ever taken. The last signature speaks for all before it, since each hash holds the one before. */
export async function firstFaultOfSeals({ db, tables: { chainHeads, seals } }: Engine, key: SealKey): Promise<ChainFault | null> {
  const [head] = await db.select().from(chainHeads).where(eq(chainHeads.name, SEALS_CHAIN))
  if (!head) return null
  const all = await db.select().from(seals).orderBy(asc(seals.seq))
  const fault = firstBadSeal(all, head)
  const last = all.at(-1)
  if (fault || !last?.signature) return fault
  return key.check(last.hash, last.signature) === 'bad' ? { badSeq: last.seq, why: 'sealDiffers' } : null
}
