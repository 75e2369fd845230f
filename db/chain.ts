/**
 * The hashes that make the history tell of edits, removals, reordering and cut tails (docs/decisions: history).
 * An entry's hash is the SHA-256, in lower-case hex, over UTF-8 lines each ended by LF: the form's name, the previous hash
 * (64 zeros for the first), the entry's fields, the SHA-256 of its body. The body enters by its hash alone, so that a secret pasted
 * into it can be blanked, visibly, without breaking the chain. Imports node:crypto only.
 */
import { createHash } from 'node:crypto'
import { assert } from '@/lib/std/assert'

export const FIRST_PREVIOUS = '0'.repeat(64)

export type EventFields = { readonly recoveryId: string; readonly seq: number; readonly type: string; readonly v: number; readonly at: number; readonly actorId: string; readonly body: string }
export type ChainedEvent = EventFields & { readonly hash: string }
export type SealFields = { readonly seq: number; readonly recoveryId: string; readonly eventSeq: number; readonly eventHash: string; readonly reason: string; readonly at: number }
export type ChainedSeal = SealFields & { readonly hash: string }

/** Where an entry is wrong. `badSeq` is the first place whose content cannot be trusted. */
export type ChainFault = { readonly badSeq: number; readonly why: 'missing' | 'order' | 'changed' | 'tailCut' | 'headDiffers' | 'sealDiffers' }

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

function hashLines(lines: readonly (string | number)[]): string {
  const texts = lines.map(String)
  assert(texts.every((line) => !/[\r\n]/.test(line)), 'a field of a hashed entry holds a line break')
  return sha256(texts.map((line) => `${line}\n`).join(''))
}

/** The hash of an event that follows the entry with hash `previous`. `at` in ms since 1970. */
export const eventHash = (previous: string, e: EventFields): string =>
  hashLines(['shirube-event/1', previous, e.recoveryId, e.seq, e.type, e.v, e.at, e.actorId, sha256(e.body)])

/** The hash of a seal that follows the seal with hash `previous`. `at` in ms since 1970. */
export const sealHash = (previous: string, s: SealFields): string =>
  hashLines(['shirube-seal/1', previous, s.seq, s.recoveryId, s.eventSeq, s.eventHash, s.reason, s.at])

/**
 * Walks one recovery's events, ordered by seq as stored, against the head that the projection names and the seals taken of it.
 * Answers the first bad entry, or null where all agree.
 */
export function firstFault(
  events: readonly ChainedEvent[],
  head: { readonly seq: number; readonly hash: string },
  seals: readonly Pick<SealFields, 'eventSeq' | 'eventHash'>[],
): ChainFault | null {
  const walked = firstBreak(events)
  if (walked) return walked
  const end = Math.max(head.seq, ...seals.map(({ eventSeq }) => eventSeq))
  if (events.length < end) return { badSeq: events.length + 1, why: 'tailCut' }
  for (const { eventSeq, eventHash: sealed } of [...seals].sort((a, b) => a.eventSeq - b.eventSeq)) {
    if (events[eventSeq - 1]?.hash !== sealed) return { badSeq: eventSeq, why: 'sealDiffers' }
  }
  const last = events.at(-1)
  return last && last.seq === head.seq && last.hash === head.hash ? null : { badSeq: last?.seq ?? 1, why: 'headDiffers' }
}

function firstBreak(events: readonly ChainedEvent[]): ChainFault | null {
  let previous = FIRST_PREVIOUS
  for (const [index, event] of events.entries()) {
    const expected = index + 1
    if (event.seq > expected) return { badSeq: expected, why: 'missing' }
    if (event.seq < expected) return { badSeq: expected, why: 'order' }
    if (event.hash !== safeEventHash(previous, event)) return { badSeq: event.seq, why: 'changed' }
    previous = event.hash
  }
  return null
}

/** Of a stored entry: one that could not have been written (a field with a line break) has no hash that could be right. */
function safeEventHash(previous: string, event: EventFields): string | null {
  try {
    return eventHash(previous, event)
  } catch {
    return null
  }
}

/** Walks the chain of seals in order. Answers the first bad one, or null. */
export function firstBadSeal(seals: readonly ChainedSeal[], head: { readonly seq: number; readonly hash: string }): ChainFault | null {
  let previous = FIRST_PREVIOUS
  for (const [index, seal] of seals.entries()) {
    if (seal.seq !== index + 1) return { badSeq: index + 1, why: 'missing' }
    if (seal.hash !== sealHash(previous, seal)) return { badSeq: seal.seq, why: 'changed' }
    previous = seal.hash
  }
  if (seals.length < head.seq) return { badSeq: seals.length + 1, why: 'tailCut' }
  return previous === head.hash || seals.length === 0 ? null : { badSeq: seals.length, why: 'headDiffers' }
}
