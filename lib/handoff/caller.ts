import type { RecoveryState, RequestState } from '@/lib/recovery/state'
import type { Unit } from '@/lib/sites/ports'
import type { Caller } from './dto'

/** Whoever has control now, reached by the number of the request itself, else by his team's. */
export function callerOf({ driver }: Pick<RecoveryState, 'driver'>, { details }: Pick<RequestState, 'details'>, unit: Unit | null): Caller {
  const team = unit?.contacts.filter(({ role }) => role === 'driverTeam').toSorted((a, b) => a.order - b.order)[0]
  return { name: driver.name, team: details?.requester?.team || team?.name || null, phone: details?.requester?.phone || team?.phone || null }
}
