/**
 * The simulated world in a folder: `world.json`, `scenarios.json`, `launches.log`, `locks/`. Safe under concurrent processes: every
 * change is made under one lock, written aside and renamed; reading needs no lock. Imports node:fs.
 */
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TimeMs } from '@/lib/std/clock'
import { tryLock, withLock, type Release } from './lock'
import type { ScenarioEntry } from './scenario'
import type { World } from './world'

/** One start of the executable with a state-changing command, whatever became of it. */
export type Launch = { readonly at: TimeMs; readonly pid: number; readonly argv: readonly string[] }

const worldPath = (dir: string): string => join(dir, 'world.json')
const scenariosPath = (dir: string): string => join(dir, 'scenarios.json')
const launchesPath = (dir: string): string => join(dir, 'launches.log')
const storeLock = (dir: string): string => join(dir, 'locks', '@store')

/** The world, or null where none was set up in this folder. Throws on a file that is not ours. */
export function loadWorld(dir: string): World | null {
  const world = load(worldPath(dir)) as World | null
  if (world !== null && world.version !== 1) throw new Error(`${worldPath(dir)} is not a world of this simulator.`)
  return world
}

export const loadScenarios = (dir: string): readonly ScenarioEntry[] => (load(scenariosPath(dir)) as readonly ScenarioEntry[] | null) ?? []

/** Replaces the world by what `change` makes of it. */
export const changeWorld = <T>(dir: string, change: (world: World | null) => { readonly world: World | null; readonly result: T }): Promise<T> =>
  withLock(storeLock(dir), () => {
    const { world, result } = change(loadWorld(dir))
    if (world) save(worldPath(dir), world)
    return result
  })

export const changeScenarios = <T>(dir: string, change: (entries: readonly ScenarioEntry[]) => { readonly entries: readonly ScenarioEntry[]; readonly result: T }): Promise<T> =>
  withLock(storeLock(dir), () => {
    const before = loadScenarios(dir)
    const { entries, result } = change(before)
    if (entries !== before) save(scenariosPath(dir), entries)
    return result
  })

/** Takes a unit for one operation, or null while another one has it. */
export const lockUnit = (dir: string, unit: string): Release | null => tryLock(join(dir, 'locks', unit))

/** One line per launch, appended in one write, so that launches can be counted whatever crashes. */
export function noteLaunch(dir: string, launch: Launch): void {
  mkdirSync(dir, { recursive: true })
  appendFileSync(launchesPath(dir), `${JSON.stringify(launch)}\n`)
}

export function loadLaunches(dir: string): readonly Launch[] {
  const lines = readText(launchesPath(dir))?.split('\n').filter((line) => line !== '') ?? []
  return lines.map((line) => JSON.parse(line) as Launch)
}

function load(path: string): unknown {
  const text = readText(path)
  return text === null ? null : (JSON.parse(text) as unknown)
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function save(path: string, value: unknown): void {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(aside, path)
}
