/**
 * The executor with everything real beside it: the procedures' engine behind its reports, both stores, the launcher, and the simulated
 * manager as a process. What the operator's history says in the end is what counts here.
 */
import { NO_HANDOFF } from '@/lib/recoveries/testing/no-handoff'
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDraftStore } from '@/db/stores/drafts'
import { createSiteStore } from '@/db/stores/sites'
import { createAttemptStore } from '@/db/stores/attempts'
import { createDrawnReadings } from '@/db/stores/drawn-readings'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { createContentStore } from '@/lib/files/content-store'
import { currentVersion } from '@/lib/procedures/registry'
import type { Intent } from '@/lib/recovery/intents'
import type { StepState } from '@/lib/recovery/state'
import { builder, otherBuilder, unitFacts } from '@/lib/recovery/testing/play'
import type { Deps } from '@/lib/recoveries/deps'
import { readAgain } from '@/lib/recoveries/acts/read-again'
import { loadState, perform } from '@/lib/recoveries/perform'
import { createReadings } from '@/lib/recoveries/readings'
import { createMachineReport } from '@/lib/recoveries/report'
import { DEMO_CONNECTION_ID, seedDemoSite } from '@/lib/sites/demo-site'
import { ok } from '@/lib/std/result'
import { clearScenarios, readLaunches, setScenario } from '@/lib/vmiunit/simulator/api'
import type { Scenario } from '@/lib/vmiunit/simulator/scenario'
import { createTestSimulator, type TestSimulator } from '@/lib/vmiunit/simulator/testing'
import { createExecutor, type Executor } from './executor'
import { noFailpoints } from './failpoints'
import { createManagers, type OpenManagers } from './managers'
import { QUICK, quietFeed, clock } from './testing/quick'
import { FAILED, UNIT, until } from './testing/site'
import { createStatusReader } from './status-reader'
import { createLocalLauncher } from './transports/local'

const RECOVERY = 'R-2026-0001'
const place = { leg: 1 }

let simulator: TestSimulator
let database: TestDatabase
let deps: Deps
let executor: Executor
let managers: OpenManagers

beforeEach(async () => {
  simulator = await createTestSimulator()
  database = await openTestDatabase('sqlite', null)
  const { engine } = database
  const sites = createSiteStore(engine)
  await seedDemoSite(sites, { vmiunitPath: simulator.vmiunit, jobsDir: join(simulator.dir, 'jobs') })
  const attempts = createAttemptStore(engine)
  managers = createManagers({
    connections: () => sites.connections(), connection: (id) => sites.connection(id), saveIdentity: (id, identity) => sites.saveIdentity(id, identity),
    open: ({ vmiunitPath, jobsDir }) => createLocalLauncher({ shell: ['sh'], script: join(import.meta.dirname, 'launcher/shirube-exec.sh'), jobs: jobsDir, program: vmiunitPath, env: { PATH: '/usr/bin:/bin' } }),
  })
  const status = createStatusReader({ managers, clock, newId: randomUUID, readTimeoutMs: 10_000, freshMs: 0 })
  const readings = createReadings({ read: (id, unit) => status.read(id, unit), readNow: async (id, unit) => (await status.readNow(id, unit)).reading }, createDrawnReadings(engine), clock, { pasted: { save: async () => {}, last: async () => null }, isManual: async () => false })
  const base = {
    store: createRecoveryStore(engine), attempts, wholeOutput: async () => null, sites, drafts: createDraftStore(engine), readings, feed: quietFeed, clock, timeZone: 'Asia/Tokyo', newId: randomUUID,
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'), builders: async () => [], handoff: NO_HANDOFF, findForReport: async () => ({ reading: null, checks: [] }),
  }
  executor = createExecutor({
    owner: randomUUID(), attempts, managers, status, feed: quietFeed, clock, failpoint: noFailpoints, log: { info: () => {}, warn: () => {}, error: () => {} },
    report: (...words) => createMachineReport(deps)(...words), wholes: createContentStore(join(simulator.dir, 'content')),
    settings: { ...QUICK, settlingMs: { ...QUICK.settlingMs, unmark: 1_500, start: 5_000 } },
  })
  deps = { ...base, executor }
})
afterEach(async () => {
  await executor.close()
  await managers.close()
  await database.dispose()
  simulator.remove()
})

