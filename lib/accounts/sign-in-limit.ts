/**
 * Slows down guessing: after too many failures for one user name (or one address, where a trusted proxy tells it) further tries are refused
 * unread until the window is over. Counted by name first, because a forwarded address can be made up; kept in memory, at most `KEYS_MAX` keys.
 */
import type { TimeMs } from '@/lib/std/clock'

const FAILURES_MAX = 8
const WINDOW_MS = 60_000
const KEYS_MAX = 10_000

type Count = { readonly since: TimeMs; readonly failures: number }

export type SignInLimit = {
  /** Whether a try may be made now under all of these keys. */
  allows(keys: readonly string[], now: TimeMs): boolean
  failed(keys: readonly string[], now: TimeMs): void
  /** A success clears the name, so that a slow typist is not locked out later. */
  succeeded(keys: readonly string[]): void
}

export function createSignInLimit(): SignInLimit {
  const counts = new Map<string, Count>()
  const current = (key: string, now: TimeMs): Count => {
    const count = counts.get(key)
    return count && now - count.since < WINDOW_MS ? count : { since: now, failures: 0 }
  }
  return {
    allows: (keys, now) => keys.every((key) => current(key, now).failures < FAILURES_MAX),
    failed(keys, now) {
      for (const key of keys) {
        const { since, failures } = current(key, now)
        counts.delete(key)
        counts.set(key, { since, failures: failures + 1 })
      }
      for (const oldest of counts.keys()) {
        if (counts.size <= KEYS_MAX) break
        counts.delete(oldest)
      }
    },
    succeeded(keys) {
      for (const key of keys) counts.delete(key)
    },
  }
}
