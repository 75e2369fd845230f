/** What the pages of the settings show. Reads only; `hostKeyView` asks the host for its keys. */
import { err, ok, type Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { UnitName } from '@/lib/vmiunit/commands'
import { CHECK_NAMES, severityOf, type Severity } from './checks'
import type { CheckView, ConnectionRow, ConnectionsView, ConnectionView, ConnectionWarning, HostKeyView, TestSummary, UnitLack, UnitRow, UnitView } from './dto'
import type { Connection, Unit } from './ports'
import type { SettingsDeps } from './settings'

type Answer<T> = Promise<Result<T, Refusal>>

const DAY_MS = 24 * 3_600_000
const CHANGES_MAX = 20
const GRAVITY: readonly Severity[] = ['failed', 'notReached', 'warning', 'ok']

export async function connectionsView(deps: SettingsDeps, actor: Actor): Answer<ConnectionsView> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const [connections, units] = await Promise.all([deps.sites.connections(), deps.sites.units()])
  const now = deps.clock.now()
  return ok({ connections: connections.map((each) => toRow(each, units, now)), mayChange: mayAtAll(actor, 'changeSettings') === null, serverNow: now })
}

export async function connectionView(deps: SettingsDeps, actor: Actor, id: string): Answer<ConnectionView> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const connection = await deps.sites.connection(id)
  if (!connection) return err(refuse('noSuchSetting'))
  const [units, open, changes, seen] = await Promise.all([deps.sites.units(), deps.open(), deps.sites.changes(id, CHANGES_MAX), deps.sites.lastChange(id, null)])
  const now = deps.clock.now()
  const { identity: _identity, lastTest, hostKey, ...settings } = connection
  const isSsh = connection.transport === 'ssh'
  return ok({
    row: toRow(connection, units, now),
    settings,
    checks: toChecks(lastTest?.checks ?? []),
    hostKeys: hostKey === null ? [] : deps.tools.fingerprints(hostKey),
    scriptVersion: deps.tools.scriptVersion,
    forced: isSsh ? await deps.tools.forcedCommand(connection) : null,
    units: units.filter(({ connectionId }) => connectionId === id).map(toUnitRow),
    usedBy: open.filter(({ connectionId }) => connectionId === id).map((recovery) => recovery.id),
    changes,
    seen,
    mayChange: mayAtAll(actor, 'changeSettings') === null,
    mayTest: connection.transport !== 'manual' && mayAtAll(actor, 'testConnection') === null,
    serverNow: now,
  })
}

export async function hostKeyView(deps: SettingsDeps, actor: Actor, id: string): Answer<HostKeyView> {
  const refused = mayAtAll(actor, 'changeSettings')
  if (refused) return err(refused)
  const connection = await deps.sites.connection(id)
  if (connection?.transport !== 'ssh') return err(refuse('noSuchSetting'))
  const [asked, units, seen] = await Promise.all([deps.tools.hostKeys(connection), deps.sites.units(), deps.sites.lastChange(id, null)])
  const confirmed = connection.hostKey === null ? [] : deps.tools.fingerprints(connection.hostKey)
  const known = new Set(confirmed.map(({ line }) => line))
  const seenKeys = asked.ok ? asked.value : null
  const state = seenKeys === null ? 'silent' : confirmed.length === 0 ? 'first' : seenKeys.some(({ line }) => known.has(line)) ? 'same' : 'changed'
  return ok({ connection: toRow(connection, units, deps.clock.now()), seenKeys, confirmed, state, silentBecause: asked.ok ? null : asked.error, seen })
}

export async function unitView(deps: SettingsDeps, actor: Actor, { connectionId, name }: { readonly connectionId: string; readonly name: UnitName | null }): Answer<UnitView> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const connection = await deps.sites.connection(connectionId)
  const unit = connection && name !== null ? await deps.sites.unit(connectionId, name) : null
  if (!connection || (name !== null && !unit)) return err(refuse('noSuchSetting'))
  const [units, open, seen] = await Promise.all([deps.sites.units(), deps.open(), name === null ? null : deps.sites.lastChange(connectionId, name)])
  return ok({
    connection: toRow(connection, units, deps.clock.now()),
    linkage: connection.loadBalancerLinkage,
    unit,
    usedBy: open.filter((recovery) => recovery.connectionId === connectionId && recovery.unit === name).map(({ id }) => id),
    seen,
    mayChange: mayAtAll(actor, 'changeSettings') === null,
  })
}

