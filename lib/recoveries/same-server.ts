/**
 * Two open recoveries may turn out to have one server: when a management server first tells who it is, or is another one now. The later one is
 * put on hold by the machine, and is not resumed before the earlier one has ended (design: locks).
 */
import { err, ok, type Result } from '@/lib/std/result'
import type { Intent } from '@/lib/recovery/intents'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Deps } from './deps'
import type { Projection, SameServer } from './ports'

type Hold = { readonly recoveryId: string; readonly build: (state: RecoveryState | null) => Result<Intent, readonly Refusal[]> }

const beganBefore = (one: Projection, other: Projection): boolean => one.startedAt < other.startedAt || (one.startedAt === other.startedAt && one.id < other.id)

/** The later one's hold, for `perform`; null where it rests already, or one of the two has ended. Its reason is the number of the other. */
export async function holdOfLater({ store }: Pick<Deps, 'store'>, { recoveryId, alsoIn }: SameServer): Promise<Hold | null> {
  const [one, other] = await Promise.all([store.projection(recoveryId), store.projection(alsoIn)])
  if (!one || !other) return null
  const [earlier, later] = beganBefore(one, other) ? [one, other] : [other, one]
  if (later.status !== 'open' || earlier.endedAt !== null) return null
  return {
    recoveryId: later.id,
    build: (state) => (state ? ok({ type: 'hold', category: 'sameServer', reason: earlier.id, plannedAt: null, informed: null }) : err([refuse('notFound')])),
  }
}

/**
 * The open recovery of what is, or may be, the same server, if there is one. Two managers that told who they are do so by their identity. A connection
 * that people serve (`manual`) never tells which manager it leads to: there the names of unit and server have to do.
 */
async function findSame({ store, sites }: Pick<Deps, 'store' | 'sites'>, wanted: Pick<Projection, 'connectionId' | 'unit'>, servers: readonly (string | null)[], isMeant: (other: Projection) => boolean): Promise<Projection | null> {
  const [open, connections] = await Promise.all([store.open(), sites.connections()])
  const connectionOf = ({ connectionId }: Pick<Projection, 'connectionId'>) => connections.find(({ id }) => id === connectionId)
  const managerOf = (row: Pick<Projection, 'connectionId'>): string => connectionOf(row)?.identity ?? row.connectionId
  const isManual = (row: Pick<Projection, 'connectionId'>): boolean => connectionOf(row)?.transport === 'manual'
  const mayShare = (other: Projection): boolean => managerOf(other) === managerOf(wanted) || (other.unit === wanted.unit && (isManual(other) || isManual(wanted)))
  return open.find((other) => isMeant(other) && mayShare(other) && serversOf(other).some((server) => server !== null && servers.includes(server))) ?? null
}

const serversOf = ({ failedServer, newServer }: Projection): readonly (string | null)[] => [failedServer, newServer]
const taken = ({ id, driverName }: Projection): Refusal => refuse('serverInRecovery', { values: { recovery: id, name: driverName } })

/** Why a recovery of this server must not begin, as far as no lock can tell it: through another connection it is under way. */
export async function alreadyInRecovery(deps: Pick<Deps, 'store' | 'sites'>, wanted: Pick<Projection, 'connectionId' | 'unit'>, server: string): Promise<Refusal | null> {
  const other = await findSame(deps, wanted, [server], ({ connectionId }) => connectionId !== wanted.connectionId)
  return other && taken(other)
}

/** Two that began at the same moment found nothing of each other; null where this one is alone. */
export async function meanwhileBegun(deps: Pick<Deps, 'store' | 'sites'>, recoveryId: string): Promise<SameServer | null> {
  const begun = await deps.store.projection(recoveryId)
  const other = begun && (await findSame(deps, begun, serversOf(begun), ({ id }) => id !== recoveryId))
  return other && { recoveryId, alsoIn: other.id }
}

/** Why a recovery must not be resumed: an earlier one has its server and goes on. */
export async function earlierGoesOn(deps: Pick<Deps, 'store' | 'sites'>, recoveryId: string): Promise<Refusal | null> {
  const resumed = await deps.store.projection(recoveryId)
  const earlier = resumed && (await findSame(deps, resumed, serversOf(resumed), (other) => beganBefore(other, resumed)))
  return earlier && taken(earlier)
}
