/**
 * Slows down guessing: after too many failures for one user name (or one address, where a trusted proxy tells it) further tries are refused
 * unread until the window is over. Counted by name first, because a forwarded address can be made up; kept in memory, at most `KEYS_MAX` keys.
 */
import type { TimeMs } from '@/lib/std/clock'

const FAILURES_MAX = 8
const WINDOW_MS = 60_000
const KEYS_MAX = 10_000

type Count = { readonly since: TimeMs; readonly failures: number }

/** A try under way counts as failed until its end is known: many sent at once are no way round the limit. */
export type Try = {
  /** Clears the name, so that a slow typist is not locked out later; under other keys only this try counts no more. */
  succeeded(): void
  /** It was no guess: nothing was found out about the secret. */
  undecided(): void
}

export type SignInLimit = {
  /** Begins a try under all of these keys, the name first; null where too many failed. */
  begin(keys: readonly string[], now: TimeMs): Try | null
}

export function createSignInLimit(): SignInLimit {
  const counts = new Map<string, Count>()
  const current = (key: string, now: TimeMs): Count => {
    const count = counts.get(key)
    return count && now - count.since < WINDOW_MS ? count : { since: now, failures: 0 }
  }
  const add = (key: string, now: TimeMs): void => {
    const { since, failures } = current(key, now)
    counts.delete(key)
    counts.set(key, { since, failures: failures + 1 })
  }
  const takeBack = (key: string): void => {
    const count = counts.get(key)
    if (count && count.failures > 1) counts.set(key, { ...count, failures: count.failures - 1 })
    else counts.delete(key)
  }
  return {
    begin(keys, now) {
      if (!keys.every((key) => current(key, now).failures < FAILURES_MAX)) return null
      for (const key of keys) add(key, now)
      for (const oldest of counts.keys()) {
        if (counts.size <= KEYS_MAX) break
        counts.delete(oldest)
      }
      return {
        succeeded: () => keys.forEach((key, index) => (index === 0 ? counts.delete(key) : takeBack(key))),
        undecided: () => keys.forEach(takeBack),
      }
    },
  }
}
