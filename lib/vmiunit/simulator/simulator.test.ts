// The simulator as what it is in the demo: real processes on one folder.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { act, clearScenarios, editWorld, readLaunches, readScenarios, readWorld, setScenario } from './api'
import { EXAMPLE_UNIT } from './example'
import { createTestSimulator, type TestSimulator } from './testing'
import { readOutputs } from '../sample-readings'
import type { Scenario, ScenarioCommand } from './scenario'

const NOW = Date.UTC(2026, 10, 21, 18, 12)
const DEAD = '192.168.1.101'
const LIVE = '192.168.1.102'
const on = (server: string): string[] => ['-unit', EXAMPLE_UNIT, '-vs', server]
const STATUS = ['status', '-unit', EXAMPLE_UNIT]

type Ended = { readonly code: number | null; readonly signal: string | null; readonly output: string; readonly bytes: Buffer }
const run = (program: string, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(program, args, { encoding: 'buffer' }, (_, bytes) =>
      resolve({ code: child.exitCode, signal: child.signalCode, output: bytes.toString(), bytes }))
  })

let sim: TestSimulator
const children: ChildProcess[] = []
beforeEach(async () => {
  sim = await createTestSimulator({ now: NOW, loadBalancerLinked: true })
})
afterEach(async () => {
  await Promise.all(children.splice(0).filter((child) => child.exitCode === null && child.signalCode === null).map(forceEnd))
  sim.remove()
})

const vmiunit = (...args: readonly string[]): Promise<Ended> => run(sim.vmiunit, args)
const choose = (command: ScenarioCommand, scenario: Scenario, times?: number | null): Promise<void> => setScenario(sim.dir, { command, scenario, times })
/** Starts a command that is ended with the test at the latest. */
function launchStop(): ChildProcess {
  const child = spawn(sim.vmiunit, ['stop', ...on(LIVE)], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  return child
}
/** Starts a command that was told to hang, and waits until it does. */
async function startHanging(): Promise<ChildProcess> {
  const child = launchStop()
  let output = ''
  child.stdout?.on('data', (bytes: Buffer) => (output += bytes.toString()))
  await vi.waitFor(() => expect(output).toContain('KEOS90020-I'), { timeout: 10_000, interval: 20 })
  return child
}
function forceEnd(child: ChildProcess): Promise<unknown[]> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  return ended
}
const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
const logicalOf = (id: string) => readWorld(sim.dir)?.units[0]?.servers.find((server) => server.id === id)?.logical

describe('the executable', () => {
  test('status prints the example byte for byte, on standard output, and ends 0', async () => {
    const [unit, servers] = await Promise.all([vmiunit(...STATUS), vmiunit(...STATUS, '-target', 'virtualserver')])
    expect(unit).toMatchObject({ code: 0, output: fixture('example-unit.txt') })
    expect(servers).toMatchObject({ code: 0, output: fixture('example-virtualserver.txt') })
    expect(readOutputs(unit.output, servers.output)).toMatchObject({ complete: true, allServers: 3 })
  })

  test('its messages carry recognisable ids and say that they are simulated', async () => {
    const { code, output } = await vmiunit('stop', ...on(LIVE))
    expect(code).toBe(0)
    for (const line of output.trimEnd().split('\n')) expect(line).toMatch(/^KEOS900\d\d-[EWI] （模擬）.+\(simulator\)/)
  })

  test.each([
    ['wrong arguments', ['stop', '-vs', LIVE]],
    ['an unknown unit', ['status', '-unit', 'nowhere']],
    ['an unknown server', ['stop', ...on('192.168.1.250')]],
  ])('%s: 64 with an error message', async (_, args) => {
    expect(await vmiunit(...args)).toMatchObject({ code: 64, output: expect.stringMatching(/KEOS900\d\d-E/) })
  })

  test('start-up is told, so that a slow one is noticed', async () => {
    await vmiunit(...STATUS)
    const begun = performance.now()
    await vmiunit(...STATUS)
    console.info(`simulator: status took ${Math.round(performance.now() - begun)} ms`)
  })
})

