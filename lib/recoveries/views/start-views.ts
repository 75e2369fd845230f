/** The start wizard: the servers of every unit, and one server, as they are now. A silent manager leaves them nameable by hand. */
import { err, ok } from '@/lib/std/result'
import { recordIn } from '@/lib/recovery/command-of'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import type { Unit } from '@/lib/sites/ports'
import { statusLines } from '@/lib/vmiunit/command-line'
import type { ServerRecord } from '@/lib/vmiunit/outcome'
import type { Deps } from '../deps'
import type { FactsView, StatusLinesView, TargetsView } from '../dto'
import type { Projection } from '../ports'
import type { Answer } from '../service'
import { readPatiently, toContacts } from './viewing'

export async function targetsView(deps: Deps, actor: Actor): Answer<TargetsView> {
  const refused = mayAtAll(actor, 'start')
  if (refused) return err(refused)
  const [units, connections, open] = await Promise.all([deps.sites.units(), deps.sites.connections(), deps.store.open()])
  const shown = new Set(connections.filter(({ retiredAt }) => retiredAt === null).map(({ id }) => id))
  const views = units.filter((unit) => unit.retiredAt === null && shown.has(unit.connectionId)).map(async (unit) => {
    const reading = await readPatiently(deps, unit.connectionId, unit.name)
    const servers = (reading?.servers ?? []).map((record) => ({
      id: record.id, hypervisorName: unit.servers.find(({ id }) => id === record.id)?.hypervisorName ?? null, record, differs: differs(record), marked: isMarked(record),
      openRecovery: openRecoveryOn(open, unit, record.id),
    }))
    const connectionName = connections.find(({ id }) => id === unit.connectionId)?.name ?? unit.connectionId
    // Whatever looks like trouble comes first; a server that looks healthy can be chosen, too.
    const sorted = servers.toSorted((a, b) => Number(b.differs || b.marked) - Number(a.differs || a.marked))
    return { connectionId: unit.connectionId, connectionName, unit: unit.name, displayName: unit.displayName, reading, servers: sorted, contacts: toContacts(unit.contacts) }
  })
  return ok({ units: await Promise.all(views), serverNow: deps.clock.now() })
}

/** See `RecoveryQueries.statusLines`. */
export async function statusLinesView(deps: Deps, actor: Actor, { connectionId, unit }: Omit<Wanted, 'server'>): Answer<StatusLinesView> {
  const refused = mayAtAll(actor, 'start')
  if (refused) return err(refused)
  const [connection, known] = await Promise.all([deps.sites.connection(connectionId), deps.sites.unit(connectionId, unit)])
  if (!connection || !known) return err(refuse('unitUnknown', { values: { unit } }))
  return ok({ connectionId, connectionName: connection.name, unit, lines: statusLines(connection.vmiunitPath, unit), serverNow: deps.clock.now() })
}

type Wanted = { readonly connectionId: string; readonly unit: string; readonly server: string }

export async function factsView(deps: Deps, actor: Actor, { connectionId, unit: name, server }: Wanted): Answer<FactsView> {
  const refused = mayAtAll(actor, 'start')
  if (refused) return err(refused)
  const [unit, open] = await Promise.all([deps.sites.unit(connectionId, name), deps.store.openOnUnit(connectionId, name)])
  if (!unit) return err(refuse('unitUnknown', { values: { unit: name } }))
  const reading = await readPatiently(deps, connectionId, name)
  const record = recordIn(reading, server) ?? null
  const known = unit.servers.find(({ id }) => id === server)
  return ok({
    connectionId, unit: name, server: { role: 'failed', id: server, serviceIp: known?.serviceIp ?? null, hypervisorName: known?.hypervisorName ?? null, sameAddress: false },
    reading, record, openRecovery: openRecoveryOn(open, unit, server), namedByHand: record === null, loadBalancer: unit.loadBalancer, contacts: toContacts(unit.contacts),
    targetMinutes: unit.targetMinutes, serverNow: deps.clock.now(),
  })
}

const differs = ({ logical, observed, access }: ServerRecord): boolean => logical !== observed || access === 'offline'
const isMarked = ({ markTime, markComment }: ServerRecord): boolean => markTime !== undefined || markComment !== undefined

const openRecoveryOn = (open: readonly Projection[], { connectionId, name }: Unit, server: string): string | null =>
  open.find((row) => row.connectionId === connectionId && row.unit === name && (row.failedServer === server || row.newServer === server))?.id ?? null
