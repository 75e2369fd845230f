/** Where the contract's tests play: each has a place of its own with a launcher at it, and leaves no process behind. For tests only. */
import { afterEach, beforeEach, expect } from 'vitest'
import type { JobState, Launcher } from '../port'
import { clear, createPlace, until, type Place } from '../testing/place'
import { detach, NEVER_LATE, PATIENCE, told } from './asking'
import type { Effort, Made, Make } from './index'

export type Stage = {
  /** The place of the running test. */
  readonly place: Place
  /** The first launcher there; it waits until it is asked. */
  readonly launcher: Launcher
  /** One more launcher, at the same place or at one that differs by `change`. */
  readonly another: (change?: Partial<Place>) => Launcher
  readonly launch: (id: string, unit: string, by?: Launcher) => Promise<JobState>
  /** The job's state as soon as it is neither starting nor running. */
  readonly settled: (id: string, by?: Launcher) => Promise<JobState>
  readonly running: (id: string) => Promise<JobState>
  readonly outputOf: (id: string, offset?: number, seconds?: number, by?: Launcher) => Promise<Buffer>
  /** What the script says to raw lines, past every check of ours; its whole answer behind the greeting, until the session ends. */
  readonly sayRaw: (lines: string | Uint8Array, words?: readonly string[]) => Promise<string>
  /** How often something of chance is repeated: with whole effort, or in part. */
  readonly times: (whole: number, part: number) => number
}

/** To be called where the tests are described: what it sets up and clears belongs to each of them. */
export function createStage(make: Make, effort: Effort): Stage {
  let place: Place
  let first: Made
  const opened: Launcher[] = []
  const open = (at: Place): Made => {
    const made = make(at)
    opened.push(made.launcher)
    return made
  }

  beforeEach(() => {
    place = createPlace()
    first = open(place)
  })
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close()
    expect(await clear(place), 'processes left behind').toEqual([])
  })

  return {
    get place() { return place },
    get launcher() { return first.launcher },
    another: (change = {}) => open({ ...place, ...change }).launcher,
    launch: (id, unit, by = first.launcher) => told(by.launch({ id, argv: detach(unit), notAfterMs: NEVER_LATE }, PATIENCE)),
    settled: (id, by = first.launcher) => until(() => told(by.state(id)), (state) => state.kind !== 'starting' && state.kind !== 'running'),
    running: (id) => until(() => told(first.launcher.state(id)), (state) => state.kind === 'running'),
    outputOf: async (id, offset = 0, seconds = 0, by = first.launcher) => {
      const parts: Buffer[] = []
      await told(by.follow(id, offset, seconds, (bytes) => parts.push(Buffer.from(bytes))))
      return Buffer.concat(parts)
    },
    sayRaw: async (lines, words = ['raw', 'serve']) => {
      const wire = first.connect(words)
      const heard: Buffer[] = []
      wire.output.on('data', (bytes: Buffer) => heard.push(bytes))
      wire.input.end(lines)
      await wire.over
      await until(() => wire.output.readableEnded || wire.output.destroyed, (ended) => ended)
      wire.kill()
      return Buffer.concat(heard).toString('latin1').split('\n').slice(2).join('\n')
    },
    times: (whole, part) => (effort === 'whole' ? whole : part),
  }
}
