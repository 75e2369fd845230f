/**
 * Crash windows: a real process is killed, or frozen past its lease, at every failpoint, and another takes over; the line is cut, sshd goes
 * away, the machine reboots, the exit record is lost. Whatever happens, the command is launched at most once, and what is recorded of it is
 * true, or the honest statement that nobody knows. One suite, run for each transport. For tests only.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FailpointName } from '../failpoints'
import { begin, expectTruth, isOver, isSettled, letGo, onStage, PATIENCE_MS, settled, TRUE_END, type Stage, type StageOptions } from './crash-stage'
import { bundleHosts, isStopped, type Host } from './hosts'
import { FAILED, launchesOf, OTHER, put, reboot, show, until, workingServer, type SiteOptions } from './site'

/** A line that can be cut, and a listener that can go away. */
export type Line = { readonly site: NonNullable<SiteOptions['ssh']>; cut(): void; stop(): Promise<void>; start(): Promise<void>; close(): Promise<void> }

export type CrashOptions = {
  /** `whole`: at every failpoint every way, several times. `ways`: every way once. `two`: killed there, and one other way, the next failpoint taking the next one. */
  readonly effort: 'whole' | 'ways' | 'two'
  /** How the sites' machine is reached; null: it is this one. */
  readonly ssh: SiteOptions['ssh'] | null
  /** A line of the play's own; null where there is none to cut. */
  readonly line: (() => Promise<Line>) | null
}

/** The failpoints that a press passes, and how many launches there are when the process ends right there. */
const ON_THE_WAY: readonly (readonly [FailpointName, launchesIfKilled: 0 | 1])[] = [
  ['before-claim', 0], ['after-claim', 0], ['after-comparison', 0], ['before-launching', 0], ['before-launch', 0], ['after-launch', 1], ['after-launched', 1],
  ['while-following', 1], ['after-exit', 1], ['before-outcome', 1], ['after-outcome', 1], ['during-verification', 1], ['after-verification', 1],
]
/** Launched, and the exit record is not read yet: the command is held there, or it might be over before. */
const BEFORE_THE_EXIT: readonly FailpointName[] = ['after-launch', 'after-launched', 'while-following']
const isHeldAt = (name: FailpointName): boolean => BEFORE_THE_EXIT.includes(name)

/** Where the outside world broke: at most one launch, and what is said of it is true. Answers what was said. */
async function expectHonesty({ site, records, attempt }: Stage): Promise<'declined' | 'ended' | 'unknown'> {
  const launches = launchesOf(site)
  const history = JSON.stringify((await records.history()).map(({ type }) => type))
  const [declined, ended, unknown] = [await records.recorded('CommandDeclined'), await records.recorded('CommandEnded'), await records.recorded('OutcomeUnknown')]
  expect(launches.length, history).toBeLessThanOrEqual(1)
  if (ended.length > 0) expect(ended, history).toMatchObject([{ attempt, ...TRUE_END }])
  if (declined.length > 0) expect([launches, ended.length, declined.length], history).toEqual([[], 0, 1])
  // A launch that the reboot met on its way ran or did not: nobody knows, and nobody says otherwise.
  else if (ended.length > 0) expect(launches, history).toHaveLength(1)
  expect(declined.length + ended.length + unknown.length, history).toBeGreaterThan(0)
  return declined.length > 0 ? 'declined' : ended.length > 0 ? 'ended' : 'unknown'
}

/** Killed at the failpoint; a new process finds out what became of it. */
async function crash(stage: Stage, name: FailpointName): Promise<void> {
  expect(await begin(stage, `${name}:crash`, stage.attempt).gone).toBe('SIGKILL')
  letGo(stage)
  begin(stage, null, null)
  await settled(stage)
}

/** Frozen at the failpoint past its lease; another process takes over and settles; then the frozen one goes on. */
async function freeze(stage: Stage, name: FailpointName): Promise<void> {
  const first = begin(stage, `${name}:freeze`, stage.attempt)
  await until(() => isStopped(first), () => first.said(), PATIENCE_MS)
  letGo(stage)
  begin(stage, null, null)
  await settled(stage)
  first.process.kill('SIGCONT')
  await until(() => first.said().includes('attending 0'), () => first.said(), PATIENCE_MS)
}

/** Held at the failpoint while `happens`; then the same process goes on, until the attempt is settled or its outcome unknown. */
async function disturb(stage: Stage, name: FailpointName, happens: (goOn: () => void, host: Host) => void | Promise<void>): Promise<void> {
  const file = join(stage.site.folder, 'go-on')
  const host = begin(stage, `${name}:file=${file}`, stage.attempt)
  await until(() => existsSync(`${file}.here`), () => host.said(), PATIENCE_MS)
  letGo(stage)
  await happens(() => put(stage.site, 'go-on', ''), host)
  put(stage.site, 'go-on', '')
  await until(() => isOver(stage), () => host.said(), PATIENCE_MS)
}

/** What can happen at a failpoint beside being killed there, in the order in which they take turns. */
const OTHER_WAYS = ['reboot', 'cut', 'freeze', 'listener'] as const
type OtherWay = (typeof OTHER_WAYS)[number]

