/** Why an append was refused by a lock, in the words of people: who holds it, since when. */
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Deps } from './deps'
import type { AppendProblem } from './ports'

type LockProblem = Extract<AppendProblem, { code: 'serverInRecovery' | 'unitBusy' }>

export async function explainProblem(deps: Deps, problem: LockProblem, wanted: RecoveryState): Promise<Refusal> {
  const holder = problem.recoveryId === null ? null : await deps.store.projection(problem.recoveryId)
  const recovery = problem.recoveryId ?? ''
  const name = holder?.driverName ?? ''
  if (problem.code === 'serverInRecovery') return refuse('serverInRecovery', { values: { recovery, name, server: wanted.failed.id } })
  const attempt = problem.attempt === null ? null : await deps.attempts.get(problem.attempt)
  return refuse('unitBusy', { values: { recovery, name, unit: wanted.unit, time: attempt?.requestedAt ?? deps.clock.now(), command: attempt?.command.name ?? '' } })
}
