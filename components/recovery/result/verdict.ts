/** Which sentence stands as the conclusion of an attempt. Pure; the conclusion itself is the engine's (lib/vmiunit/conclusion.ts). */
import type { AttemptState, StepState } from '@/lib/recovery/state'
import type { ServerRecord } from '@/lib/vmiunit/outcome'

export type Verdict =
  | 'done' | 'doneWarn' | 'doneEvidence' | 'byPerson' | 'busy' | 'failSame' | 'failChanged' | 'errorThere' | 'warnNot' | 'busyThere' | 'other' | 'unknown' | 'alreadyBefore' | 'loadBalancer' | 'mismatch'

/** null while nothing is concluded. `step` is the state that the attempt belongs to. */
export function verdictOf(attempt: AttemptState, step: Pick<StepState, 'awaits' | 'secondEvidence' | 'status'>): Verdict | null {
  if (attempt.status === 'unknown') return 'unknown'
  if (attempt.conclusion === null) return null
  if (attempt.settledBy === 'person' && attempt.settledNote) return 'byPerson'
  if (step.awaits === 'loadBalancer') return 'loadBalancer'
  switch (attempt.conclusion) {
    case 'done':
    case 'doneWarn':
      if (attempt.seen === 'targetAlreadyBefore') return 'doneEvidence'
      return attempt.conclusion
    case 'ready':
      return 'busy'
    case 'failed':
      return 'failSame'
    case 'unknown':
      return 'unknown'
    case 'secondEvidence':
      return step.secondEvidence ? 'doneEvidence' : 'alreadyBefore'
    case 'attention':
      return attentionVerdict(attempt)
  }
}

function attentionVerdict({ said, seen }: AttemptState): Verdict {
  const isThere = seen === 'target' || seen === 'targetAlreadyBefore'
  switch (said?.kind) {
    case 'normal':
      return 'mismatch'
    case 'warning':
      return 'warnNot'
    case 'busy':
      return 'busyThere'
    case 'abnormal':
      return isThere ? 'errorThere' : 'failChanged'
    default:
      return 'other'
  }
}

/** The value that contradicts "the command ended normally", for the sentence of the command. */
export function mismatchValue({ command }: Pick<AttemptState, 'command'>, record: ServerRecord | undefined): string {
  const value = command.name === 'update' ? record?.updateScope : record?.observed
  return value ?? '―'
}