export function crashSuite(transport: string, { effort, ssh, line }: CrashOptions): void {
  const rounds = effort === 'whole' ? 3 : 1
  const isPlayed = (name: FailpointName, way: OtherWay): boolean => effort !== 'two' || OTHER_WAYS[ON_THE_WAY.findIndex(([each]) => each === name) % OTHER_WAYS.length] === way
  const timeoutMs = 120_000 * rounds
  const manyTimes = async (play: (stage: Stage) => Promise<void>, options: StageOptions = {}): Promise<void> => {
    for (let round = 0; round < rounds; round++) await onStage({ ...(ssh && { ssh }), ...options }, play)
  }
  const overOwnLine = async (name: FailpointName, play: (stage: Stage, own: Line) => Promise<void>): Promise<void> => {
    for (let round = 0; line && round < rounds; round++) {
      const own = await line()
      try {
        await onStage({ ssh: own.site, held: isHeldAt(name) }, (stage) => play(stage, own))
      } finally {
        await own.close()
      }
    }
  }
  bundleHosts()

  // Each play waits for leases most of its time, so they are played side by side.
  describe.concurrent(`${transport}: at every failpoint`, () => {
    for (const [name, launches] of ON_THE_WAY) {
      test(`${name}: killed there: launched at most once, and its true ending is recorded`, () => manyTimes(async (stage) => {
        await crash(stage, name)
        await expectTruth(stage, 'voided')
        expect(launchesOf(stage.site)).toHaveLength(launches)
      }, { held: isHeldAt(name) }), timeoutMs)

      if (isPlayed(name, 'freeze')) test(`${name}: frozen there past its lease, then woken: launched at most once, and its true ending is recorded`, () => manyTimes(async (stage) => {
        await freeze(stage, name)
        await expectTruth(stage, 'voided')
      }, { held: isHeldAt(name) }), timeoutMs)

      if (isPlayed(name, 'reboot')) test(`${name}: the machine reboots meanwhile: launched at most once; the true ending, or nobody knows`, () => manyTimes(async (stage) => {
        await disturb(stage, name, () => reboot(stage.site))
        const said = await expectHonesty(stage)
        if (!isHeldAt(name) && launches === 1) expect(said).toBe('ended')
      }, { bootable: true, held: isHeldAt(name) }), timeoutMs)
    }

    for (const name of BEFORE_THE_EXIT)
      test(`${name}: the exit record is lost: nobody knows, and a person decides`, () => manyTimes(async (stage) => {
        await disturb(stage, name, async () => {
          const exit = join(stage.site.jobs, stage.attempt, 'exit')
          await until(() => existsSync(exit), undefined, PATIENCE_MS)
          rmSync(exit)
        })
        expect(await expectHonesty(stage)).toBe('unknown')
        expect(await stage.records.recorded('OutcomeUnknown')).toMatchObject([{ attempt: stage.attempt, why: 'lost' }])
        await stage.records.settleByPerson(stage.attempt)
        expect([await isSettled(stage), launchesOf(stage.site).length]).toEqual([true, 1])
      }, { held: true }), timeoutMs)

    for (const [act, play] of [['killed there', crash], ['frozen there past its lease, then woken', freeze]] as const)
      test(`before-decline: ${act}: nothing runs, and one statement stands`, () => manyTimes(async (stage) => {
        show(stage.site, [workingServer(FAILED), workingServer(OTHER)])
        await play(stage, 'before-decline')
        // Whoever takes over did not compare: all he knows is that nothing was launched.
        await expectTruth(stage, 'voided')
        expect(launchesOf(stage.site)).toEqual([])
      }), timeoutMs)

    for (const act of ['crash', 'freeze'] as const)
      test(`after-void: ${act}: nothing ran, and that is recorded once`, () => manyTimes(async (stage) => {
        expect(await begin(stage, 'before-launch:crash', stage.attempt).gone).toBe('SIGKILL')
        const second = begin(stage, `after-void:${act}`, null)
        await (act === 'crash' ? second.gone : until(() => isStopped(second), () => second.said(), PATIENCE_MS))
        letGo(stage)
        begin(stage, null, null)
        await settled(stage)
        second.process.kill('SIGCONT')
        await expectTruth(stage, 'voided')
        expect(launchesOf(stage.site)).toEqual([])
      }), timeoutMs)

    test('a process that is killed again and again while it attends neither loses nor repeats anything', () => manyTimes(async (stage) => {
      expect(await begin(stage, 'after-launched:crash', stage.attempt).gone).toBe('SIGKILL')
      for (const name of ['while-following', 'before-outcome', 'after-outcome', 'during-verification'] as const) {
        const host = begin(stage, `${name}:crash`, null)
        await Promise.race([host.gone, settled(stage)])
      }
      letGo(stage)
      begin(stage, null, null)
      await settled(stage)
      await expectTruth(stage, 'voided')
      expect(launchesOf(stage.site)).toHaveLength(1)
    }), timeoutMs)
  })

  if (line) describe.concurrent(`${transport}: the line breaks at every failpoint`, () => {
    for (const [name, launches] of ON_THE_WAY) {
      if (isPlayed(name, 'cut')) test(`${name}: it is cut there: launched at most once, and its true ending is recorded`, () => overOwnLine(name, async (stage, own) => {
        await disturb(stage, name, () => own.cut())
        const said = await expectHonesty(stage)
        if (launches === 1) expect(said).toBe('ended')
      }), timeoutMs)

      if (isPlayed(name, 'listener')) test(`${name}: sshd goes away there and comes back: launched at most once, and its true ending is recorded`, () => overOwnLine(name, async (stage, own) => {
        await disturb(stage, name, async (goOn, host) => {
          await own.stop()
          goOn()
          await until(async () => host.said().includes('contact lost') || (await isOver(stage)), () => host.said(), PATIENCE_MS)
          await own.start()
        })
        const said = await expectHonesty(stage)
        if (launches === 1) expect(said).toBe('ended')
      }), timeoutMs)
    }
  })
}
