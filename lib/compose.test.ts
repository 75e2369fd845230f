// The whole server without its pages: real database, real launcher, the simulator's real processes.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { composeServer, WrongInstallation, type Running, type Server } from './compose'
import { parseEnv, type Env } from './env'
import type { Actor } from './recovery/intents'
import { DEMO_CONNECTION_ID } from './sites/demo-site'
import { createTestSimulator, type TestSimulator } from './vmiunit/simulator/testing'
import { createSiteStore } from '@/db/stores/sites'
import { openDatabase } from '@/db/client'
import { act as actInWorld, readLaunches } from './vmiunit/simulator/api'

let dataDir: string
let simulator: TestSimulator
let running: Running | null = null

const config = (mode: 'demo' | 'production' = 'demo'): Env => parseEnv({ SHIRUBE_MODE: mode, SHIRUBE_DATA_DIR: dataDir, LOG_LEVEL: 'fatal' })

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

async function open(): Promise<Server> {
  running = await composeServer(config())
  // The demo's own program is made by the build; here the same one is used from where tests make it.
  const engine = await openDatabase({ databaseUrl: undefined, dataDir })
  const sites = createSiteStore(engine)
  const connection = await sites.connection(DEMO_CONNECTION_ID)
  if (connection) await sites.saveConnection({ ...connection, vmiunitPath: simulator.vmiunit })
  await engine.close()
  return running.server
}

const sato: Actor = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }

async function press(server: Server, recoveryId: string, no: number, act: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const view = await server.pages.step(sato, { recoveryId, leg: 1, no }, { fresh: true })
  if (!view.ok) throw new Error(view.error.code)
  const { state, reading, actKey } = view.value
  const hidden = { act, recoveryId, leg: '1', step: state.key, stepRevision: String(state.revision), factsId: reading?.id ?? '', key: actKey }
  const answer = await server.acts.onStep(sato, Object.fromEntries(Object.entries({ ...hidden, ...fields }).map(([name, value]) => [name, [value]])))
  if (!answer.ok) throw new Error(`${no} ${act}: ${JSON.stringify(answer.refusals)}`)
}
async function statusOf(server: Server, recoveryId: string, no: number): Promise<string> {
  const view = await server.pages.step(sato, { recoveryId, leg: 1, no })
  return view.ok ? view.value.state.status : view.error.code
}

test('reuse, from the start to the report, on real processes: each command ran once and its target state was seen', async () => {
  const server = await open()
  const start = { connectionId: DEMO_CONNECTION_ID, unit: 'gyoumu_a', server: '192.168.1.101', detectedAt: '00:00', detectedBy: '監視', usable: 'yes', reason: '再起動で回復する', drill: 'no', key: 'start-1' }
  const begun = await server.acts.start(sato, Object.fromEntries(Object.entries(start).map(([name, value]) => [name, [value]])))
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusals))
  const id = begun.recoveryId
  await press(server, id, 1, 'confirm', { host: 'hv01' })
  await actInWorld(simulator.dir, { kind: 'repair', name: 'vm-gyoumu-a-01' })
  await press(server, id, 2, 'confirm', { what: '再起動した', by: '佐藤' })
  await press(server, id, 3, 'confirm')
  await press(server, id, 4, 'run')
  await vi.waitFor(async () => expect(await statusOf(server, id, 4)).toBe('done'), { timeout: 20_000 })
  await press(server, id, 5, 'run')
  await vi.waitFor(async () => expect(await statusOf(server, id, 5)).toBe('done'), { timeout: 20_000 })
  const form = (fields: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries({ recoveryId: id, ...fields }).map(([name, value]) => [name, [value]]))
  expect(await server.acts.onRecovery(sato, form({ act: 'restoreService', key: 'r1', restored: 'yes', at: '', by: '伊藤' }))).toMatchObject({ ok: false, refusals: [{ code: 'valueMissing', field: 'at' }] })
  expect(await server.acts.onRecovery(sato, form({ act: 'restoreService', key: 'r2', restored: 'no', reason: '業務担当の確認待ち' }))).toMatchObject({ ok: true })
  expect(await server.acts.onRecovery(sato, form({ act: 'end', key: 'e1' }))).toMatchObject({ ok: true, next: `/recoveries/${id}/report` })
  expect(readLaunches(simulator.dir).map(({ argv }) => argv[0])).toEqual(['unmark', 'start'])
  expect(await server.pages.report(sato, id)).toMatchObject({ ok: true, value: { chainBad: null, recovery: { status: 'completed', progress: { done: 5, total: 5 } }, deviations: [{ code: 'notRestored' }] } })
})

test('a data folder of the demo is refused by a production start, in plain words', async () => {
  await open()
  await running?.close()
  running = null
  await expect(composeServer(config('production'))).rejects.toThrow(WrongInstallation)
})

test('ready accounts are there after a start, and after the next', async () => {
  await open()
  await running?.close()
  const server = await open()
  expect((await server.accounts.withRole('systemBuilder')).map(({ name }) => name)).toEqual(['佐藤 花子', '田中 健'])
  expect(await server.health()).toEqual({ ready: true, reasons: [] })
})
