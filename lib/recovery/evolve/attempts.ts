/** What the course of a command makes of its step. Pure. */
import { unreachable } from '@/lib/std/assert'
import type { Conclusion } from '@/lib/vmiunit/outcome'
import type { RecoveryEvent } from '../events'
import type { AttemptState, RecoveryState, StepState } from '../state'
import { actorOf, changeAttempt, changeStep, touchStep, type EventOf, type Reducers } from './reducer'
import { finishOrAwait } from './steps'

type AttemptEvent =
  | 'CommandRequested' | 'CommandDeclined' | 'CommandLaunched' | 'CommandInterrupted' | 'CommandEnded' | 'WaitingEnded' | 'StateSeen' | 'OutcomeSettled' | 'OutcomeUnknown'

export const attemptReducers: Reducers<AttemptEvent> = {
  CommandRequested: (state, event) =>
    touchStep(state, event.body, (step) => ({ ...step, status: 'running', attempts: [...step.attempts, requested(step, event)] })),

  CommandDeclined: (state, event) => {
    const { attempt: id, why, changes, reading, detail } = event.body
    return touchStep(state, event.body, (step) => {
      const before = step.attempts.find((attempt) => attempt.id === id)?.statusBefore ?? 'idle'
      return { ...changeAttempt(step, id, (attempt) => ({ ...attempt, status: 'declined', declined: { why, changes, reading, detail, at: event.at } })), status: before }
    })
  },

  CommandLaunched: (state, event) => {
    const { attempt: id, before, at, otherChanges } = event.body
    return touchStep(state, event.body, (step) => ({
      ...changeAttempt(step, id, (attempt) => ({ ...attempt, status: unlessUnknown(attempt, 'launched'), before, launchedAt: at, otherChanges })),
      // From here on the world may have changed: what was owed before belongs to an earlier outcome.
      awaits: null,
      outcome: null,
      secondEvidence: null,
    }))
  },

  CommandInterrupted: (state, event) => {
    const { attempt: id, alive, forced, unanswered = false } = event.body
    return touchStep(state, event.body, (step) => changeAttempt(step, id, (attempt) => ({ ...attempt, interrupted: { alive, forced, unanswered, at: event.at, by: actorOf(event) } })))
  },

  CommandEnded: (state, event) => {
    const { attempt: id, said, outputBytes, outputSha256, pasted } = event.body
    return touchStep(state, event.body, (step) => {
      const ended = changeAttempt(step, id, (attempt) => ({ ...attempt, status: unlessUnknown(attempt, 'ended'), said, endedAt: event.at, pastedBy: pasted ? actorOf(event) : null, outputBytes, outputSha256 }))
      return step.status === 'running' ? { ...ended, status: 'verifying' } : ended
    })
  },

  WaitingEnded: (state, event) => touchStep(state, event.body, (step) => step),

  // Readings come every few seconds: they show, they do not make the page behind a button stale.
  StateSeen: (state, event) => {
    const { attempt: id, reading, seen, changes, otherChanges } = event.body
    const shown = changeStep(state, event.body, (step) =>
      id === null ? step : changeAttempt(step, id, (attempt) => ({ ...attempt, after: reading, seen, seenAt: event.at, changes, otherChanges })))
    return event.body.step === 'detach' && seen === 'target' ? { ...shown, failedServerGone: true } : shown
  },

  OutcomeSettled: (state, event) => {
    const { attempt: id, by, conclusion, note } = event.body
    return touchStep(state, event.body, (step) =>
      concluded(state, changeAttempt(step, id, (attempt) => ({ ...attempt, status: 'settled', conclusion, settledBy: by, settledNote: note })), conclusion, event))
  },

  OutcomeUnknown: (state, event) => {
    const { attempt: id, why } = event.body
    return touchStep(state, event.body, (step) => ({
      ...changeAttempt(step, id, (attempt) => ({ ...attempt, status: 'unknown', conclusion: 'unknown', unknownWhy: why })),
      status: 'unknown',
    }))
  },
}

function concluded(state: RecoveryState, step: StepState, conclusion: Conclusion, event: RecoveryEvent): StepState {
  switch (conclusion) {
    case 'done':
    case 'doneWarn':
      return finishOrAwait(state, step, conclusion, event)
    case 'secondEvidence':
      return { ...step, status: 'attention', awaits: 'secondEvidence' }
    case 'ready':
      return { ...step, status: 'idle' }
    case 'attention':
    case 'failed':
    case 'unknown':
      return { ...step, status: conclusion }
    default:
      return unreachable(conclusion)
  }
}

/** *Unknown* is left by an outcome only: what the executor still finds out is recorded beside it. */
const unlessUnknown = (attempt: AttemptState, status: AttemptState['status']): AttemptState['status'] => (attempt.status === 'unknown' ? 'unknown' : status)

const requested = (step: StepState, event: EventOf<'CommandRequested'>): AttemptState => ({
  id: event.body.attempt,
  no: event.body.no,
  status: 'requested',
  command: event.body.command,
  argv: event.body.argv,
  byHand: event.body.byHand !== undefined,
  statusBefore: step.status,
  requestedAt: event.at,
  requestedBy: actorOf(event),
  agreedBy: event.body.agreedBy,
  declined: null,
  before: event.body.byHand?.before ?? null,
  launchedAt: null,
  said: null,
  endedAt: null,
  pastedBy: null,
  outputBytes: 0,
  outputSha256: null,
  after: null,
  seen: null,
  seenAt: null,
  changes: [],
  otherChanges: [],
  conclusion: null,
  settledBy: null,
  settledNote: null,
  unknownWhy: null,
  interrupted: null,
})
