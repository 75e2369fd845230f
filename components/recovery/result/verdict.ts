/** Which sentence stands as the conclusion of an attempt. Pure; the conclusion itself is the engine's (lib/vmiunit/conclusion.ts). */
import type { AttemptState, StepState } from '@/lib/recovery/state'
import type { FactChange, ServerRecord } from '@/lib/vmiunit/outcome'

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

/** What contradicts "the command ended normally", for the sentence of the command: the field that is not as it should be, and its value. */
export type Contradiction = { readonly field: 'observed' | 'logical' | 'loadBalancer' | 'updateScope'; readonly value: string }

/** null where the server is not listed, so that no field of it contradicts anything. */
export function contradictionOf({ name }: Pick<AttemptState['command'], 'name'>, record: ServerRecord | undefined): Contradiction | null {
  if (!record) return null
  const field = name === 'update' ? 'updateScope' : wrongStatus(name, record)
  return { field, value: record[field] ?? '―' }
}

/** The statuses agree with the target one after the other; what is left then is the load balancer. */
function wrongStatus(name: AttemptState['command']['name'], { observed, logical }: ServerRecord): 'observed' | 'logical' | 'loadBalancer' {
  if (observed !== (name === 'stop' ? 'stopped' : 'working')) return 'observed'
  return (name === 'stop' ? logical === 'working' : logical !== 'working') ? 'logical' : 'loadBalancer'
}

/** What changed of servers that are not the command's own. To `update` the other stopped servers are its object too; who reads the result wants them told apart. */
export const changesOfOthers = ({ changes, otherChanges, command }: Pick<AttemptState, 'changes' | 'otherChanges' | 'command'>): readonly FactChange[] =>
  [...changes.filter(({ server }) => server !== null && server !== command.server), ...otherChanges]