export async function scriptOf({ tools }: SettingsDeps, actor: Actor): Answer<string> {
  const refused = mayAtAll(actor, 'look')
  return refused ? err(refused) : ok(tools.scriptText)
}

/** One line for each connection, good or not: how old the last test is says what it is worth. Nobody is told who can do nothing about it. */
export async function warnings(deps: SettingsDeps, actor: Actor): Promise<readonly ConnectionWarning[]> {
  if (mayAtAll(actor, 'testConnection') !== null) return []
  const [connections, units] = await Promise.all([deps.sites.connections(), deps.sites.units()])
  const used = connections.filter(({ retiredAt }) => retiredAt === null)
  if (used.length === 0) return [{ why: 'none' }]
  const now = deps.clock.now()
  return used.flatMap((connection): ConnectionWarning[] => {
    const { id, name, units: own, kind, test } = toRow(connection, units, now)
    const noUnit = own.length === 0 ? [{ why: 'noUnit', id, name } as const] : []
    if (kind === 'manual') return noUnit
    if (!test) return [{ why: 'never', id, name }]
    if (test.worst === 'failed') return [{ why: 'failed', id, name, test }]
    if (test.old) return [{ why: 'old', id, name, test }]
    return noUnit.length > 0 ? noUnit : [{ why: test.worst === 'ok' ? 'good' : 'cautious', id, name, test }]
  })
}

const toRow = (connection: Connection, units: readonly Unit[], now: TimeMs): ConnectionRow => ({
  id: connection.id,
  name: connection.name,
  kind: connection.transport,
  place: placeOf(connection),
  units: units.filter((unit) => unit.connectionId === connection.id && unit.retiredAt === null).map(({ name }) => name),
  test: toSummary(connection.lastTest, now),
  retiredAt: connection.retiredAt,
})

/** As one would write it to ssh; an IPv6 address stands in brackets where a port follows. */
function placeOf({ host, port, user }: Connection): string | null {
  if (host === null) return null
  const named = port !== null && host.includes(':') ? `[${host}]` : host
  return `${user === null ? '' : `${user}@`}${named}${port === null ? '' : `:${port}`}`
}

/** Findings in the order of the checks. What another release found and this one does not know is left out. */
function toChecks(found: NonNullable<Connection['lastTest']>['checks']): readonly CheckView[] {
  return CHECK_NAMES.flatMap((name) => found.filter((check) => check.name === name).map(({ code, detail }) => ({ name, code, severity: severityOf(code), detail })))
}

function toSummary(test: Connection['lastTest'], now: TimeMs): TestSummary | null {
  if (!test) return null
  const checks = toChecks(test.checks)
  const first = GRAVITY.slice(0, -1).flatMap((severity) => checks.filter((check) => check.severity === severity)).at(0) ?? null
  // A test that looked at nothing found nothing good.
  const worst = first === null ? (checks.length > 0 ? 'ok' : 'failed') : first.severity === 'notReached' ? 'failed' : first.severity
  return { at: test.at, worst, first, old: now - test.at > DAY_MS }
}

const toUnitRow = (unit: Unit): UnitRow => ({
  name: unit.name, displayName: unit.displayName, loadBalancer: unit.loadBalancer, servers: unit.servers.length, lacks: lacksOf(unit), retiredAt: unit.retiredAt,
})

const hasPhone = (unit: Unit, role: string): boolean => unit.contacts.some((contact) => contact.role === role && contact.phone !== null)

function lacksOf(unit: Unit): readonly UnitLack[] {
  return [
    ...(hasPhone(unit, 'resourceManager') ? [] : ['managerPhone' as const]),
    ...(hasPhone(unit, 'managerAdministrator') ? [] : ['administratorPhone' as const]),
    ...(unit.template ? [] : ['template' as const]),
    ...(unit.servers.length > 0 && unit.servers.every(({ hypervisorName }) => hypervisorName !== null) ? [] : ['serverNames' as const]),
  ]
}
