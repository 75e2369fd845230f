/**
 * Crash windows: a real process is killed, or frozen past its lease, at every failpoint, and another takes over. Whatever happens, the
 * command is launched at most once, and what is recorded of it is true.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FailpointName } from './failpoints'
import type { HostOrder } from './testing/host'
import { CONNECTION, oneManager, statusReaderOf } from './testing/quick'
import { openRecords, type Records } from './testing/records'
import { createSite, FAILED, launchesOf, onChange, openLauncher, OTHER, removeSite, show, UNIT, until, workingServer, type Site } from './testing/site'

/** How often each failpoint is tried, each time by a crash and by a freeze. */
const ROUNDS = Number(process.env.SHIRUBE_CRASH_ROUNDS ?? 2)

/** Beside the project's packages, since one of them is not bundled. */
const bundled = join(process.cwd(), 'node_modules/.cache/shirube-tests', `host-${randomUUID()}.mjs`)

beforeAll(async () => {
  mkdirSync(join(bundled, '..'), { recursive: true })
  await build({
    entryPoints: [join(import.meta.dirname, 'testing/host.ts')], outfile: bundled, bundle: true, platform: 'node', format: 'esm', target: 'node22',
    external: ['better-sqlite3'], logLevel: 'silent',
    // Bundled CommonJS asks for `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
})
afterAll(() => rmSync(bundled, { force: true }))

type Host = { readonly process: ChildProcess; readonly said: () => string; readonly gone: Promise<NodeJS.Signals | number | null> }

function startHost(order: HostOrder): Host {
  const child = spawn(process.execPath, [bundled, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => { said += bytes.toString() })
  child.stderr.on('data', (bytes: Buffer) => { said += bytes.toString() })
  return { process: child, said: () => said, gone: new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code))) }
}
async function stopHost(host: Host): Promise<void> {
  host.process.kill('SIGCONT')
  host.process.kill('SIGTERM')
  await host.gone
}

/** Short: a press whose process died before it began is found soon. */
const PRESS_LEASE_MS = 900

/** Exit 1 and a target state that is seen: a true ending that nobody would guess. */
const ENDS_WITH_A_WARNING = 'echo begun; sleep 0.3; works; echo over; exit 1'
const PRINTED = createHash('sha256').update('begun\nover\n').digest('hex')

type Stage = { readonly site: Site; readonly records: Records; readonly attempt: string; /** of the process that takes the press */ readonly owner: string; readonly hosts: Host[] }

async function onStage(play: (stage: Stage) => Promise<void>): Promise<void> {
  const site = createSite()
  const records = openRecords(site.database)
  const launcher = openLauncher(site)
  const hosts: Host[] = []
  try {
    onChange(site, ENDS_WITH_A_WARNING)
    const probed = await launcher.probe()
    const { reading } = await statusReaderOf(oneManager(launcher)).readNow(CONNECTION, UNIT)
    const attempt = randomUUID()
    const owner = randomUUID()
    await records.press({ id: attempt, managerIdentity: probed.ok ? probed.value.identity : '', basedOn: reading }, { owner, leaseMs: PRESS_LEASE_MS })
    await play({ site, records, attempt, owner, hosts })
  } finally {
    await Promise.all(hosts.map(stopHost))
    await launcher.close()
    await records.close()
    removeSite(site)
  }
}

const begin = ({ site, hosts, owner }: Stage, failpoint: string | null, press: string | null): Host => {
  const host = startHost({ site, owner: press === null ? randomUUID() : owner, failpoint, press })
  hosts.push(host)
  return host
}
const isOver = async ({ records }: Stage): Promise<boolean> => (await records.attempts.unsettled()).length === 0

/** What must hold in the end: at most one launch; then the true exit code and the whole output, else the statement that nothing ran. */
async function expectTruth({ site, records, attempt }: Stage, declinedAs: 'voided' | 'drift'): Promise<void> {
  const launches = launchesOf(site)
  const history = JSON.stringify((await records.history()).map(({ type }) => type))
  expect(launches.length, history).toBeLessThanOrEqual(1)
  if (launches.length === 0) {
    expect(await records.recorded('CommandDeclined'), history).toMatchObject([{ attempt, why: declinedAs }])
    expect(await records.recorded('CommandEnded')).toEqual([])
    return
  }
  expect(await records.recorded('CommandDeclined'), history).toEqual([])
  expect(await records.recorded('CommandLaunched'), history).toHaveLength(1)
  expect(await records.recorded('CommandEnded'), history).toMatchObject([{ attempt, said: { kind: 'warning', exitCode: 1, signal: null }, outputBytes: 11, outputSha256: PRINTED }])
  expect(await records.recorded('OutcomeSettled'), history).toMatchObject([{ attempt, conclusion: 'doneWarn' }])
}

