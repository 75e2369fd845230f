/**
 * The manager as a state machine: one state-changing command → the world after it, the exit code, the message lines.
 * Pure; the table that it follows is in docs/vmiunit.md ("The simulator"), assumed rows marked there.
 */
import { unreachable } from '@/lib/std/assert'
import type { TimeMs } from '@/lib/std/clock'
import { EXIT_CODE } from '../exit-codes'
import type { SimulatedChange } from './arguments'
import { say } from './say'
import { findUnit, isReachable, machineAt, observedOf, withMachine, withUnit, type ManagedUnit, type RegisteredServer, type World } from './world'

export type Applied = { readonly world: World; readonly exitCode: number; readonly lines: readonly string[] }

/** How this run differs from the usual: set by its scenario. */
export type Variant = {
  /** After `start`: seen as `operating` for so long, in ms. */
  readonly operatingForMs?: number
  /** `stop` of a server out of reach ends so, with logical `stopped`, instead of 64. */
  readonly stopOffline?: 0 | 1
}

type On = { readonly world: World; readonly unit: ManagedUnit; readonly server: RegisteredServer; readonly now: TimeMs; readonly variant: Variant }

/** Applies one command. `now` in ms since 1970. Never throws; what cannot be done ends 64 and changes nothing. */
export function applyChange(world: World, command: SimulatedChange, now: TimeMs, variant: Variant = {}): Applied {
  const unit = findUnit(world, command.unit)
  if (!unit) return refused(world, say('noUnit', command.unit))
  if (command.name === 'update') return update(world, unit)
  if (command.name === 'attach') return attach(world, unit, command)
  const server = unit.servers.find((one) => one.id === command.server)
  if (!server) return refused(world, say('noServer', command.server))
  const on: On = { world, unit, server, now, variant }
  switch (command.name) {
    case 'mark':
      return done(withServer(on, { mark: { at: now, comment: command.comment } }))
    case 'unmark':
      return server.mark ? done(withServer(on, { mark: null })) : warned(world, say('noMark', server.id))
    case 'start':
      return withMarkWarning(server, start(on, command.loadBalancer))
    case 'stop':
      return withMarkWarning(server, stop(on, command.loadBalancer))
    case 'detach':
      return detach(on)
    default:
      return unreachable(command)
  }
}

function start(on: On, loadBalancer: boolean): Applied {
  const { world, unit, server, now, variant } = on
  const machine = machineAt(world, server.id)
  if (loadBalancer && !unit.loadBalancerLinked) return refused(world, say('noLinkage'))
  if (!isReachable(machine)) return refused(world, say('unreachable', server.id))
  if (server.logical === 'notbuilt') return refused(world, say('notBuilt', server.id))
  const registered = withServer(on, { logical: 'working', ...(loadBalancer ? { loadBalancer: 'unblocked' } : {}) })
  if (machine.application === 'running') return done(registered, say('alreadyRunning', server.id))
  return done(withMachine(registered, machine.name, { application: 'running', operatingUntil: now + (variant.operatingForMs ?? 0) }))
}

function stop(on: On, loadBalancer: boolean): Applied {
  const { world, unit, server, variant } = on
  const machine = machineAt(world, server.id)
  if (loadBalancer && !unit.loadBalancerLinked) return refused(world, say('noLinkage'))
  if (server.logical === 'notbuilt') return refused(world, say('notBuilt', server.id))
  const registered = withServer(on, { logical: 'stopped', ...(loadBalancer ? { loadBalancer: 'blocked' } : {}) })
  if (isReachable(machine)) return done(withMachine(registered, machine.name, { application: 'stopped' }))
  if (variant.stopOffline === undefined) return refused(world, say('unreachable', server.id))
  return variant.stopOffline === 0 ? done(registered) : warned(registered, say('unreachable', server.id))
}

function detach({ world, unit, server, now }: On): Applied {
  if (observedOf(machineAt(world, server.id), now) !== 'stopped') return refused(world, say('running', server.id))
  return done(withUnit(world, unit.name, (one) => ({ ...one, servers: one.servers.filter((other) => other.id !== server.id) })))
}

function attach(world: World, unit: ManagedUnit, { server: id, serviceIp }: SimulatedChange & { name: 'attach' }): Applied {
  if (unit.servers.some((server) => server.id === id)) return warned(world, say('alreadyHere', id))
  const registered = world.units.flatMap((one) => one.servers)
  if (registered.some((server) => server.id === id)) return refused(world, say('elsewhere', id))
  if (registered.some((server) => server.serviceIp === serviceIp)) return refused(world, say('serviceIpTaken', serviceIp))
  const server: RegisteredServer = { id, serviceIp, updateScope: 'all', logical: 'notbuilt', loadBalancer: null, mark: null }
  return done(withUnit(world, unit.name, (one) => ({ ...one, servers: [...one.servers, server] })))
}

/** Rebuilds every stopped server in reach; running ones are left alone, those out of reach are only warned about. */
function update(world: World, unit: ManagedUnit): Applied {
  const lines: string[] = []
  let next = withUnit(world, unit.name, (one) => ({ ...one, definitionStatus: 'unchanged' }))
  for (const server of unit.servers) {
    const machine = machineAt(world, server.id)
    if (server.mark) lines.push(say('marked', server.id))
    if (!isReachable(machine)) {
      lines.push(say('notReflected', server.id))
    } else if (machine.application !== 'running') {
      next = withMachine(next, machine.name, { application: 'stopped' })
      next = withUnit(next, unit.name, (one) => rebuilt(one, server))
    }
  }
  const missed = unit.servers.some((server) => !isReachable(machineAt(world, server.id)))
  return { world: next, exitCode: missed ? EXIT_CODE.warning : EXIT_CODE.normal, lines }
}

/** With load-balancer linkage, `update` is what makes a server known there: blocked, until it is started with `-lb`. */
const rebuilt = (unit: ManagedUnit, server: RegisteredServer): ManagedUnit => ({
  ...unit,
  servers: unit.servers.map((one) =>
    one.id === server.id
      ? {
          ...one,
          updateScope: 'none',
          logical: one.logical === 'notbuilt' ? 'stopped' : one.logical,
          loadBalancer: one.loadBalancer ?? (unit.loadBalancerLinked ? 'blocked' : null),
        }
      : one,
  ),
})

const withServer = ({ world, unit, server }: On, changes: Partial<RegisteredServer>): World =>
  withUnit(world, unit.name, (one) => ({ ...one, servers: one.servers.map((other) => (other.id === server.id ? { ...other, ...changes } : other)) }))

/** Documented: on a marked server the command still runs, but prints a warning. Whether it then ends 1 is not known: here it does not. */
const withMarkWarning = (server: RegisteredServer, applied: Applied): Applied =>
  server.mark ? { ...applied, lines: [say('marked', server.id), ...applied.lines] } : applied

const done = (world: World, ...lines: readonly string[]): Applied => ({ world, exitCode: EXIT_CODE.normal, lines })
const warned = (world: World, ...lines: readonly string[]): Applied => ({ world, exitCode: EXIT_CODE.warning, lines })
const refused = (world: World, ...lines: readonly string[]): Applied => ({ world, exitCode: EXIT_CODE.abnormal, lines })
