/**
 * The simulated outside world for the demo's own page and for tests: the same folder that the two executables work on, safe beside
 * them. Server side only; nothing of the product's own work goes through here.
 */
import { mkdirSync } from 'node:fs'
import type { TimeMs } from '@/lib/std/clock'
import { ok, err, type Result } from '@/lib/std/result'
import { exampleWorld, type ExampleOptions } from './example'
import { applyHypervisorAct, type HypervisorAct, type HypervisorRefusal } from './hypervisor'
import type { ScenarioEntry } from './scenario'
import { changeScenarios, changeWorld, loadLaunches, loadScenarios, loadWorld, type Launch } from './store'
import type { World } from './world'

/** Sets the example up in `dir` (made where missing), replacing what was there. `now` in ms since 1970. */
export async function seedExample(dir: string, now: TimeMs, options: ExampleOptions = {}): Promise<World> {
  mkdirSync(dir, { recursive: true })
  await clearScenarios(dir)
  return changeWorld(dir, () => {
    const world = exampleWorld(now, options)
    return { world, result: world }
  })
}

/** The world as it is, or null where none was set up in `dir`. */
export const readWorld = (dir: string): World | null => loadWorld(dir)

/** Does one act at the simulated hypervisor. Refused with `noWorld` where none was set up. */
export const act = (dir: string, hypervisorAct: HypervisorAct): Promise<Result<World, HypervisorRefusal | 'noWorld'>> =>
  changeWorld<Result<World, HypervisorRefusal | 'noWorld'>>(dir, (world) => {
    if (!world) return { world, result: err('noWorld') }
    const acted = applyHypervisorAct(world, hypervisorAct)
    return acted.ok ? { world: acted.value, result: ok(acted.value) } : { world, result: acted }
  })

/** Changes the world at will, for tests and drills (a definition registered, a value nobody knows). No-op where none was set up. */
export const editWorld = (dir: string, change: (world: World) => World): Promise<World | null> =>
  changeWorld<World | null>(dir, (world) => {
    const next = world && change(world)
    return { world: next, result: next }
  })

/** Chooses how a coming run misbehaves: the next one, the next `times`, or (null) every one until cleared. Earlier entries come first. */
export const setScenario = (dir: string, entry: Omit<ScenarioEntry, 'times'> & { readonly times?: number | null }): Promise<void> =>
  changeScenarios(dir, (entries) => ({ entries: [...entries, { ...entry, times: entry.times === undefined ? 1 : entry.times }], result: undefined }))

export const clearScenarios = (dir: string): Promise<void> => changeScenarios(dir, () => ({ entries: [], result: undefined }))

/** The scenarios still to come, in order. */
export const readScenarios = (dir: string): readonly ScenarioEntry[] => loadScenarios(dir)

/** Every start of the executable with a state-changing command, in order, whatever became of it. */
export const readLaunches = (dir: string): readonly Launch[] => loadLaunches(dir)
