/**
 * The hypervisor's side of the simulated world: what a person does there, outside of the product. Pure.
 */
import { isIpv4, type Ipv4 } from '../commands'
import { err, ok, type Result } from '@/lib/std/result'
import { withMachine, type Machine, type World } from './world'

/** `name` is the name at the hypervisor, where nobody sees addresses. */
export type HypervisorAct =
  | { readonly kind: 'powerOn' | 'powerOff' | 'connect' | 'disconnect' | 'repair' | 'die'; readonly name: string }
  | { readonly kind: 'clone'; readonly template: string; readonly name: string; readonly ip: Ipv4; readonly serviceIp: Ipv4; readonly power: 'on' | 'off' }

/** `addressInUse`: another machine with that address is switched on and connected. */
export type HypervisorRefusal = 'noSuchMachine' | 'noSuchTemplate' | 'nameTaken' | 'badName' | 'badAddress' | 'addressInUse'

/** Applies one act. What the guest runs dies with its power; nothing here changes what the manager believes. */
export function applyHypervisorAct(world: World, act: HypervisorAct): Result<World, HypervisorRefusal> {
  if (act.kind === 'clone') return clone(world, act)
  const machine = world.machines.find((one) => one.name === act.name)
  if (!machine) return err('noSuchMachine')
  return ok(withMachine(world, machine.name, changesBy(act.kind, machine)))
}

function changesBy(kind: Exclude<HypervisorAct['kind'], 'clone'>, machine: Machine): Partial<Machine> {
  const halted = machine.application === 'running' ? 'stopped' : machine.application
  switch (kind) {
    case 'powerOn':
      return { power: 'on' }
    case 'powerOff':
      return { power: 'off', application: halted }
    case 'connect':
      return { connected: true }
    case 'disconnect':
      return { connected: false }
    case 'repair':
      return { dead: false }
    case 'die':
      return { dead: true, application: halted }
  }
}

function clone(world: World, act: HypervisorAct & { kind: 'clone' }): Result<World, HypervisorRefusal> {
  const template = world.templates.find((one) => one.name === act.template)
  if (!template) return err('noSuchTemplate')
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(act.name)) return err('badName')
  if (!isIpv4(act.ip) || !isIpv4(act.serviceIp)) return err('badAddress')
  if (world.machines.some((one) => one.name === act.name)) return err('nameTaken')
  const taken = world.machines.some((one) => one.power === 'on' && one.connected && (one.ip === act.ip || one.serviceIp === act.serviceIp))
  if (taken) return err('addressInUse')
  const machine: Machine = {
    name: act.name,
    ip: act.ip,
    serviceIp: act.serviceIp,
    template: `${template.name} ${template.version}`,
    power: act.power,
    dead: false,
    connected: true,
    application: 'none',
    operatingUntil: 0,
  }
  return ok({ ...world, machines: [...world.machines, machine] })
}
