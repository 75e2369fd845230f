/**
 * Where the time went: the machine, the people at their own steps, waiting for the other party, or a pause. Pure.
 * Every moment belongs to exactly one, so that the parts always add up to the whole.
 */
import type { TimeMs } from '@/lib/std/clock'
import { currentStep } from './current-step'
import { evolve } from './evolve'
import type { RecoveryEvent } from './events'
import type { ActorRole, ProcedureRegistry } from './procedure'
import type { RecoveryState } from './state'

/** All in ms. `waitingMs`: by the party waited for. */
export type TimeSplit = {
  readonly machineMs: number
  readonly peopleMs: number
  readonly waitingMs: Readonly<Record<ActorRole, number>>
  readonly heldMs: number
  readonly elapsedMs: number
}

/** From the start to the end, or to `now` while the recovery goes on. What stands after the end counts for nothing. */
export function timeSplit(events: readonly RecoveryEvent[], now: TimeMs, procedures: ProcedureRegistry): TimeSplit {
  const split = { machineMs: 0, peopleMs: 0, waitingMs: { systemBuilder: 0, resourceManager: 0 }, heldMs: 0, elapsedMs: 0 }
  let state: RecoveryState | null = null
  let since = events[0]?.at ?? now
  const count = (until: TimeMs): void => {
    // Clocks of two instances may differ a little: time never runs backwards here.
    const ms = Math.max(0, until - since)
    since = Math.max(since, until)
    if (!state || state.ended) return
    split.elapsedMs += ms
    add(split, holderOf(state), ms)
  }
  for (const event of events) {
    count(event.at)
    state = evolve(state, event, procedures)
  }
  count(now)
  return split
}

type Holder = 'machine' | 'people' | 'held' | 'resourceManager'
type Mutable = { machineMs: number; peopleMs: number; waitingMs: Record<ActorRole, number>; heldMs: number }

function add(split: Mutable, holder: Holder, ms: number): void {
  if (holder === 'machine') split.machineMs += ms
  else if (holder === 'held') split.heldMs += ms
  else if (holder === 'resourceManager') split.waitingMs.resourceManager += ms
  else split.peopleMs += ms
}

function holderOf(state: RecoveryState): Holder {
  if (state.status === 'held') return 'held'
  const step = currentStep(state)
  const status = step?.status
  if (status === 'running' || status === 'verifying') return step?.attempts.at(-1)?.byHand ? 'people' : 'machine'
  return status === 'waiting' ? 'resourceManager' : 'people'
}
