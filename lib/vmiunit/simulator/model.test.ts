import { describe, expect, test } from 'vitest'
import type { SimulatedChange } from './arguments'
import { EXAMPLE_UNIT as unit, exampleWorld } from './example'
import { applyHypervisorAct, type HypervisorAct } from './hypervisor'
import { applyChange, type Variant } from './model'
import { findUnit, recordsOf, withUnit, type RegisteredServer, type World } from './world'

const NOW = Date.UTC(2026, 10, 21, 18, 12)
const DEAD = '192.168.1.101'
const LIVE = '192.168.1.102'
const NEW = '192.168.1.110'

const start: SimulatedChange = { name: 'start', unit, server: DEAD, loadBalancer: false }
const stop: SimulatedChange = { name: 'stop', unit, server: LIVE, loadBalancer: false }
const attach: SimulatedChange = { name: 'attach', unit, server: NEW, serviceIp: '192.168.2.110' }
const update: SimulatedChange = { name: 'update', unit }
const clone: HypervisorAct = { kind: 'clone', template: 'tmpl-ap-0870', name: 'vm-gyoumu-a-04', ip: NEW, serviceIp: '192.168.2.110', power: 'off' }
const atDead = (kind: 'powerOn' | 'powerOff' | 'repair' | 'die' | 'disconnect' | 'connect'): HypervisorAct => ({ kind, name: 'vm-gyoumu-a-01' })

type Step = SimulatedChange | HypervisorAct
/** Applies steps in order; the exit codes of the commands among them are kept. */
function play(steps: readonly Step[], { world = exampleWorld(NOW), variant = {}, now = NOW }: { world?: World; variant?: Variant; now?: number } = {}) {
  const exits: number[] = []
  let current = world
  for (const step of steps) {
    if ('kind' in step) {
      const acted = applyHypervisorAct(current, step)
      if (!acted.ok) throw new Error(acted.error)
      current = acted.value
    } else {
      const applied = applyChange(current, step, NOW, variant)
      exits.push(applied.exitCode)
      current = applied.world
    }
  }
  const records = recordsOf(current, findUnit(current, unit) ?? { name: unit, definitionStatus: 'changed', loadBalancerLinked: false, servers: [] }, now)
  return { world: current, exits, records, record: (id: string) => records.find((one) => one.id === id) }
}

const running = play([])
const linked = exampleWorld(NOW, { loadBalancerLinked: true })