const step = async (key: StepState['key']): Promise<StepState> => {
  const found = (await loadState(deps, RECOVERY))?.legs[0]?.steps.find((one) => one.key === key)
  if (!found) throw new Error(`no step ${key}`)
  return found
}
async function act(intent: Intent): Promise<void> {
  const done = await perform(deps, builder, { recoveryId: RECOVERY, build: () => ok(intent) })
  if (!done.ok) throw new Error(JSON.stringify(done.error))
}
const read = () => deps.readings.readNow(DEMO_CONNECTION_ID, UNIT)
const basedOn = async (key: StepState['key'], readingId: string | null = null) => ({ stepRevision: (await step(key)).revision, readingId })

/** Walks to the command: the marked, dead server of the example is to be used again. */
async function walkToUnmark(): Promise<void> {
  const reading = await read()
  const now = Date.now()
  await act({
    type: 'start', recoveryId: RECOVERY, procedure: 'reuse', version: currentVersion('reuse'), unit: UNIT, facts: { ...unitFacts, connectionId: DEMO_CONNECTION_ID },
    failed: { id: FAILED, serviceIp: '192.168.2.101', hypervisorName: 'vm-gyoumu-a-01', namedByHand: false }, answer: { usable: true, reason: 'the disk is intact' }, reading,
    occurredAt: null, detectedAt: now - 60_000, detectedBy: 'monitoring', incident: null, drill: false, dueAt: null,
  })
  await act({ type: 'confirm', ...place, step: 'connect-hypervisor', basedOn: await basedOn('connect-hypervisor'), statement: { host: 'hv01' }, reading: null, automatic: false })
  await act({ type: 'confirm', ...place, step: 'repair-server', basedOn: await basedOn('repair-server'), statement: { what: 'disk replaced', by: '佐藤 花子' }, reading: null, automatic: false })
  await act({ type: 'confirm', ...place, step: 'connect-manager', basedOn: await basedOn('connect-manager', reading.id), statement: {}, reading, automatic: true })
}
async function pressUnmark(): Promise<string> {
  const attempt = randomUUID()
  const reading = await read()
  await act({ type: 'run', ...place, step: 'unmark', basedOn: await basedOn('unmark', reading.id), attempt, typed: null, agreedBy: null, reading })
  return attempt
}
const comesTo = (status: StepState['status']) => until(async () => (await step('unmark')).status === status, async () => (await deps.store.events(RECOVERY))?.map(({ type, body }) => [type, body]).slice(-3))
const misbehaves = (scenario: Scenario) => setScenario(simulator.dir, { command: 'unmark', scenario })

