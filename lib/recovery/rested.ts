/** How long a recovery was on hold within a span: what waits for an answer does not grow older meanwhile. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import type { RecoveryState } from './state'

export type Rested = Pick<RecoveryState, 'held' | 'pauses'>

/** In ms, of the time between `from` and `to`; a hold that goes on counts up to `to`. */
export function heldMs({ held, pauses }: Rested, from: TimeMs, to: TimeMs): number {
  const spans = held ? [...pauses, { from: held.at, to }] : pauses
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)), 0)
}