describe('concurrent commands', () => {
  test.each(['free', 'left locked by a dead process'])('of twenty changes at once on one unit, %s, exactly one holds it, the others end 2 and change nothing', async (state) => {
    if (state !== 'free') {
      await choose('stop', { kind: 'die', when: 'before' })
      await vmiunit('stop', ...on(LIVE))
    }
    await choose('anyChange', { kind: 'hang' }, null)
    const before = readWorld(sim.dir)
    const launched = readLaunches(sim.dir).length
    const launches = Array.from({ length: 20 }, launchStop)
    await vi.waitFor(() => expect(launches.filter((child) => child.exitCode === 2)).toHaveLength(19), { timeout: 20_000, interval: 20 })
    const holders = launches.filter((child) => child.exitCode === null && child.signalCode === null)
    expect(holders).toHaveLength(1)
    await Promise.all(holders.map(forceEnd))
    expect(readWorld(sim.dir)).toEqual(before)
    expect(readLaunches(sim.dir)).toHaveLength(launched + 20)
  })

  test('a killed command leaves no lock behind that anybody would wait for', async () => {
    await choose('stop', { kind: 'die', when: 'before' })
    expect(await vmiunit('stop', ...on(LIVE))).toMatchObject({ signal: 'SIGKILL' })
    expect(await vmiunit('stop', ...on(LIVE))).toMatchObject({ code: 0 })
  })

  test('acts at the hypervisor, by command line and in this process at once, are all kept', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `vm-new-${n}`)
    const ended = await Promise.all(
      names.map(async (name, n) => {
        const address = { ip: `192.168.1.${150 + n}`, serviceIp: `192.168.2.${150 + n}` }
        if (n % 2 === 0) return (await run(sim.hypervisor, ['clone', 'tmpl-ap-0870', name, address.ip, address.serviceIp])).code
        return (await act(sim.dir, { kind: 'clone', template: 'tmpl-ap-0870', name, power: 'off', ...address })).ok ? 0 : 1
      }),
    )
    expect(ended).toEqual(names.map(() => 0))
    expect(readWorld(sim.dir)?.machines.map((machine) => machine.name)).toEqual(expect.arrayContaining(names))
  })

  test('status may be read while a change is under way', async () => {
    await choose('stop', { kind: 'hang' })
    const child = await startHanging()
    expect(await vmiunit(...STATUS)).toMatchObject({ code: 0 })
    await forceEnd(child)
  })
})

