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

/** Why a recovery must not be resumed: an earlier one has its server and goes on. */
export async function earlierGoesOn({ store, sites }: Pick<Deps, 'store' | 'sites'>, recoveryId: string): Promise<Refusal | null> {
  const [open, connections] = await Promise.all([store.open(), sites.connections()])
  const managerOf = ({ connectionId }: Projection): string => connections.find(({ id }) => id === connectionId)?.identity ?? connectionId
  const serversOf = ({ failedServer, newServer }: Projection): readonly (string | null)[] => [failedServer, newServer]
  const resumed = open.find(({ id }) => id === recoveryId)
  const earlier = resumed && open.find((other) => beganBefore(other, resumed) && managerOf(other) === managerOf(resumed) && serversOf(other).some((server) => server !== null && serversOf(resumed).includes(server)))
  return earlier ? refuse('serverInRecovery', { values: { recovery: earlier.id, name: earlier.driverName } }) : null
}