describe('a command step', () => {
  test('is done when its target state was seen, with the command, its end and both readings in the history', async () => {
    await walkToUnmark()
    const attempt = await pressUnmark()
    await comesTo('done')
    const [run] = (await step('unmark')).attempts
    expect(run).toMatchObject({ id: attempt, conclusion: 'done', said: { kind: 'normal', exitCode: 0 }, seen: 'target' })
    expect(run?.before?.servers.find(({ id }) => id === FAILED)?.markTime).toBeDefined()
    expect(run?.after?.servers.find(({ id }) => id === FAILED)?.markTime).toBeUndefined()
    expect(readLaunches(simulator.dir)).toHaveLength(1)
    expect(await deps.store.verify(RECOVERY)).toBeNull()
  })

  test.each<[string, Scenario, StepState['status']]>([
    ['says yes and did nothing', { kind: 'lie' }, 'attention'],
    ['ends with a warning and did its work', { kind: 'warning' }, 'doneWarn'],
    ['ends abnormally and changed nothing', { kind: 'abnormal' }, 'failed'],
    ['ends abnormally though it did its work', { kind: 'abnormal', changes: true }, 'attention'],
    ['was killed in the middle', { kind: 'die', when: 'before' }, 'attention'],
    ['prints garbage and says yes', { kind: 'garbage' }, 'attention'],
  ])('whose command %s', async (_, scenario, status) => {
    await walkToUnmark()
    await misbehaves(scenario)
    await pressUnmark()
    await comesTo(status)
    expect(readLaunches(simulator.dir)).toHaveLength(1)
    expect(await deps.attempts.get((await step('unmark')).attempts[0]?.id ?? '')).toMatchObject({ status: 'settled' })
  })

  test('whose unit is in use by another operation is offered again, and the next press runs', async () => {
    await walkToUnmark()
    await misbehaves({ kind: 'busy' })
    await pressUnmark()
    await until(async () => (await step('unmark')).attempts[0]?.conclusion === 'ready')
    expect((await step('unmark')).status).toBe('ready')
    await pressUnmark()
    await comesTo('done')
    expect(readLaunches(simulator.dir)).toHaveLength(2)
  })

  test.each([['it happened', true, 'done'], ['it did not', false, 'ready']] as const)('that is unknown is left by a person who checked: %s; the unit is free and nothing runs again by itself', async (_, happened, status) => {
    await walkToUnmark()
    await misbehaves({ kind: 'slow', lines: 40, everyMs: 200 })
    const attempt = await pressUnmark()
    await until(async () => (await step('unmark')).attempts[0]?.launchedAt)
    await until(() => readLaunches(simulator.dir).length === 1)
    await act({ type: 'endWaiting', ...place, step: 'unmark', basedOn: await basedOn('unmark'), attempt })
    expect((await step('unmark')).status).toBe('unknown')
    await act({ type: 'conclude', ...place, step: 'unmark', basedOn: await basedOn('unmark'), attempt, happened, note: 'seen at the console' })
    expect(await step('unmark')).toMatchObject({ status, attempts: [{ settledBy: 'person', settledNote: 'seen at the console' }] })
    expect(await deps.attempts.get(attempt)).toMatchObject({ status: 'settled' })
    await until(() => executor.attending().length === 0)
    expect(readLaunches(simulator.dir)).toHaveLength(1)
    expect(await deps.store.verify(RECOVERY)).toBeNull()
  })

  test('that is unknown while it still runs: checking now records what is seen and settles nothing; its end settles it', async () => {
    await walkToUnmark()
    await misbehaves({ kind: 'slow', lines: 15, everyMs: 200 })
    const attempt = await pressUnmark()
    await until(async () => (await step('unmark')).attempts[0]?.launchedAt)
    await until(() => readLaunches(simulator.dir).length === 1)
    await act({ type: 'endWaiting', ...place, step: 'unmark', basedOn: await basedOn('unmark'), attempt })
    const checkNow = { act: 'checkNow', recoveryId: RECOVERY, leg: 1, step: 'unmark', stepRevision: (await step('unmark')).revision, factsId: null, key: randomUUID(), attempt } as const
    expect(await readAgain(deps, otherBuilder, checkNow)).toMatchObject({ ok: false, refusals: [{ code: 'notDriver' }] })
    expect(await readAgain(deps, builder, checkNow)).toMatchObject({ ok: true })
    expect(await step('unmark')).toMatchObject({ status: 'unknown', attempts: [{ after: { complete: true }, said: null }] })
    await comesTo('done')
    expect(readLaunches(simulator.dir)).toHaveLength(1)
  })

  test('whose state cannot be read afterwards is unknown, and a later complete reading settles it', async () => {
    await walkToUnmark()
    await misbehaves({ kind: 'slow', lines: 6, everyMs: 200 })
    await pressUnmark()
    await until(async () => (await step('unmark')).status === 'running')
    await until(async () => (await step('unmark')).attempts[0]?.launchedAt)
    await setScenario(simulator.dir, { command: 'status', scenario: { kind: 'silent' }, times: null })
    await comesTo('unknown')
    await clearScenarios(simulator.dir)
    await comesTo('done')
    expect(readLaunches(simulator.dir)).toHaveLength(1)
  })
})