/** Killed at the failpoint; a new process finds out what became of it. */
async function crash(stage: Stage, name: FailpointName): Promise<void> {
  expect(await begin(stage, `${name}:crash`, stage.attempt).gone).toBe('SIGKILL')
  const second = begin(stage, null, null)
  await until(() => isOver(stage), () => second.said())
}

/** Frozen at the failpoint past its lease; another process takes over and settles; then the frozen one goes on. */
async function freeze(stage: Stage, name: FailpointName): Promise<void> {
  const first = begin(stage, `${name}:freeze`, stage.attempt)
  await until(() => isStopped(first), () => first.said())
  const second = begin(stage, null, null)
  await until(() => isOver(stage), () => second.said())
  first.process.kill('SIGCONT')
  await until(() => first.said().includes('attending 0'), () => first.said())
}

/** The state letter of the kernel stands behind the last parenthesis of `stat`. */
async function isStopped({ process: child }: Host): Promise<boolean> {
  const { readFile } = await import('node:fs/promises')
  const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
  return /\) T /.test(stat.slice(stat.lastIndexOf(')')))
}

const manyTimes = async (play: (stage: Stage) => Promise<void>): Promise<void> => {
  for (let round = 0; round < ROUNDS; round++) await onStage(play)
}

/** The failpoints that a press passes, and how many launches there are when the process ends right there. */
const ON_THE_WAY: readonly (readonly [FailpointName, launchesIfKilled: 0 | 1])[] = [
  ['before-claim', 0], ['after-claim', 0], ['after-comparison', 0], ['before-launching', 0], ['before-launch', 0], ['after-launch', 1], ['after-launched', 1],
  ['while-following', 1], ['after-exit', 1], ['before-outcome', 1], ['after-outcome', 1], ['during-verification', 1], ['after-verification', 1],
]

describe.each(ON_THE_WAY)('%s', (name, launches) => {
  test('killed there: launched at most once, and its true ending is recorded', async () => {
    await manyTimes(async (stage) => {
      await crash(stage, name)
      await expectTruth(stage, 'voided')
      expect(launchesOf(stage.site)).toHaveLength(launches)
    })
  }, 60_000 * ROUNDS)

  test('frozen there past its lease, then woken: launched at most once, and its true ending is recorded', async () => {
    await manyTimes(async (stage) => {
      await freeze(stage, name)
      await expectTruth(stage, 'voided')
    })
  }, 60_000 * ROUNDS)
})

describe('before-decline', () => {
  const drifted = (play: (stage: Stage, name: FailpointName) => Promise<void>) => async () =>
    manyTimes(async (stage) => {
      show(stage.site, [workingServer(FAILED), workingServer(OTHER)])
      await play(stage, 'before-decline')
      // Whoever takes over did not compare: all he knows is that nothing was launched.
      await expectTruth(stage, 'voided')
      expect(launchesOf(stage.site)).toEqual([])
    })
  test('killed there: nothing runs', drifted(crash), 60_000 * ROUNDS)
  test('frozen there past its lease, then woken: nothing runs, and one statement stands', drifted(freeze), 60_000 * ROUNDS)
})

describe('after-void', () => {
  const twiceUnlucky = (act: 'crash' | 'freeze') => async () =>
    manyTimes(async (stage) => {
      expect(await begin(stage, 'before-launch:crash', stage.attempt).gone).toBe('SIGKILL')
      const second = begin(stage, `after-void:${act}`, null)
      await (act === 'crash' ? second.gone : until(() => isStopped(second), () => second.said()))
      const third = begin(stage, null, null)
      await until(() => isOver(stage), () => third.said())
      second.process.kill('SIGCONT')
      await expectTruth(stage, 'voided')
      expect(launchesOf(stage.site)).toEqual([])
    })
  test('killed there: nothing ran, and that is recorded once', twiceUnlucky('crash'), 60_000 * ROUNDS)
  test('frozen there past its lease, then woken: nothing ran, and that is recorded once', twiceUnlucky('freeze'), 60_000 * ROUNDS)
})

test('a process that is killed again and again while it attends neither loses nor repeats anything', async () => {
  await manyTimes(async (stage) => {
    expect(await begin(stage, 'after-launched:crash', stage.attempt).gone).toBe('SIGKILL')
    for (const name of ['while-following', 'before-outcome', 'after-outcome', 'during-verification'] as const) {
      const host = begin(stage, `${name}:crash`, null)
      await Promise.race([host.gone, until(() => isOver(stage), () => host.said())])
    }
    const last = begin(stage, null, null)
    await until(() => isOver(stage), () => last.said())
    await expectTruth(stage, 'voided')
    expect(launchesOf(stage.site)).toHaveLength(1)
  })
}, 60_000 * ROUNDS)
