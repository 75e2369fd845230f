/** The one way an attempt gets its conclusion by what was said and seen. Pure. */
import type { Seen } from '@/lib/vmiunit/outcome'
import { concludeAttempt } from '../conclude'
import type { BodyOf, NewEvent, StepRef } from '../events'
import type { StepDefinition } from '../procedure'
import type { AttemptState } from '../state'
import { record } from './decision'

/**
 * What a person's "judge now" goes by. What was copied from before the command ended shows that a target state was reached; that it was not, it
 * cannot show.
 */
export function seenLast({ byHand, endedAt, after, seen }: AttemptState): Seen {
  if (seen === null) return 'notReadable'
  const isEarly = byHand && endedAt !== null && after !== null && after.readAt < endedAt
  return isEarly && seen !== 'target' && seen !== 'targetAlreadyBefore' ? 'notReadable' : seen
}

/** The event that the conclusion table asks for. `ifUnknown`: why, should the outcome turn out unknown. */
export function settle(definition: StepDefinition, ref: StepRef, attempt: AttemptState, seen: Seen, ifUnknown: BodyOf<'OutcomeUnknown'>['why']): NewEvent {
  const conclusion = concludeAttempt(definition, attempt.said, seen)
  return conclusion === 'unknown'
    ? record('OutcomeUnknown', { ...ref, attempt: attempt.id, why: ifUnknown })
    : record('OutcomeSettled', { ...ref, attempt: attempt.id, by: 'machine', conclusion, note: null })
}
