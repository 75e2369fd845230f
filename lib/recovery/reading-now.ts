/** What a reading still says now. Pure; safe in the browser. */
import type { TimeMs } from '@/lib/std/clock'
import { agePasted } from '@/lib/vmiunit/age'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { AttemptState, RecoveryState } from './state'

/**
 * A reading that a person pasted is not read again by anybody: it counts for ten minutes, and no longer than until a command of this
 * recovery may have changed something. Readings of the app are judged by whoever read them.
 */
export function readingNow(state: RecoveryState, reading: Reading, at: TimeMs): Reading {
  const aged = agePasted(reading, at)
  if (aged.source !== 'pasted' || !aged.complete || aged.readAt >= lastChangeAt(state)) return aged
  return { ...aged, complete: false, gaps: [...aged.gaps, { code: 'old' }] }
}

const lastChangeAt = (state: RecoveryState): TimeMs => Math.max(0, ...state.legs.flatMap((leg) => leg.steps).flatMap((step) => step.attempts).map(changedAt))

/** When a command ran by hand is told by nobody: not before it was shown, and before the state that was pasted after it. */
function changedAt({ status, byHand, after, requestedAt, launchedAt, endedAt }: AttemptState): TimeMs {
  if (status === 'declined') return 0
  return byHand ? (after?.readAt ?? requestedAt) : (endedAt ?? launchedAt ?? 0)
}
