// The whole server without its pages: real database, real launcher, the simulator's real processes.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { composeServer, WrongInstallation, type Running, type Server } from './compose'
import { parseEnv, type Env } from './env'
import { createLocalLauncher } from './execution/transports/local'
import { sato, yamada } from './recoveries/testing/people'
import { begin as beginAt, FAILED_MACHINE, minuteNow, peopleAt, REPLACE_LAUNCHES, SEEN_WITHIN, walkReplace, walkReuse, type Entries, type People } from './recoveries/testing/walk'
import { DEMO_CONNECTION_ID } from './sites/demo-site'
import { createTestSimulator, type TestSimulator } from './vmiunit/simulator/testing'
import { createSiteStore } from '@/db/stores/sites'
import { openDatabase } from '@/db/client'
import { openTestDatabase } from '@/db/testing'
import { usePostgresServer } from '@/db/testing/postgres-server'
import { withMachine } from './vmiunit/simulator/world'
import { act as actInWorld, editWorld, readLaunches, setScenario } from './vmiunit/simulator/api'

// What the server tells its operator is not asked here; an error is a defect of the test or of the server.
vi.mock('./log', () => ({ log: () => ({ info: () => {}, warn: () => {}, error: console.error, fatal: console.error }) }))

let dataDir: string
let simulator: TestSimulator
let running: Running | null = null

const config = (mode: 'demo' | 'production' = 'demo', more: { readonly databaseUrl?: string; readonly timeZone?: string } = {}): Env =>
  parseEnv({ SHIRUBE_MODE: mode, SHIRUBE_DATA_DIR: dataDir, DATABASE_URL: more.databaseUrl, SHIRUBE_TIME_ZONE: more.timeZone, LOG_LEVEL: 'fatal' })

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'shirube-compose-'))
  simulator = await createTestSimulator()
})
afterEach(async () => {
  await running?.close()
  running = null
  simulator.remove()
  await rm(dataDir, { recursive: true, force: true })
})

async function open(databaseUrl?: string): Promise<Server> {
  running = await composeServer(config('demo', { databaseUrl }))
  // The demo's own program is made by the build; here the same one is used from where tests make it.
  const engine = await openDatabase({ databaseUrl, dataDir })
  const sites = createSiteStore(engine)
  const connection = await sites.connection(DEMO_CONNECTION_ID)
  if (connection) await sites.saveConnection({ ...connection, vmiunitPath: simulator.vmiunit })
  await engine.close()
  return running.server
}

