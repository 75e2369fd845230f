/**
 * The state of a recovery, from its history. Pure and total: what is recorded has happened, so nothing is judged here.
 * The state is plain JSON and safe in the browser.
 */
import type { Reading } from '@/lib/vmiunit/outcome'
import { begin } from './evolve/begin'
import { attemptReducers } from './evolve/attempts'
import { courseReducers } from './evolve/course'
import { settleOrder } from './evolve/order'
import type { EventOf, Reducers } from './evolve/reducer'
import { requestReducers } from './evolve/requests'
import { stepReducers } from './evolve/steps'
import type { EventType, RecoveryEvent } from './events'
import type { ProcedureRegistry } from './procedure'
import type { RecoveryState } from './state'
import { upcast } from './upcast'

/** One entry per event type: a type without its reducer does not compile. */
const reducers: Reducers<EventType> = { ...stepReducers, ...attemptReducers, ...requestReducers, ...courseReducers }

/**
 * The state after one more event; `null` stands for "before the first event". An event of a newer release, or a damaged one, marks the
 * state read-only and changes nothing else; so does every event after it, since what it meant is not known.
 */
export function evolve(state: RecoveryState | null, event: RecoveryEvent, procedures: ProcedureRegistry): RecoveryState | null {
  const because = whyNotUnderstood(event)
  if (state === null) return because === null && event.type === 'RecoveryStarted' ? settleOrder(begin(event, procedures)) : null
  if (state.readOnly ?? because) return { ...state, seq: event.seq, readOnly: state.readOnly ?? because }
  const next = reduce(event.type, state, event, procedures)
  return settleOrder({ ...next, seq: event.seq, lastReading: readingIn(event) ?? next.lastReading })
}

/** The state after a whole history, in order; `null` where it does not begin with an event that we know. */
export const replay = (events: readonly RecoveryEvent[], procedures: ProcedureRegistry): RecoveryState | null =>
  events.reduce<RecoveryState | null>((state, event) => evolve(state, event, procedures), null)

const whyNotUnderstood = (event: RecoveryEvent): RecoveryState['readOnly'] => (event.damaged ? 'damaged' : upcast(event).ok ? null : 'newerVersion')

/** The part of a history that stands before the first event which is not understood: what reports may tell from. */
export function understood(events: readonly RecoveryEvent[]): readonly RecoveryEvent[] {
  const first = events.findIndex((event) => whyNotUnderstood(event) !== null)
  return first === -1 ? events : events.slice(0, first)
}

function reduce<T extends EventType>(type: T, state: RecoveryState, event: EventOf<T>, procedures: ProcedureRegistry): RecoveryState {
  return reducers[type](state, event, procedures)
}

/** The reading that an event records, if it records one. */
function readingIn(event: RecoveryEvent): Reading | null {
  switch (event.type) {
    case 'CommandLaunched':
      return event.body.before
    case 'CommandRequested':
      return event.body.byHand?.before ?? null
    case 'StepConfirmed':
    case 'StepNotNeeded':
    case 'TargetAccepted':
    case 'CommandDeclined':
    case 'StateSeen':
    case 'ReplacementReported':
    case 'ProcedureSwitched':
    case 'RecoveryResumed':
      return event.body.reading
    default:
      return null
  }
}
