/**
 * What the executor reports about an attempt. Facts are taken as they come and refused only where they contradict the history;
 * what they mean is concluded here, by the conclusion table. Pure.
 */
import { err } from '@/lib/std/result'
import { refuse, type Refusal } from '../refusals'
import type { AttemptState } from '../state'
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

  seen: ({ ref, definition }, attempt, { attempt: id, reading, seen, changes, otherChanges, last }) => {
    const shown = record('StateSeen', { ...ref, attempt: id, reading, seen, changes, otherChanges, last })
    if (id === null) return decided([shown])
    if (!attempt) return err(refuse('noSuchAttempt'))
    if (attempt.status === 'settled' || attempt.status === 'declined') return err(refuse('attemptSettled'))
    if (!last) return decided([shown])
    if (attempt.status === 'ended') return decided([shown, settle(definition, ref, attempt, seen, 'unreadable')])
    if (attempt.status !== 'unknown') return err(refuse('commandRunning'))
    // Without a person, *unknown* is left only by the launcher's own exit record plus a complete reading.
    const outcome = attempt.said !== null && seen !== 'notReadable' ? settle(definition, ref, attempt, seen, 'unreadable') : null
    return decided(outcome?.type === 'OutcomeSettled' ? [shown, outcome] : [shown])
  },

  lost: ({ ref }, attempt, { why }) => {
    if (attempt?.status === 'unknown') return err(refuse('outcomeUnknown'))
    const refused = need(attempt, attempt?.status === 'requested' || attempt?.status === 'launched' || attempt?.status === 'ended')
    return refused || !attempt ? err(refused ?? refuse('noSuchAttempt')) : decided([record('OutcomeUnknown', { ...ref, attempt: attempt.id, why })])
  },
}

/** The attempt exists, and the report fits what is known of it. */
function need(attempt: AttemptState | null, fits: boolean | undefined): Refusal | null {
  if (!attempt) return refuse('noSuchAttempt')
  return fits ? null : refuse('attemptSettled')
}
