/**
 * What is said to a screen reader, and how often. Pure but for the timer handed in: at most one polite phase message per 5 s (the last wins),
 * never the same text twice in a row, each region emptied after 1 s so that a later repeat is heard.
 */
export type Announcement = {
  readonly region: 'polite' | 'alert'
  readonly text: string
  /** `phase` and `progress` messages may be held back and overtaken; others are said at once. */
  readonly kind?: 'phase' | 'once'
}

export type Announcer = { announce(announcement: Announcement): void; /** forgets what is held back */ stop(): void }
type Timer = { set(run: () => void, afterMs: number): unknown; clear(id: unknown): void; now(): number }

export const PHASE_GAP_MS = 5_000
export const CLEAR_AFTER_MS = 1_000

/** `say` writes a region's text (`''` empties it). */
export function createAnnouncer(say: (region: Announcement['region'], text: string) => void, timer: Timer): Announcer {
  let lastText = ''
  let lastPhaseAtMs = Number.NEGATIVE_INFINITY
  let held: { text: string; id: unknown } | null = null
  const clearing = new Map<Announcement['region'], unknown>()

  const speak = (region: Announcement['region'], text: string): void => {
    if (text === lastText) return
    lastText = text
    say(region, text)
    timer.clear(clearing.get(region))
    clearing.set(region, timer.set(() => say(region, ''), CLEAR_AFTER_MS))
  }
  const dropHeld = (): void => {
    if (held) timer.clear(held.id)
    held = null
  }
  const phase = (text: string): void => {
    const waitMs = lastPhaseAtMs + PHASE_GAP_MS - timer.now()
    dropHeld()
    if (waitMs > 0) {
      held = { text, id: timer.set(() => phase(text), waitMs) }
      return
    }
    lastPhaseAtMs = timer.now()
    speak('polite', text)
  }
  return {
    announce({ region, text, kind = 'once' }) {
      if (kind === 'phase' && region === 'polite') return phase(text)
      // A result overtakes the phase that was waiting to be said.
      dropHeld()
      speak(region, text)
    },
    stop: () => {
      dropHeld()
      for (const id of clearing.values()) timer.clear(id)
    },
  }
}
