/**
 * What step 6's report is held against outside its own recovery: the unit as it is now, the servers that the settings know, and every other open
 * recovery. The judgement is the engine's (lib/recovery/decide/report-checks.ts); here it is only looked up. Imports ports and types of recoveries.
 */
import type { ReportCheck } from '@/lib/recovery/events'
import type { FoundCheck } from '@/lib/recovery/intents'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Deps, ReadingSource, ReportAddresses, ReportFindings } from '@/lib/recoveries/deps'
import { loadState } from '@/lib/recoveries/perform'

type Needed = Pick<Deps, 'store' | 'sites' | 'clock'> & { readonly readings: Pick<ReadingSource, 'readNow'> }
type Field = NonNullable<FoundCheck['field']>
/** The two addresses of the report by the names that refusals give their fields. */
type Reported = Readonly<Record<Field, string>>
const FIELDS = ['id', 'serviceIp'] as const

/** Reads the unit now, and looks at the settings and the other open recoveries. A silent manager leaves what it alone can say `unread`. */
export async function findForReport(deps: Needed, state: RecoveryState, { identifier, serviceIp }: ReportAddresses): Promise<ReportFindings> {
  const reported = { id: identifier, serviceIp }
  const [reading, elsewhere] = await Promise.all([deps.readings.readNow(state.facts.connectionId, state.unit), inOtherRecoveries(deps, state, reported)])
  return { reading, checks: [...(await bySettings(deps, { state, reading, reported })), elsewhere] }
}

/** Addresses that the failed server itself has are asked about, never refused. */
const isKept = ({ failed }: RecoveryState, address: string): boolean => address === failed.id || address === failed.serviceIp

/**
 * A server of the settings that a complete reading does not list is none of its unit any more. That no service address is met counts only where
 * every other server's is known.
 */
async function bySettings({ sites, clock }: Pick<Deps, 'sites' | 'clock'>, { state, reading, reported }: { readonly state: RecoveryState; readonly reading: NonNullable<ReportFindings['reading']>; readonly reported: Reported }): Promise<readonly FoundCheck[]> {
  const at = clock.now()
  const isFailed = (unit: string, id: string): boolean => unit === state.unit && id === state.failed.id
  const isListed = (unit: string, id: string): boolean => unit !== state.unit || !reading.complete || reading.servers.some((server) => server.id === id)
  const units = (await sites.units()).filter((unit) => unit.connectionId === state.facts.connectionId && unit.retiredAt === null)
  const known = units.flatMap((unit) => unit.servers.map((server) => ({ ...server, unit: unit.name }))).filter(({ unit, id }) => !isFailed(unit, id) && isListed(unit, id))
  for (const field of FIELDS) {
    const owner = isKept(state, reported[field]) ? undefined : known.find((server) => server.id === reported[field] || server.serviceIp === reported[field])
    if (owner) return [{ code: CHECK_OF[field], outcome: 'refused', at, field, unit: owner.unit }]
  }
  const isKnown = (id: string): boolean => isFailed(state.unit, id) || known.some((server) => server.unit === state.unit && server.id === id)
  const allKnown = reading.complete && reading.servers.every(({ id }) => isKnown(id)) && known.every((server) => server.serviceIp !== null)
  return [{ code: 'serviceIpFree', outcome: allKnown ? 'ok' : 'unread', at }]
}

const CHECK_OF: Readonly<Record<Field, ReportCheck['code']>> = { id: 'identifierFree', serviceIp: 'serviceIpFree' }

/** Both addresses of both servers of every other open recovery; there are few. Service addresses are known by their histories alone. */
async function inOtherRecoveries(deps: Pick<Deps, 'store' | 'clock'>, state: RecoveryState, reported: Reported): Promise<FoundCheck> {
  const open = (await deps.store.open()).filter(({ id }) => id !== state.id)
  const histories = await Promise.all(open.map(({ id }) => loadState(deps, id)))
  const taken = new Set([...open.flatMap(({ failedServer, newServer }) => [failedServer, newServer]), ...histories.flatMap(addressesOf)])
  const field = FIELDS.find((each) => taken.has(reported[each]))
  return { code: 'notInOtherRecovery', outcome: field ? 'refused' : 'ok', at: deps.clock.now(), ...(field && { field }) }
}

const addressesOf = (state: RecoveryState | null): readonly (string | null)[] =>
  state ? [state.failed.id, state.failed.serviceIp, ...state.legs.flatMap(({ replacement }) => (replacement ? [replacement.id, replacement.serviceIp] : []))] : []
