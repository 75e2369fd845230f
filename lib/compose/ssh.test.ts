// The whole server without its pages, its management server behind a real sshd, with the simulator's real processes there.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '@/db/client'
import { createSiteStore } from '@/db/stores/sites'
import { openTestDatabase } from '@/db/testing'
import { usePostgresServer } from '@/db/testing/postgres-server'
import { composeServer, type Running, type Server } from '../compose'
import { parseEnv } from '../env'
import { SCRIPT } from '../execution/testing/over-ssh'
import { startSshd, type Sshd } from '../execution/testing/sshd'
import { sato } from '../recoveries/testing/people'
import { begin, peopleAt, REPLACE_LAUNCHES, SEEN_WITHIN, walkReplace, walkReuse } from '../recoveries/testing/walk'
import { DEMO_CONNECTION_ID } from '../sites/demo-site'
import type { Connection } from '../sites/ports'
import { readLaunches, setScenario } from '../vmiunit/simulator/api'
import { createTestSimulator, type TestSimulator } from '../vmiunit/simulator/testing'

// What the server tells its operator is not asked here; an error is a defect of the test or of the server.
vi.mock('../log', () => ({ log: () => ({ info: () => {}, warn: () => {}, error: console.error, fatal: console.error }) }))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

let folder: string
let simulator: TestSimulator
let sshd: Sshd
const running: Running[] = []

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'shirube-over-ssh-'))
  simulator = await createTestSimulator()
  sshd = await startSshd()
})
afterEach(async () => {
  for (const each of running.splice(0)) await each.close()
  await sshd.close()
  simulator.remove()
  rmSync(folder, { recursive: true, force: true })
})

const launched = () => readLaunches(simulator.dir).map(({ argv }) => argv.join(' '))

/** One instance, with a data folder of its own. */
async function open(name: string, databaseUrl?: string): Promise<Server> {
  const opened = await composeServer(parseEnv({ SHIRUBE_MODE: 'demo', SHIRUBE_DATA_DIR: path.join(folder, name), DATABASE_URL: databaseUrl, LOG_LEVEL: 'fatal' }))
  running.push(opened)
  return opened.server
}
/** Saves connections to the simulator's machine, the demo's own among them. */
async function connect(connections: readonly Partial<Connection>[], databaseUrl?: string): Promise<void> {
  const engine = await openDatabase({ databaseUrl, dataDir: path.join(folder, 'one') })
  const sites = createSiteStore(engine)
  const [known, unit] = [await sites.connection(DEMO_CONNECTION_ID), (await sites.units())[0]]
  for (const change of connections) {
    if (known) await sites.saveConnection({ ...known, vmiunitPath: simulator.vmiunit, jobsDir: path.join(folder, 'jobs'), ...change })
    if (unit && change.id) await sites.saveUnit({ ...unit, connectionId: change.id })
  }
  await engine.close()
}
const overSsh = (): Partial<Connection> => ({ transport: 'ssh', host: '127.0.0.1', port: sshd.port, user: sshd.user, keyFile: sshd.keyFile, hostKey: sshd.hostKey, scriptPath: SCRIPT })

test('reuse, from the start to the last step, over ssh: each command ran once and its target state was seen', async () => {
  const server = await open('one')
  await connect([overSsh()])
  await walkReuse(peopleAt(server, await begin(server, DEMO_CONNECTION_ID, 'yes')), simulator.dir)
  expect(launched()).toEqual(['unmark -unit gyoumu_a -vs 192.168.1.101', 'start -unit gyoumu_a -vs 192.168.1.101'])
})

