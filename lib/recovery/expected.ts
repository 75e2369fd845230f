/** When an answer is expected, and who has waited longest for one. What was promised counts, else the deadline. Pure. */
import type { TimeMs } from '@/lib/std/clock'

export type Expected = { readonly dueAt: TimeMs | null; readonly promisedAt: TimeMs | null }

export const expectedAt = ({ dueAt, promisedAt }: Expected): TimeMs | null => promisedAt ?? dueAt

/**
 * By when an answer that goes back is wanted again: by the time that was named, else by the due time that is still ahead; one that is over cannot be met
 * any more and gives way to the usual one, if there is one.
 */
export const dueAgain = (dueAt: TimeMs | null, now: TimeMs, { named = null, usual = null }: { readonly named?: TimeMs | null; readonly usual?: TimeMs | null }): TimeMs | null =>
  named ?? (dueAt !== null && dueAt > now ? dueAt : usual)

/** Past the moment that counts, and not only at it. */
export function isOverdue(expected: Expected, now: TimeMs): boolean {
  const at = expectedAt(expected)
  return at !== null && at < now
}

/** Orders what waits: the overdue first, then whoever has waited longest. @param since from when on an entry waits */
export const byUrgency = <Entry extends Expected>(now: TimeMs, since: (entry: Entry) => TimeMs) => (a: Entry, b: Entry): number =>
  Number(isOverdue(b, now)) - Number(isOverdue(a, now)) || since(a) - since(b)
