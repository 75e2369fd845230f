/**
 * Slows down who tries tokens: after too many unknown ones in a minute, from one address where a trusted proxy tells it, else from everybody, the
 * next ones are told to wait. A token that is known is never counted, so nobody's guesses keep a receiver out. In memory, at most `KEYS_MAX` keys.
 */
import type { TimeMs } from '@/lib/std/clock'

export const GUESSES_MAX = 30
const WINDOW_MS = 60_000
const KEYS_MAX = 10_000

export type GuessLimit = {
  /** Counts an unknown token; whether it is one too many. */
  isTooMany(from: string, now: TimeMs): boolean
}

export function createGuessLimit(): GuessLimit {
  const counts = new Map<string, { readonly since: TimeMs; readonly guesses: number }>()
  return {
    isTooMany(from, now) {
      const known = counts.get(from)
      const { since, guesses } = known && now - known.since < WINDOW_MS ? known : { since: now, guesses: 0 }
      counts.delete(from)
      counts.set(from, { since, guesses: guesses + 1 })
      for (const oldest of counts.keys()) {
        if (counts.size <= KEYS_MAX) break
        counts.delete(oldest)
      }
      return guesses >= GUESSES_MAX
    },
  }
}
