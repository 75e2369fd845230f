/**
 * The simulated outside world: what the manager has registered, and what stands at the hypervisor. Pure data and pure questions.
 * Imports the vocabulary only; nothing here knows files, processes or the clock.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { Ipv4, ServerId, UnitName } from '../commands'
import type { ServerRecord } from '../outcome'

export type Template = { readonly name: string; readonly version: string; readonly os: string; readonly hypervisorKind: string }

/** A virtual machine as the hypervisor shows it. */
export type Machine = {
  readonly name: string
  readonly ip: Ipv4
  readonly serviceIp: Ipv4
  /** `name version` of the template that it was cloned from. */
  readonly template: string
  readonly power: 'on' | 'off'
  /** Failed: nothing inside it answers, whatever its power, until it is repaired. */
  readonly dead: boolean
  readonly connected: boolean
  /** The application server inside it: not built yet, stopped, or running. */
  readonly application: 'none' | 'stopped' | 'running'
  /** Running, but seen as `operating` until then. */
  readonly operatingUntil: TimeMs
}

/** A server as the manager has it registered. */
export type RegisteredServer = {
  readonly id: ServerId
  readonly serviceIp: Ipv4
  readonly updateScope: 'none' | 'applications' | 'all'
  readonly logical: 'working' | 'stopped' | 'notbuilt'
  /** null: not known at the load balancer, no line is printed. */
  readonly loadBalancer: 'blocked' | 'unblocked' | null
  readonly mark: { readonly at: TimeMs; readonly comment: string } | null
}

export type ManagedUnit = {
  readonly name: UnitName
  readonly definitionStatus: 'changed' | 'unchanged'
  readonly loadBalancerLinked: boolean
  readonly servers: readonly RegisteredServer[]
}

export type World = {
  readonly version: 1
  readonly units: readonly ManagedUnit[]
  readonly machines: readonly Machine[]
  readonly templates: readonly Template[]
}

export const findUnit = (world: World, name: UnitName): ManagedUnit | undefined => world.units.find((unit) => unit.name === name)

/** The machine behind an address. An old one, switched off, may have the same address as its replacement: the reachable one answers. */
export function machineAt(world: World, ip: Ipv4): Machine | undefined {
  const candidates = world.machines.filter((machine) => machine.ip === ip)
  return candidates.find(isReachable) ?? candidates[0]
}

export const isReachable = (machine: Machine | undefined): machine is Machine =>
  machine !== undefined && machine.power === 'on' && machine.connected && !machine.dead

/** What the manager sees of a machine: a stopped server and one out of reach look the same but for `Access`. */
export function observedOf(machine: Machine | undefined, now: TimeMs): 'working' | 'operating' | 'stopped' {
  if (!isReachable(machine) || machine.application !== 'running') return 'stopped'
  return now < machine.operatingUntil ? 'operating' : 'working'
}

/** The records that `status` prints, ascending by identifier, number by number. */
export function recordsOf(world: World, unit: ManagedUnit, now: TimeMs): readonly ServerRecord[] {
  return unit.servers.toSorted((a, b) => addressOrder(a.id) - addressOrder(b.id)).map((server) => {
    const machine = machineAt(world, server.id)
    return {
      id: server.id,
      updateScope: server.updateScope,
      logical: server.logical,
      observed: observedOf(machine, now),
      ...(server.loadBalancer ? { loadBalancer: server.loadBalancer } : {}),
      access: isReachable(machine) ? 'online' : 'offline',
      ...(server.mark ? { markTime: markTime(server.mark.at), markComment: server.mark.comment } : {}),
    }
  })
}

/** A copy of the world with one unit changed. */
export const withUnit = (world: World, name: UnitName, change: (unit: ManagedUnit) => ManagedUnit): World => ({
  ...world,
  units: world.units.map((unit) => (unit.name === name ? change(unit) : unit)),
})

/** A copy of the world with one machine changed. */
export const withMachine = (world: World, name: string, changes: Partial<Machine>): World => ({
  ...world,
  machines: world.machines.map((machine) => (machine.name === name ? { ...machine, ...changes } : machine)),
})

const addressOrder = (ip: Ipv4): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const JST_OFFSET_MS = 9 * 3_600_000

const markTime = (at: TimeMs): string =>
  `${new Date(at + JST_OFFSET_MS).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')} JST`
