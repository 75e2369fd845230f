/**
 * What the executor reports about an attempt. Facts are taken as they come and refused only where they contradict the history;
 * what they mean is concluded here, by the conclusion table. Pure.
 */
import { err } from '@/lib/std/result'
import { refuse, type Refusal } from '../refusals'
import type { AttemptState } from '../state'
import type { BodyOf } from '../events'
import type { MachineIntent } from '../intents'
import { decided, record, type Decided } from './decision'
import { settle } from './settle'
import type { StepContext } from './step-act'

export type MachineIntents = { readonly [T in MachineIntent['type']]: Extract<MachineIntent, { readonly type: T }> }
type Reports = { readonly [T in MachineIntent['type']]: (context: StepContext, attempt: AttemptState | null, intent: MachineIntents[T]) => Decided }

export const reports: Reports = {
  /** Not launched, and known not to have been. Out of *unknown* it leads only when the launcher voided the id. */
  declined: ({ ref }, attempt, { why, changes, reading, detail }) => {
    const refused = need(attempt, attempt?.status === 'requested' || (attempt?.status === 'unknown' && attempt.launchedAt === null && why === 'voided'))
    return refused || !attempt ? err(refused ?? refuse('noSuchAttempt')) : decided([record('CommandDeclined', { ...ref, attempt: attempt.id, why, changes, reading, detail })])
  },

  launched: ({ ref }, attempt, { before, at, otherChanges }) => {
    const refused = need(attempt, attempt?.launchedAt === null && (attempt.status === 'requested' || attempt.status === 'unknown'))
    return refused || !attempt ? err(refused ?? refuse('noSuchAttempt')) : decided([record('CommandLaunched', { ...ref, attempt: attempt.id, before, at, otherChanges })])
  },

  ended: ({ ref }, attempt, { said, outputBytes, outputSha256 }) => {
    const refused = need(attempt, attempt?.status === 'launched' || (attempt?.status === 'unknown' && attempt.said === null))
    return refused || !attempt ? err(refused ?? refuse('noSuchAttempt')) : decided([record('CommandEnded', { ...ref, attempt: attempt.id, said, outputBytes, outputSha256 })])
  },

  seen: (context, attempt, intent) => {
    if (intent.attempt === null) return decided([shown(context, intent)])
    return attempt ? judge(context, attempt, intent) : err(refuse('noSuchAttempt'))
  },

  lost: ({ ref }, attempt, { why }) => {
    if (attempt?.status === 'unknown') return err(refuse('outcomeUnknown'))
    const refused = need(attempt, attempt?.status === 'requested' || attempt?.status === 'launched' || attempt?.status === 'ended')
    return refused || !attempt ? err(refused ?? refuse('noSuchAttempt')) : decided([record('OutcomeUnknown', { ...ref, attempt: attempt.id, why })])
  },
}

type SeenState = Omit<BodyOf<'StateSeen'>, 'leg' | 'step' | 'attempt'> & { readonly attempt: AttemptState['id'] | null }

const shown = ({ ref }: StepContext, { attempt, reading, seen, changes, otherChanges, last }: SeenState) => record('StateSeen', { ...ref, attempt, reading, seen, changes, otherChanges, last })

/** What a reading after a command means for its attempt, whoever read it. */
export function judge(context: StepContext, attempt: AttemptState, state: SeenState): Decided {
  const { ref, definition } = context
  const seenEvent = shown(context, state)
  if (attempt.status === 'settled' || attempt.status === 'declined') return err(refuse('attemptSettled'))
  if (!state.last) return decided([seenEvent])
  if (attempt.status === 'ended') return decided([seenEvent, settle(definition, ref, attempt, state.seen, 'unreadable')])
  if (attempt.status !== 'unknown') return err(refuse('commandRunning'))
  // Without a person, *unknown* is left only by the exit record plus a complete reading.
  const outcome = attempt.said !== null && state.seen !== 'notReadable' ? settle(definition, ref, attempt, state.seen, 'unreadable') : null
  return decided(outcome?.type === 'OutcomeSettled' ? [seenEvent, outcome] : [seenEvent])
}

/** The attempt exists, and the report fits what is known of it. */
function need(attempt: AttemptState | null, fits: boolean | undefined): Refusal | null {
  // What a person runs is no launcher's to report about.
  if (!attempt || attempt.byHand) return refuse('noSuchAttempt')
  return fits ? null : refuse('attemptSettled')
}