test('replace over ssh, its line pulled in the middle of attach: it stays running, "no contact since", and its true end is collected afterwards', async () => {
  const server = await open('one')
  await connect([{ ...overSsh(), timeOutsMs: { attach: 1_000 } }])
  const id = await begin(server, DEMO_CONNECTION_ID, 'no')
  const people = peopleAt(server, id)
  const shown = async () => {
    const view = await server.pages.recovery(sato, id)
    return view.ok ? view.value.noContactSince : view.error.code
  }
  await walkReplace(people, simulator.dir, async () => {
    await setScenario(simulator.dir, { command: 'attach', scenario: { kind: 'slow', lines: 160, everyMs: 50 } })
    await people.press(sato, 8, 'run')
    await vi.waitFor(() => expect(launched()).toHaveLength(2), SEEN_WITHIN)
    await people.reached(8, 'running')
    await sshd.stop()
    await vi.waitFor(async () => expect(await shown()).toEqual(expect.any(Number)), SEEN_WITHIN)
    // Past its time by now, and neither failed nor done by that.
    const pulled = await server.pages.step(sato, { recoveryId: id, leg: 1, no: 8 })
    expect(pulled).toMatchObject({ ok: true, value: { timeOutMs: 1_000, state: { status: 'running' } } })
    await sshd.start()
    await people.reached(8, 'done')
    expect(await shown()).toBeNull()
    const view = await server.pages.step(sato, { recoveryId: id, leg: 1, no: 8 })
    expect(view).toMatchObject({ ok: true, value: { state: { attempts: [{ said: { kind: 'normal', exitCode: 0 } }] } } })
    const attempt = view.ok ? (view.value.state.attempts[0]?.id ?? '') : ''
    const output = await server.pages.output(sato, attempt, 0)
    expect(output.ok && output.value.text.match(/^KEOS/gm)?.length).toBeGreaterThan(160)
  })
  expect(launched()).toEqual(REPLACE_LAUNCHES)
})

describe('two instances on one PostgreSQL, two connections to one manager', () => {
  const postgres = usePostgresServer()

  test('one press wins, one change runs on a unit at a time, and who is left goes on with what the other began', async () => {
    const database = await openTestDatabase('postgres', postgres.url())
    const url = database.address.databaseUrl
    try {
      const [one, two] = [await open('one', url), await open('two', url)]
      await connect([{ id: DEMO_CONNECTION_ID }, { id: 'mgr01-ssh', name: 'mgr01 (ssh)', ...overSsh() }], url)
      const id = await begin(one, DEMO_CONNECTION_ID, 'no')
      // The same machine by its other name: the server that is being recovered is locked there, too.
      await expect(begin(two, 'mgr01-ssh', 'no', { key: 'again' })).rejects.toThrow('serverInRecovery')
      const [here, there] = [peopleAt(one, id), peopleAt(two, id)]
      await here.press({ id: 'yamada', name: '山田 太郎', roles: ['resourceManager'] }, 1, 'answerCollect', { nothing: 'yes', nothingBecause: '起動しない' })
      await here.press(sato, 2, 'confirm')
      await here.press(sato, 3, 'giveSecondEvidence', { hypervisorShows: 'alreadyOff', by: '佐藤', at: '00:00', note: '応答がない' })

      // Another recovery in the same unit, by the other connection: it may begin.
      const other = await begin(two, 'mgr01-ssh', 'no', { server: '192.168.1.102', key: 'other' })
      const beside = peopleAt(two, other)
      await beside.press({ id: 'yamada', name: '山田 太郎', roles: ['resourceManager'] }, 1, 'answerCollect', { nothing: 'yes', nothingBecause: '起動しない' })
      await beside.press(sato, 2, 'confirm')

      // Two people, two instances, one press each of the same command.
      await setScenario(simulator.dir, { command: 'detach', scenario: { kind: 'slow', lines: 160, everyMs: 50 } })
      const forms = [await here.draw(sato, 4, 'run', { typed: '192.168.1.101' }), await there.draw(sato, 4, 'run', { typed: '192.168.1.101' })] as const
      const answers = await Promise.all([one.acts.onStep(sato, forms[0]), two.acts.onStep(sato, forms[1])])
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      await vi.waitFor(() => expect(launched()).toEqual(['detach -unit gyoumu_a -vs 192.168.1.101']), SEEN_WITHIN)
      // Its command may not.
      await expect(beside.press(sato, 3, 'run')).rejects.toThrow('unitBusy')

      // The instance that took the press ends in the middle; the other one collects and verifies.
      const [taker] = answers[0].ok ? running.splice(0, 1) : running.splice(1, 1)
      await taker?.close()
      const left = answers[0].ok ? there : here
      await left.reached(4, 'done')
      expect(launched()).toEqual(['detach -unit gyoumu_a -vs 192.168.1.101'])
    } finally {
      for (const each of running.splice(0)) await each.close()
      await database.dispose()
    }
  })
})
