// From the entry of the use case (the act that a form posts, not its HTTP request) to the first instruction of the command, in the whole server on
// SQLite, against the same command spawned bare after one flushed commit by a small process. The comparison reading is left out: it is answered from
// memory. Both take turns, so that a noisy machine troubles them alike.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onEnd } from '../lib/processes.mjs'
import { inRoot } from '../lib/root.mjs'
import { createCommand, listenTo, loadSources, median } from './measure.mjs'

const FAT_BYTES = 600 * 1024 * 1024
const RUNS = 3
const SATO = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }
const UNIT = 'gyoumu_a'
const FAILED = '192.168.1.101'
const ARGV = ['unmark', '-unit', UNIT, '-vs', FAILED]

const SOURCES = `
  export { composeServer } from '@/lib/compose'
  export { parseEnv } from '@/lib/env'
  export { openDatabase } from '@/db/client'
  export { createSiteStore } from '@/db/stores/sites'
  export { DEMO_CONNECTION_ID } from '@/lib/sites/demo-site'
  export { act } from '@/lib/vmiunit/simulator/api'
`

const post = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]))
const well = (answer) => {
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer
}
const until = async (look) => {
  while (!(await look())) await new Promise((next) => setTimeout(next, 2))
}

/** Readings that cost nothing: `before` the command for the comparison of a press, `after` it for what follows. Real until both are known. */
const createReadings = () => {
  const readings = { before: null, after: null, shown: 'before', pressed: false }
  const now = ({ reading, stamp }) => ({ reading: { ...reading, readAt: Date.now() }, stamp: { ...stamp, clockMs: Date.now() } })
  const status = (real) => ({
    ...real,
    async read(connectionId, unit) { return readings.after ? now(readings[readings.shown]).reading : real.read(connectionId, unit) },
    async readNow(connectionId, unit) {
      if (!readings.after) return (readings.last = await real.readNow(connectionId, unit))
      if (!readings.pressed) return now(readings[readings.shown])
      readings.pressed = false
      readings.shown = 'after'
      return now(readings.before)
    },
  })
  return { readings, status }
}

/** Opens a server whose unit is ready for `unmark`, and takes both readings from the simulator before the bench's own command takes its place. */
const openServer = async (folder, program) => {
  const { composeServer, parseEnv, openDatabase, createSiteStore, DEMO_CONNECTION_ID, act } = await loadSources(SOURCES)
  const dataDir = path.join(folder, 'data')
  const { readings, status } = createReadings()
  const running = await composeServer(parseEnv({ SHIRUBE_MODE: 'test', SHIRUBE_DATA_DIR: dataDir, LOG_LEVEL: 'fatal', SHIRUBE_PATIENCE: '1' }), { status })
  const { server } = running
  const target = { connectionId: DEMO_CONNECTION_ID, unit: UNIT, server: FAILED }
  const simulator = path.join(dataDir, 'simulator')
  const readWith = async (vmiunitPath) => {
    const engine = await openDatabase({ databaseUrl: undefined, dataDir })
    const sites = createSiteStore(engine)
    await sites.saveConnection({ ...(await sites.connection(DEMO_CONNECTION_ID)), vmiunitPath })
    await engine.close()
  }
  await act(simulator, { kind: 'repair', name: 'vm-gyoumu-a-01' })
  const walk = createWalk(server, target, readings)
  // One recovery on the simulator itself: its own readings before and after are those that all others are shown.
  const first = await walk.toCommand()
  const before = readings.last
  await walk.press(first)
  await walk.settle(first)
  readings.before = before
  readings.after = readings.last
  await readWith(program)
  return { walk, close: () => running.close() }
}

