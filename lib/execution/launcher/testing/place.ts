/**
 * A management server's corner for one test: an empty folder with its own job folder and a `vmiunit` that counts its starts.
 * For tests only.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Place = {
  readonly folder: string
  readonly jobs: string
  readonly program: string
  readonly env: Record<string, string>
}

export function createPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'shirube-launcher-'))
  const tools = join(folder, 'tools')
  mkdirSync(tools)
  return {
    folder,
    jobs: join(folder, 'jobs'),
    program: join(import.meta.dirname, 'vmiunit'),
    env: { PATH: `${tools}:/usr/local/bin:/usr/bin:/bin`, TEST_FOLDER: folder },
  }
}

/** The starts counted so far, one line each: subcommand, unit, job id (none for reads). */
export const launchesOf = (place: Place): readonly string[] =>
  existsSync(join(place.folder, 'launches')) ? readFileSync(join(place.folder, 'launches'), 'utf8').trim().split('\n') : []

/** What `prints` and `drips` put out. */
export const letPrint = (place: Place, bytes: Uint8Array): void => writeFileSync(join(place.folder, 'to-print'), bytes)

/** Lets the commands that wait go on. */
export const letGo = (place: Place): void => writeFileSync(join(place.folder, 'go'), '')

/** Puts a tool before the system's own, to play a broken machine; to be there before a session opens, as shells remember where tools lie. */
export function replaceTool(place: Place, name: string, script: string): void {
  const path = join(place.folder, 'tools', name)
  // Renamed into place: a file that is being started just then cannot be written.
  writeFileSync(`${path}.new`, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  renameSync(`${path}.new`, path)
}

export const jobFile = (place: Place, id: string, name: string): string => join(place.jobs, id, name)

/** Reads a record, changes it, writes it: a reused process id, another boot, a torn file. */
export function tamper(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

/** Pid of the recording process, and of the command. */
export function pidsOf(place: Place, id: string): { readonly recorder: number; readonly command: number } {
  const [, recorder, , command] = /^run (\d+) (\d+) (\d+)/m.exec(readFileSync(jobFile(place, id, 'run'), 'utf8')) ?? []
  return { recorder: Number(recorder), command: Number(command) }
}

/** Every process that was started for this place, by its environment. */
export const processesOf = (place: Place): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => readOrEmpty(`/proc/${pid}/environ`).includes(`TEST_FOLDER=${place.folder}`))
    .map(Number)

/** The words a process was started with, each ended by NUL; empty where it is gone. */
export const commandLineOf = (pid: number): string => readOrEmpty(`/proc/${pid}/cmdline`)

/** Whether a process is there and no zombie. */
export const isAlive = (pid: number): boolean => /\) [^ZX] /.test(readOrEmpty(`/proc/${pid}/stat`))

/** Waits for a fact of the outside world; a test's own time-out ends it. */
export async function until<T>(look: () => T | Promise<T>, wanted: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look()
    if (wanted(seen)) return seen
    await new Promise((next) => setTimeout(next, 10))
  }
}

/** Ends whatever is left of the place and says what it was; nothing should be. */
export async function clear(place: Place): Promise<readonly number[]> {
  letGo(place)
  const patienceMs = 5_000
  const startedAt = Date.now()
  const left = await until(() => processesOf(place), (pids) => pids.length === 0 || Date.now() - startedAt > patienceMs)
  for (const pid of left) process.kill(pid, 'SIGKILL')
  rmSync(place.folder, { recursive: true, force: true })
  return left
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
