/**
 * One run of the simulated `vmiunit`, from arguments to exit code. The process around it comes in as `Surroundings`, so that this file
 * reads no environment and no clock of its own. Kept small in imports: the executable must start within 100 ms.
 */
import type { TimeMs } from '@/lib/std/clock'
import { EXIT_CODE } from '../exit-codes'
import { readArguments, type SimulatedChange, type SimulatedCommand } from './arguments'
import { applyChange, type Applied, type Variant } from './model'
import { countsOf, printServers, printUnit } from './print-status'
import { say } from './say'
import { takeScenario, type Scenario } from './scenario'
import { changeScenarios, changeWorld, loadScenarios, loadWorld, lockUnit, noteLaunch } from './store'
import { findUnit, recordsOf } from './world'

export type Surroundings = {
  readonly argv: readonly string[]
  /** The folder of the simulated world. */
  readonly dir: string
  readonly pid: number
  readonly now: () => TimeMs
  /** Writes to standard output, where start, end and result all go. */
  readonly print: (bytes: string | Uint8Array) => void
  readonly sleep: (ms: number) => Promise<unknown>
  /** Ends this very process by a signal; it does not come back. */
  readonly killSelf: (signal: 'SIGKILL' | 'SIGTERM') => Promise<never>
  /** Never comes back. */
  readonly hang: (ignoreTerm: boolean) => Promise<never>
}

/** Runs one command. Returns its exit code. */
export async function runVmiunit(around: Surroundings): Promise<number> {
  const { argv, dir, print } = around
  const command = readArguments(argv)
  if (!command) {
    print(`${say('usage', argv.join(' '))}\n`)
    return EXIT_CODE.abnormal
  }
  return command.name === 'status' ? runStatus(around, command) : runChange({ ...around, dir }, command)
}

const NOISE = Uint8Array.from({ length: 512 }, (_, index) => (index * 151 + 7) % 256)

/** Scenarios without need of the world: the exit code, or null to go on as usual. */
async function misbehave(around: Surroundings, scenario: Scenario | null): Promise<number | null> {
  switch (scenario?.kind) {
    case 'slow':
      for (let line = 1; line <= scenario.lines; line += 1) {
        around.print(`${say('inProgress', `${line}/${scenario.lines}`)}\n`)
        await around.sleep(scenario.everyMs)
      }
      return null
    case 'hang': {
      const forever = around.hang(scenario.ignoreTerm ?? false)
      around.print(`${say('inProgress')}\n`)
      return forever
    }
    case 'garbage':
      around.print(NOISE)
      return scenario.exitCode ?? EXIT_CODE.normal
    case 'silent':
      around.print(`${say('endedAbnormally')}\n`)
      return EXIT_CODE.abnormal
    case 'die':
      return scenario.when === 'before' ? around.killSelf(scenario.signal ?? 'SIGKILL') : null
    case undefined:
    case 'busy':
    case 'warning':
    case 'abnormal':
    case 'lie':
    case 'settle':
    case 'stopOffline':
    case 'cut':
      return null
  }
}

async function runStatus(around: Surroundings, command: SimulatedCommand & { name: 'status' }): Promise<number> {
  const scenario = await take(around.dir, 'status')
  const early = await misbehave(around, scenario)
  if (early !== null) return early
  const world = loadWorld(around.dir)
  const unit = world && findUnit(world, command.unit)
  if (!world || !unit) {
    around.print(`${world ? say('noUnit', command.unit) : say('noWorld', around.dir)}\n`)
    return EXIT_CODE.abnormal
  }
  const records = recordsOf(world, unit, around.now())
  const text = command.target === 'unit' ? printUnit({ definitionStatus: unit.definitionStatus, ...countsOf(records) }) : printServers(records)
  const bytes = new TextEncoder().encode(text)
  around.print(scenario?.kind === 'cut' ? bytes.slice(0, scenario.atByte) : bytes)
  if (scenario?.kind === 'die') return around.killSelf(scenario.signal ?? 'SIGKILL')
  if (scenario?.kind === 'abnormal') return EXIT_CODE.abnormal
  return scenario?.kind === 'warning' ? EXIT_CODE.warning : EXIT_CODE.normal
}

async function runChange(around: Surroundings, command: SimulatedChange): Promise<number> {
  const { argv, dir, pid, print } = around
  noteLaunch(dir, { at: around.now(), pid, argv })
  const release = lockUnit(dir, command.unit)
  const scenario = release && (await take(dir, command.name))
  try {
    print(`${say('begins', `vmiunit ${command.name}`)}\n`)
    if (!release || scenario?.kind === 'busy') {
      print(`${say('busy', command.unit)}\n`)
      return EXIT_CODE.busy
    }
    const early = await misbehave(around, scenario)
    if (early !== null) return early
    const { exitCode, lines } = await change(around, command, scenario)
    if (scenario?.kind === 'die') return await around.killSelf(scenario.signal ?? 'SIGKILL')
    print([...lines, endLine(exitCode, command.name)].map((line) => `${line}\n`).join(''))
    return exitCode
  } finally {
    release?.()
  }
}

/** Does the work unless the scenario says that it is not done, and ends as the scenario says. */
async function change(around: Surroundings, command: SimulatedChange, scenario: Scenario | null): Promise<Omit<Applied, 'world'>> {
  if (scenario?.kind === 'lie') return { exitCode: scenario.exitCode ?? EXIT_CODE.normal, lines: [] }
  if (scenario?.kind === 'abnormal' && !scenario.changes) return { exitCode: EXIT_CODE.abnormal, lines: [] }
  const applied = await changeWorld<Omit<Applied, 'world'>>(around.dir, (world) => {
    if (!world) return { world, result: { exitCode: EXIT_CODE.abnormal, lines: [say('noWorld', around.dir)] } }
    const { world: next, ...result } = applyChange(world, command, around.now(), variantOf(scenario))
    return { world: next, result }
  })
  if (scenario?.kind === 'abnormal') return { ...applied, exitCode: EXIT_CODE.abnormal }
  if (scenario?.kind === 'warning' && applied.exitCode === EXIT_CODE.normal) {
    return { exitCode: EXIT_CODE.warning, lines: [...applied.lines, say('requested')] }
  }
  return applied
}

function variantOf(scenario: Scenario | null): Variant {
  if (scenario?.kind === 'settle') return { operatingForMs: scenario.forMs }
  return scenario?.kind === 'stopOffline' ? { stopOffline: scenario.exitCode } : {}
}

function endLine(exitCode: number, name: string): string {
  if (exitCode === EXIT_CODE.normal) return say('ended', `vmiunit ${name}`)
  return say(exitCode === EXIT_CODE.warning ? 'endedWithWarning' : 'endedAbnormally', `vmiunit ${name}`)
}

/** The common case, no scenario at all, costs no lock. */
async function take(dir: string, name: SimulatedCommand['name']): Promise<Scenario | null> {
  if (takeScenario(loadScenarios(dir), name).scenario === null) return null
  return changeScenarios(dir, (entries) => {
    const { scenario, rest } = takeScenario(entries, name)
    return { entries: rest, result: scenario }
  })
}