/** A whole recovery on a slow machine. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const begin = (server: Server, usable: 'yes' | 'no', more: Entries = {}): Promise<string> => beginAt(server, DEMO_CONNECTION_ID, usable, more)

async function reuse(server: Server): Promise<People & { readonly id: string }> {
  const id = await begin(server, 'yes')
  const people = peopleAt(server, id)
  await walkReuse(people, simulator.dir)
  return { ...people, id }
}

const launched = () => readLaunches(simulator.dir).map(({ argv }) => argv.join(' '))

test('reuse, from the start to the report, on real processes: each command ran once and its target state was seen', async () => {
  const server = await open()
  const { id, onRecovery } = await reuse(server)
  expect(await onRecovery('restoreService', { restored: 'yes', at: '', by: '伊藤' })).toMatchObject({ ok: false, refusals: [{ code: 'valueMissing', field: 'at' }] })
  expect(await onRecovery('restoreService', { restored: 'no', reason: '業務担当の確認待ち' })).toMatchObject({ ok: true })
  expect(await onRecovery('end', {})).toMatchObject({ ok: true, next: `/recoveries/${id}/report` })
  expect(launched()).toEqual(['unmark -unit gyoumu_a -vs 192.168.1.101', 'start -unit gyoumu_a -vs 192.168.1.101'])
  expect(await server.pages.report(sato, id)).toMatchObject({ ok: true, value: { chainBad: null, recovery: { status: 'completed', progress: { done: 5, total: 5 } }, deviations: [{ code: 'notRestored' }], seals: { count: 2, signatures: 'good' } } })
})

test('replace, from the start to the report, on real processes: both parties do their steps, every command ran once and its target state was seen', async () => {
  const server = await open()
  const id = await begin(server, 'no')
  const people = peopleAt(server, id)
  const { onRecovery } = people
  await walkReplace(people, simulator.dir)
  expect(await onRecovery('restoreService', { restored: 'yes', at: minuteNow(), by: '伊藤' })).toMatchObject({ ok: true })
  // The service address is a new one: who was told, or why nobody was.
  expect(await onRecovery('end', {})).toMatchObject({ ok: false, refusals: [{ code: 'reasonMissing', field: 'untold' }] })
  expect(await onRecovery('end', { 'told[1].line': 'DNS（ネットワーク課）', 'told[1].who': '加藤', 'told[1].at': minuteNow(), untold: '翌朝に連絡する' })).toMatchObject({ ok: true, next: `/recoveries/${id}/report` })
  expect(launched()).toEqual(REPLACE_LAUNCHES)
  expect(await server.pages.report(sato, id)).toMatchObject({ ok: true, value: { chainBad: null, recovery: { status: 'completed', progress: { done: 13, total: 13 } }, ended: { informed: ['× 負荷分散機（運用二課） — 翌朝に連絡する', expect.stringMatching(/^DNS（ネットワーク課） — 加藤, \d{4}\/\d{2}\/\d{2} \d{2}:\d{2}$/), expect.stringContaining('監視'), expect.stringContaining('バックアップ')] } } })
})

test('what was there before the command proves nothing: no mark makes its step un-needed, a server that already works is asked for a second evidence', async () => {
  simulator.remove()
  simulator = await createTestSimulator({ marked: false })
  const server = await open()
  const id = await begin(server, 'yes')
  const { press, statusOf } = peopleAt(server, id)
  await press(sato, 1, 'confirm', { host: 'hv01' })
  await actInWorld(simulator.dir, { kind: 'repair', name: FAILED_MACHINE })
  await editWorld(simulator.dir, (world) => withMachine(world, FAILED_MACHINE, { application: 'running' }))
  await press(sato, 2, 'confirm', { what: '再起動した', by: '佐藤' })
  await press(sato, 3, 'confirm')
  await press(sato, 4, 'notNeeded')
  expect(await statusOf(4)).toBe('notNeeded')
  await press(sato, 5, 'run')
  await vi.waitFor(async () => expect(await statusOf(5)).toBe('attention'), SEEN_WITHIN)
  await press(sato, 5, 'giveSecondEvidence', { by: '伊藤', at: minuteNow(), note: '受注一覧が表示された' })
  expect(await statusOf(5)).toBe('done')
  expect(launched()).toEqual(['start -unit gyoumu_a -vs 192.168.1.101'])
})

test('a job that a lost database began blocks commands on its manager, is told with its place, and unblocks by its end', async () => {
  await setScenario(simulator.dir, { command: 'start', scenario: { kind: 'hang' } })
  const lost = createLocalLauncher({ shell: ['sh'], script: path.resolve('lib/execution/launcher/shirube-exec.sh'), jobs: path.join(dataDir, 'jobs'), program: simulator.vmiunit, env: { PATH: '/usr/bin:/bin' } })
  try {
    await lost.launch({ id: 'of-a-lost-database', argv: ['start', '-unit', 'gyoumu_a', '-vs', '192.168.1.102'], notAfterMs: Date.now() + 60_000 }, { deadlineMs: 30_000 })
    const server = await open()
    const id = await begin(server, 'no')
    const { press, run, statusOf } = peopleAt(server, id)
    const told = { connectionName: 'mgr01', job: 'of-a-lost-database', folder: path.join(dataDir, 'jobs', 'of-a-lost-database') }
    await press(yamada, 1, 'answerCollect', { nothing: 'yes', nothingBecause: '起動しない' })
    await press(sato, 2, 'confirm')
    await press(sato, 3, 'giveSecondEvidence', { hypervisorShows: 'alreadyOff', by: '佐藤', at: '00:00', note: '応答がない' })
    await press(sato, 4, 'run', { typed: '192.168.1.101' })
    await vi.waitFor(async () => expect(await server.pages.step(sato, { recoveryId: id, leg: 1, no: 4 })).toMatchObject({ ok: true, value: { state: { attempts: [{ declined: { detail: 'strangerJob' } }] } } }), SEEN_WITHIN)
    expect(await statusOf(4)).toBe('ready')
    expect(await server.pages.strangers({ ...sato, roles: ['administrator'] }, id)).toMatchObject({ ok: true, value: [told] })
    await lost.interrupt('of-a-lost-database')
    await run(4, { typed: '192.168.1.101' })
    expect(await server.pages.strangers(sato, id)).toEqual({ ok: true, value: [] })
  } finally {
    await lost.interrupt('of-a-lost-database')
    await lost.close()
  }
})

describe('on PostgreSQL', () => {
  const postgres = usePostgresServer()

  test('reuse runs on real processes as it does on SQLite, and the next start shows the same record', async () => {
    const database = await openTestDatabase('postgres', postgres.url())
    try {
      const { id } = await reuse(await open(database.address.databaseUrl))
      expect(launched()).toHaveLength(2)
      await running?.close()
      const next = await open(database.address.databaseUrl)
      expect(await next.pages.report(sato, id)).toMatchObject({ ok: true, value: { chainBad: null, recovery: { status: 'open', progress: { done: 5, total: 5 } } } })
    } finally {
      await running?.close()
      running = null
      await database.dispose()
    }
  })
})

test('a data folder of the demo is refused by a production start, in plain words', async () => {
  await open()
  await running?.close()
  running = null
  await expect(composeServer(config('production'))).rejects.toThrow(WrongInstallation)
})

test('a typed time means the zone of the site', async () => {
  running = await composeServer(config('demo', { timeZone: 'America/New_York' }))
  const id = await begin(running.server, 'no', { detectedAt: '2026-01-15T03:00' })
  expect(await running.server.pages.recovery(sato, id)).toMatchObject({ ok: true, value: { detectedAt: Date.parse('2026-01-15T03:00:00-05:00') } })
})

test('ready accounts are there after a start, and after the next', async () => {
  await open()
  await running?.close()
  const server = await open()
  expect((await server.accounts.withRole('systemBuilder')).map(({ name }) => name)).toEqual(['佐藤 花子', '田中 健'])
  expect(await server.health()).toEqual({ ready: true, reasons: [] })
})