describe('the state table of the simulator', () => {
  test('a dead server: believed working, seen stopped, offline', () => {
    expect(running.record(DEAD)).toMatchObject({ logical: 'working', observed: 'stopped', access: 'offline', markTime: '2026/11/22 02:40:00 JST' })
    expect(play([{ kind: 'die', name: 'vm-gyoumu-a-02' }]).record(LIVE)).toMatchObject({ logical: 'working', observed: 'stopped', access: 'offline' })
  })

  test('attach: not built, scope all, no mark, power as it was left', () => {
    const { exits, record } = play([clone, attach])
    expect(exits).toEqual([0])
    expect(record(NEW)).toEqual({ id: NEW, updateScope: 'all', logical: 'notbuilt', observed: 'stopped', access: 'offline' })
  })

  test('power changes Access alone; switched off is seen stopped, what the manager believes stays', () => {
    expect(play([clone, attach, { kind: 'powerOn', name: 'vm-gyoumu-a-04' }]).record(NEW)).toMatchObject({ access: 'online', logical: 'notbuilt' })
    expect(play([{ kind: 'powerOff', name: 'vm-gyoumu-a-02' }]).record(LIVE)).toMatchObject({ access: 'offline', logical: 'working', observed: 'stopped' })
  })

  test('update builds what is stopped and in reach, leaves running servers alone, warns about the unreachable', () => {
    const behind = withUnit(play([clone, attach, { kind: 'powerOn', name: 'vm-gyoumu-a-04' }]).world, unit, (one) => ({
      ...one, servers: one.servers.map((server): RegisteredServer => ({ ...server, updateScope: 'all' })),
    }))
    const { exits, record } = play([update], { world: behind })
    expect(exits).toEqual([1])
    expect(record(NEW)).toMatchObject({ updateScope: 'none', logical: 'stopped', observed: 'stopped' })
    expect(record(LIVE)).toMatchObject({ updateScope: 'all', observed: 'working' })
    expect(record(DEAD)).toMatchObject({ updateScope: 'all' })
    expect(play([atDead('repair'), update]).exits).toEqual([0])
  })

  test('start: logical and observed working; again: success, skipped', () => {
    const { exits, record } = play([atDead('repair'), start, start])
    expect(exits).toEqual([0, 0])
    expect(record(DEAD)).toMatchObject({ logical: 'working', observed: 'working', access: 'online' })
  })

  test.each([
    ['dead', []],
    ['switched off', [atDead('repair'), atDead('powerOff')]],
    ['disconnected', [atDead('repair'), atDead('disconnect')]],
  ] as const)('start of a server that is %s ends 64 and changes nothing', (_, acts) => {
    expect(play([...acts, start])).toMatchObject({ exits: [64], records: play(acts).records })
  })

  test('start of a server not built ends 64', () => {
    expect(play([clone, attach, { kind: 'powerOn', name: 'vm-gyoumu-a-04' }, { ...start, server: NEW }]).exits).toEqual([0, 64])
  })

  test('start may be seen as operating for a while', () => {
    const steps = [atDead('repair'), start]
    expect(play(steps, { variant: { operatingForMs: 500 }, now: NOW + 499 }).record(DEAD)).toMatchObject({ observed: 'operating' })
    expect(play(steps, { variant: { operatingForMs: 500 }, now: NOW + 500 }).record(DEAD)).toMatchObject({ observed: 'working' })
  })

  test('stop: both states stopped, power unchanged', () => {
    expect(play([stop])).toMatchObject({ exits: [0], world: { machines: running.world.machines.map((one) => ({ power: one.power })) } })
    expect(play([stop]).record(LIVE)).toMatchObject({ logical: 'stopped', observed: 'stopped', access: 'online' })
  })

  test('stop of a server out of reach ends 64 and changes nothing; by scenario 0 or 1 with logical stopped', () => {
    const stopDead = { ...stop, server: DEAD }
    expect(play([stopDead])).toMatchObject({ exits: [64], records: running.records })
    for (const stopOffline of [0, 1] as const) {
      const { exits, record } = play([stopDead], { variant: { stopOffline } })
      expect(exits).toEqual([stopOffline])
      expect(record(DEAD)).toMatchObject({ logical: 'stopped', observed: 'stopped', access: 'offline' })
    }
  })

  test('-lb blocks and unblocks where linked, and ends 64 where not', () => {
    expect(play([{ ...stop, loadBalancer: true }]).exits).toEqual([64])
    expect(play([{ ...stop, loadBalancer: true }], { world: linked }).record(LIVE)).toMatchObject({ loadBalancer: 'blocked' })
    expect(play([atDead('repair'), { ...start, loadBalancer: true }], { world: linked }).record(DEAD)).toMatchObject({ loadBalancer: 'unblocked' })
    expect(play([atDead('repair'), start], { world: linked }).record(DEAD)).toMatchObject({ loadBalancer: 'blocked' })
  })

  test('detach: gone though believed working, if offline; running ends 64', () => {
    expect(play([{ name: 'detach', unit, server: DEAD }])).toMatchObject({ exits: [0], records: running.records.filter((one) => one.id !== DEAD) })
    expect(play([{ name: 'detach', unit, server: LIVE }])).toMatchObject({ exits: [64], records: running.records })
  })

  test('mark and unmark change only the mark lines; unmark of an unmarked server ends 1', () => {
    const { markTime: _time, markComment: _comment, ...bare } = running.record(DEAD) ?? { id: DEAD }
    const unmark: SimulatedChange = { name: 'unmark', unit, server: DEAD }
    expect(play([unmark]).record(DEAD)).toEqual(bare)
    expect(play([unmark, unmark]).exits).toEqual([0, 1])
    expect(play([unmark, { name: 'mark', unit, server: DEAD, comment: 'x' }]).record(DEAD)).toEqual({ ...bare, markTime: '2026/11/22 03:12:00 JST', markComment: 'x' })
  })

  test('attach of a duplicate: 1 in the same unit, 64 in another one or with a taken service IP', () => {
    const other: World = { ...running.world, units: [...running.world.units, { name: 'gyoumu_b', definitionStatus: 'unchanged', loadBalancerLinked: false, servers: [] }] }
    expect(play([attach, attach]).exits).toEqual([0, 1])
    expect(play([attach, { ...attach, unit: 'gyoumu_b' }], { world: other }).exits).toEqual([0, 64])
    expect(play([{ ...attach, serviceIp: '192.168.2.102' }]).exits).toEqual([64])
  })

  test.each([
    ['an unknown unit', { ...start, unit: 'nowhere' }],
    ['an unknown server', { ...start, server: '192.168.1.250' }],
    ['update of an unknown unit', { name: 'update', unit: 'nowhere' }],
  ] as const)('%s ends 64', (_, command) => {
    expect(play([command])).toMatchObject({ exits: [64], records: running.records })
  })

  test('a replacement with both addresses of the old server: the reachable machine answers', () => {
    const steps: Step[] = [
      { name: 'detach', unit, server: DEAD }, atDead('powerOff'),
      { ...clone, ip: DEAD, serviceIp: '192.168.2.101', power: 'on' },
      { ...attach, server: DEAD, serviceIp: '192.168.2.101' }, update, { ...start, server: DEAD },
    ]
    const { exits, record } = play(steps)
    expect(exits).toEqual([0, 0, 0, 0])
    expect(record(DEAD)).toMatchObject({ logical: 'working', observed: 'working', access: 'online' })
  })

  test('the whole of replace ends with the new server working', () => {
    const { exits, record } = play([{ ...stop, server: DEAD }, { name: 'detach', unit, server: DEAD }, clone, attach, { kind: 'powerOn', name: 'vm-gyoumu-a-04' }, update, { ...start, server: NEW }])
    expect(exits).toEqual([64, 0, 0, 0, 0])
    expect(record(NEW)).toMatchObject({ updateScope: 'none', logical: 'working', observed: 'working', access: 'online' })
  })
})

describe('the hypervisor', () => {
  test.each([
    ['noSuchMachine', { kind: 'powerOn', name: 'nobody' }],
    ['noSuchTemplate', { ...clone, template: 'none' }],
    ['nameTaken', { ...clone, name: 'vm-gyoumu-a-01' }],
    ['badName', { ...clone, name: '-rf' }],
    ['badAddress', { ...clone, ip: '192.168.1.999' }],
    ['addressInUse', { ...clone, ip: '192.168.1.102' }],
  ] as const)('refuses: %s', (error, act) => {
    expect(applyHypervisorAct(exampleWorld(NOW), act)).toEqual({ ok: false, error })
  })
})
