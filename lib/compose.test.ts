// The whole server without its pages: real database, real launcher, the simulator's real processes.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { composeServer, WrongInstallation, type Running, type Server } from './compose'
import { parseEnv, type Env } from './env'
import { createLocalLauncher } from './execution/transports/local'
import type { Actor } from './recovery/intents'
import { DEMO_CONNECTION_ID } from './sites/demo-site'
import { createTestSimulator, type TestSimulator } from './vmiunit/simulator/testing'
import { createSiteStore } from '@/db/stores/sites'
import { openDatabase } from '@/db/client'
import { openTestDatabase } from '@/db/testing'
import { usePostgresServer } from '@/db/testing/postgres-server'
import { EXAMPLE_TEMPLATE } from './vmiunit/simulator/example'
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

const sato: Actor = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }
const yamada: Actor = { id: 'yamada', name: '山田 太郎', roles: ['resourceManager'] }
const FAILED_MACHINE = 'vm-gyoumu-a-01'
const NEW_MACHINE = 'vm-gyoumu-a-04'
const [NEW, NEW_SERVICE_IP] = ['192.168.1.110', '192.168.2.110']
const SEEN_WITHIN = { timeout: 60_000 }
/** A whole recovery on a slow machine. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

type Entries = Readonly<Record<string, string>>
const form = (fields: Entries) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]))

async function begin(server: Server, usable: 'yes' | 'no', more: Entries = {}): Promise<string> {
  const begun = await server.acts.start(sato, form({ connectionId: DEMO_CONNECTION_ID, unit: 'gyoumu_a', server: '192.168.1.101', detectedAt: '00:00', detectedBy: '監視', usable, reason: '調べた結果', drill: 'no', key: 'start-1', ...more }))
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusals))
  return begun.recoveryId
}

/** A recovery as its two parties work on it: every act is posted as the page of its step draws it. */
function peopleAt(server: Server, id: string) {
  const press = async (actor: Actor, no: number, act: string, fields: Entries = {}): Promise<void> => {
    const view = await server.pages.step(actor, { recoveryId: id, leg: 1, no }, { fresh: true })
    if (!view.ok) throw new Error(view.error.code)
    const { state, reading, actKey } = view.value
    const hidden = { act, recoveryId: id, leg: '1', step: state.key, stepRevision: String(state.revision), factsId: reading?.id ?? '', key: actKey }
    const answer = await server.acts.onStep(actor, form({ ...hidden, ...fields }))
    if (!answer.ok) throw new Error(`${no} ${act}: ${JSON.stringify(answer.refusals)}`)
  }
  const statusOf = async (no: number): Promise<string> => {
    const view = await server.pages.step(sato, { recoveryId: id, leg: 1, no })
    return view.ok ? view.value.state.status : view.error.code
  }
  return {
    press,
    statusOf,
    /** Presses for the command, and waits until its target state was seen. */
    async run(no: number, fields: Entries = {}): Promise<void> {
      await press(sato, no, 'run', fields)
      await vi.waitFor(async () => expect(await statusOf(no)).toBe('done'), SEEN_WITHIN)
    },
    onRecovery: (act: string, fields: Entries) => server.acts.onRecovery(sato, form({ act, recoveryId: id, key: randomUUID(), ...fields })),
  }
}

async function reuse(server: Server): Promise<ReturnType<typeof peopleAt> & { readonly id: string }> {
  const id = await begin(server, 'yes')
  const people = peopleAt(server, id)
  await people.press(sato, 1, 'confirm', { host: 'hv01' })
  await actInWorld(simulator.dir, { kind: 'repair', name: FAILED_MACHINE })
  await people.press(sato, 2, 'confirm', { what: '再起動した', by: '佐藤' })
  await people.press(sato, 3, 'confirm')
  await people.run(4)
  await people.run(5)
  return { ...people, id }
}

/** As a form posts it: the present minute in the site's time zone. */
const minuteNow = () => new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Tokyo' }).slice(0, 16).replace(' ', 'T')
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
  const { press, run, statusOf, onRecovery } = peopleAt(server, id)
  await press(yamada, 1, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'fs01:/rescue' })
  await press(sato, 2, 'confirm')
  await actInWorld(simulator.dir, { kind: 'powerOff', name: FAILED_MACHINE })
  await press(sato, 3, 'giveSecondEvidence', { hypervisorShows: 'switchedOff', by: '佐藤', at: '00:00', note: '応答がない' })
  await run(4, { typed: '192.168.1.101' })
  await press(sato, 5, 'sendRequest', { returnHandling: 'keepUntilWeSay', approvalKind: 'approved', approvedBy: '木村', approvalNumber: 'A-1', impact: '縮退して継続中', template: EXAMPLE_TEMPLATE.name, ipWish: 'newIp' })
  await actInWorld(simulator.dir, { kind: 'clone', template: EXAMPLE_TEMPLATE.name, name: NEW_MACHINE, ip: NEW, serviceIp: NEW_SERVICE_IP, power: 'off' })
  await press(yamada, 6, 'answerReport', { identifier: NEW, serviceIp: NEW_SERVICE_IP, hypervisorName: NEW_MACHINE, power: 'off', template: EXAMPLE_TEMPLATE.name, clonedFromTemplate: 'yes', sameKind: 'yes' })
  await press(sato, 7, 'confirm')
  await run(8)
  // Not yet seen online: what the hypervisor shows has to be said, and is asked for at its own field.
  await expect(press(sato, 9, 'confirm', { by: '佐藤', at: '00:00' })).rejects.toThrow('"field":"note"')
  await actInWorld(simulator.dir, { kind: 'powerOn', name: NEW_MACHINE })
  await press(sato, 9, 'confirm', { by: '佐藤', at: '00:00' })
  await press(sato, 10, 'confirm')
  await run(11)
  await run(12)
  await press(sato, 13, 'askTransfer')
  await press(yamada, 13, 'answerTransfer', { where: 'fs01:/rescue' })
  await press(sato, 13, 'receiveTransfer', { comparedBy: '佐藤' })
  expect(await statusOf(13)).toBe('done')
  expect(await onRecovery('restoreService', { restored: 'yes', at: minuteNow(), by: '伊藤' })).toMatchObject({ ok: true })
  expect(await onRecovery('end', {})).toMatchObject({ ok: true, next: `/recoveries/${id}/report` })
  expect(launched()).toEqual([
    'detach -unit gyoumu_a -vs 192.168.1.101', `attach -unit gyoumu_a -vs ${NEW} -serviceip ${NEW_SERVICE_IP}`, 'update -unit gyoumu_a', `start -unit gyoumu_a -vs ${NEW}`,
  ])
  expect(await server.pages.report(sato, id)).toMatchObject({ ok: true, value: { chainBad: null, recovery: { status: 'completed', progress: { done: 13, total: 13 } } } })
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
