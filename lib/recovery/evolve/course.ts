/** What acts on the recovery as a whole make of it: control, pauses, changes of course, the end. Pure. */
import type { RecoveryState, StepState } from '../state'
import { isFinished } from '../current-step'
import { beginLeg } from './begin'
import { actorOf, finish, type EventOf, type Reducers } from './reducer'

type CourseEvent =
  | 'RecoveryStarted' | 'NoteAdded' | 'FileAttached' | 'DriverChanged' | 'ProcedureSwitched' | 'RecoveryHeld' | 'RecoveryResumed' | 'ServiceRestored' | 'RecoveryCompleted' | 'RecoveryStopped'

export const courseReducers: Reducers<CourseEvent> = {
  // A second beginning is no event of any recovery; `evolve` begins with the first.
  RecoveryStarted: (state) => state,
  NoteAdded: (state, event) => {
    const { leg, step, text } = event.body
    return { ...state, notes: [...state.notes, { seq: event.seq, leg, step, text, at: event.at, by: actorOf(event) }] }
  },
  FileAttached: (state) => state,
  DriverChanged: (state, event) => ({ ...state, driver: event.body.to }),
  ProcedureSwitched: (state, event, procedures) => {
    const { leg: no, to, version, reason } = event.body
    const leg = beginLeg({ no, procedure: to, version, startedAt: event.at, switchedBecause: reason }, procedures)
    return { ...state, serviceRestored: null, legs: [...state.legs, { ...leg, steps: leg.steps.map((step) => carryOver(state, step, event)) }] }
  },
  RecoveryHeld: (state, event) => ({ ...state, status: 'held', held: { ...event.body, at: event.at, by: actorOf(event) } }),
  // Pages of the time before the pause show facts of then.
  RecoveryResumed: (state, event) => ({
    ...state,
    legs: state.legs.map((leg) => ({ ...leg, steps: leg.steps.map((step) => (isFinished(step) ? step : { ...step, revision: step.revision + 1 })) })),
    status: 'open',
    held: null,
    pauses: state.held ? [...state.pauses, { from: state.held.at, to: event.at }] : state.pauses,
    resumed: { ...event.body, at: event.at },
  }),
  ServiceRestored: (state, event) => ({ ...state, serviceRestored: { ...event.body, recordedAt: event.at, recordedBy: actorOf(event) } }),
  RecoveryCompleted: (state, event) => ({ ...state, status: 'completed', ended: { at: event.at, by: actorOf(event), reason: null, ...event.body } }),
  RecoveryStopped: (state, event) => ({
    ...state,
    status: 'stopped',
    held: null,
    pauses: state.held ? [...state.pauses, { from: state.held.at, to: event.at }] : state.pauses,
    ended: { at: event.at, by: actorOf(event), reason: event.body.reason, openData: null, informed: [], summary: null },
  }),
}

/** Nothing counts as done by carry-over, except the list of collected data: it was read from the same failed server. */
const carryOver = (state: RecoveryState, step: StepState, event: EventOf<'ProcedureSwitched'>): StepState =>
  step.key === 'collect-data' && state.collected ? { ...finish(step, 'done', event), finishedBy: state.collected.by, automatic: true } : step
