/** How long a reading counts that nobody can repeat for himself: one that a person pasted. Pure; imports the vocabulary only. */
import type { TimeMs } from '@/lib/std/clock'
import type { Reading } from './outcome'

/** What was printed longer ago counts as not readable. */
export const PASTED_FOR_MS = 600_000

/** The reading as it counts at a moment. Those that the app read are judged by whoever read them. */
export const agePasted = (reading: Reading, at: TimeMs): Reading =>
  reading.source === 'pasted' && reading.complete && at - reading.readAt > PASTED_FOR_MS ? { ...reading, complete: false, gaps: [...reading.gaps, { code: 'old' }] } : reading