/** The recovery that is begun, walked to its command, pressed and ended again and again. */
const createWalk = (server, target, readings) => {
  let count = 0
  const form = async (recoveryId, no, act, fields = {}) => {
    const { value } = well(await server.pages.step(SATO, { recoveryId, leg: 1, no }, { fresh: true }))
    return post({ act, recoveryId, leg: '1', step: value.state.key, stepRevision: String(value.state.revision), factsId: value.reading?.id ?? '', key: value.actKey, ...fields })
  }
  const confirm = async (recoveryId, no, fields) => well(await server.acts.onStep(SATO, await form(recoveryId, no, 'confirm', fields)))
  return {
    async toCommand() {
      readings.shown = 'before'
      count += 1
      const start = { ...target, detectedAt: '00:00', detectedBy: '監視', usable: 'yes', reason: '再起動で回復する', drill: 'yes', key: `start-${count}` }
      const { recoveryId } = well(await server.acts.start(SATO, post(start)))
      await confirm(recoveryId, 1, { host: 'hv01' })
      await confirm(recoveryId, 2, { what: '再起動した', by: '佐藤' })
      await confirm(recoveryId, 3)
      return { recoveryId, form: await form(recoveryId, 4, 'run') }
    },
    /** The use case that is measured, from its entry. */
    press: async ({ form: posted }) => {
      readings.pressed = readings.after !== null
      return well(await server.acts.onStep(SATO, posted))
    },
    async settle({ recoveryId }) {
      await until(async () => (await server.pages.step(SATO, { recoveryId, leg: 1, no: 4 })).value.state.status === 'done')
      well(await server.acts.onRecovery(SATO, post({ act: 'stop', recoveryId, key: `stop-${count}`, reason: 'bench', sure: 'yes' })))
    },
  }
}

const startBare = (folder, { program, pipe }) => {
  const child = fork(inRoot('scripts', 'bench', 'bare.mjs'), [folder, program, pipe, ...ARGV])
  const once = () => new Promise((answered) => { child.once('message', answered); child.send('once') })
  return { once, close: () => child.disconnect() }
}

/** One press, from the entry of the use case to the first instruction, in ms. */
const pressOnce = async (walk, pipe) => {
  const ready = await walk.toCommand()
  const ear = listenTo(pipe)
  const heard = ear.next()
  const startedAt = performance.now()
  const answered = walk.press(ready)
  const tookMs = (await heard) - startedAt
  ear.close()
  await answered
  await walk.settle(ready)
  return tookMs
}

/**
 * `rounds` presses and as many bare commands in turns, in three runs; then, in the same server made fat, as many again.
 * @returns {Promise<{ bareMs: number, pressMs: number, ratio: number, fatExtraMs: number, bareMb: number }>} medians; of ratio and extra the middle run
 */
export const measureLaunch = async ({ rounds = 300 } = {}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'shirube-bench-'))
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  const command = createCommand(folder)
  const bare = startBare(folder, command)
  const { walk, close } = await openServer(folder, command.program)
  const runOnce = async () => {
    const times = { bare: [], press: [], bareMb: 0 }
    for (let at = 0; at < rounds / RUNS; at += 1) {
      const { tookMs, residentMb } = await bare.once()
      times.bare.push(tookMs)
      times.bareMb = residentMb
      times.press.push(await pressOnce(walk, command.pipe))
    }
    return { bareMs: median(times.bare), pressMs: median(times.press), bareMb: times.bareMb }
  }
  try {
    for (let at = 0; at < 10; at += 1) await bare.once().then(() => pressOnce(walk, command.pipe))
    const thin = []
    const fat = []
    for (let run = 0; run < RUNS; run += 1) thin.push(await runOnce())
    const ballast = Buffer.alloc(FAT_BYTES, 1)
    for (let run = 0; run < RUNS; run += 1) fat.push(await runOnce())
    const of = (runs, figure) => median(runs.map(figure))
    const pressMs = of(thin, (run) => run.pressMs)
    return {
      bareMs: of(thin, (run) => run.bareMs), pressMs, bareMb: of(thin, (run) => run.bareMb),
      ratio: of(thin, (run) => run.pressMs / run.bareMs), fatExtraMs: of(fat, (run) => run.pressMs) - pressMs, ballastMb: ballast.length / 1_048_576,
    }
  } finally {
    await close()
    bare.close()
  }
}