describe('scenarios', () => {
  const cases: readonly (readonly [string, Scenario, Partial<Pick<Ended, 'code' | 'signal'>>, 'working' | 'stopped'])[] = [
    ['lock held', { kind: 'busy' }, { code: 2 }, 'working'],
    ['warning', { kind: 'warning' }, { code: 1 }, 'stopped'],
    ['abnormal', { kind: 'abnormal' }, { code: 64 }, 'working'],
    ['abnormal, though it did its work', { kind: 'abnormal', changes: true }, { code: 64 }, 'stopped'],
    ['says yes and did nothing', { kind: 'lie' }, { code: 0 }, 'working'],
    ['dies before its work', { kind: 'die', when: 'before' }, { code: null, signal: 'SIGKILL' }, 'working'],
    ['dies after its work', { kind: 'die', when: 'after', signal: 'SIGTERM' }, { code: null, signal: 'SIGTERM' }, 'stopped'],
    ['garbage', { kind: 'garbage' }, { code: 0 }, 'working'],
    ['slow', { kind: 'slow', lines: 3, everyMs: 1 }, { code: 0 }, 'stopped'],
  ]
  test.each(cases)('stop, %s: ends so, and the world is so; the next run is as usual', async (_, scenario, ending, logical) => {
    await choose('stop', scenario)
    expect(await vmiunit('stop', ...on(LIVE))).toMatchObject(ending)
    expect(logicalOf(LIVE)).toBe(logical)
    expect(await vmiunit('stop', ...on(LIVE))).toMatchObject({ code: 0 })
    expect(logicalOf(LIVE)).toBe('stopped')
  })

  test('slow output comes line by line', async () => {
    await choose('stop', { kind: 'slow', lines: 3, everyMs: 1 })
    expect((await vmiunit('stop', ...on(LIVE))).output.match(/KEOS90020-I/g)).toHaveLength(3)
  })

  test('operating for a while, then working', async () => {
    await act(sim.dir, { kind: 'repair', name: 'vm-gyoumu-a-01' })
    await choose('start', { kind: 'settle', forMs: 3_600_000 })
    expect(await vmiunit('start', ...on(DEAD))).toMatchObject({ code: 0 })
    expect((await vmiunit(...STATUS, '-target', 'virtualserver')).output).toContain('operating')
    await editWorld(sim.dir, (world) => ({ ...world, machines: world.machines.map((machine) => ({ ...machine, operatingUntil: machine.operatingUntil - 3_600_000 })) }))
    expect((await vmiunit(...STATUS, '-target', 'virtualserver')).output).not.toContain('operating')
  })

  test.each([0, 1] as const)('stop of the dead server may end %s with logical stopped', async (exitCode) => {
    await choose('stop', { kind: 'stopOffline', exitCode })
    expect(await vmiunit('stop', ...on(DEAD))).toMatchObject({ code: exitCode })
    expect(logicalOf(DEAD)).toBe('stopped')
  })

  test('a silent manager answers every status with 64 until cleared', async () => {
    await choose('status', { kind: 'silent' }, null)
    expect(await vmiunit(...STATUS)).toMatchObject({ code: 64 })
    expect((await vmiunit(...STATUS)).output).not.toContain('All Servers')
    await clearScenarios(sim.dir)
    expect(await vmiunit(...STATUS)).toMatchObject({ code: 0 })
  })

  test('a cut status ends 0 with so many bytes', async () => {
    await choose('status', { kind: 'cut', atByte: 100 })
    const { code, bytes } = await vmiunit(...STATUS, '-target', 'virtualserver')
    expect({ code, length: bytes.length }).toEqual({ code: 0, length: 100 })
  })

  test('a hanging command that ignores TERM ends only by force', async () => {
    await choose('stop', { kind: 'hang', ignoreTerm: true })
    const child = await startHanging()
    child.kill('SIGTERM')
    expect(await vmiunit('stop', ...on(LIVE))).toMatchObject({ code: 2 })
    expect(await forceEnd(child)).toEqual([null, 'SIGKILL'])
  })

  test('a scenario for another command, or used up, changes nothing', async () => {
    await choose('start', { kind: 'abnormal' }, 2)
    expect(await vmiunit('stop', ...on(LIVE))).toMatchObject({ code: 0 })
    expect(await vmiunit('start', ...on(LIVE))).toMatchObject({ code: 64 })
    expect(readScenarios(sim.dir)).toEqual([{ command: 'start', scenario: { kind: 'abnormal' }, times: 1 }])
    expect(await vmiunit('start', ...on(LIVE))).toMatchObject({ code: 64 })
    expect(await vmiunit('start', ...on(LIVE))).toMatchObject({ code: 0 })
  })
})

describe('the hypervisor on the command line', () => {
  test('repair and power bring the dead server back', async () => {
    for (const args of [['repair', 'vm-gyoumu-a-01'], ['power', 'off', 'vm-gyoumu-a-01'], ['power', 'on', 'vm-gyoumu-a-01']]) {
      expect(await run(sim.hypervisor, args)).toMatchObject({ code: 0, output: expect.stringContaining('simulator') })
    }
    expect(await vmiunit('start', ...on(DEAD))).toMatchObject({ code: 0 })
  })

  test('list marks itself as simulated; wrong words get the usage, an unknown name a sentence', async () => {
    expect(await run(sim.hypervisor, ['list'])).toMatchObject({ code: 0, output: expect.stringMatching(/^Simulated[^]*vm-gyoumu-a-01/) })
    expect(await run(sim.hypervisor, ['explode'])).toMatchObject({ code: 2 })
    expect(await run(sim.hypervisor, ['die', 'nobody'])).toMatchObject({ code: 1, output: 'simulator: there is no machine of that name\n' })
  })
})
