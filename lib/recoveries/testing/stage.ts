/** The use cases over the real stores on SQLite; the management server and the executor are plain values, time is moved by hand. For tests only. */
import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import { createAttemptStore } from '@/db/stores/attempts'
import { createDraftStore } from '@/db/stores/drafts'
import { createDrawnReadings } from '@/db/stores/drawn-readings'
import { createPastedReadings } from '@/db/stores/pasted-readings'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { createSiteStore } from '@/db/stores/sites'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { findForReport } from '@/lib/handoff/report-checks'
import type { Actor } from '@/lib/recovery/intents'
import { DEMO_CONNECTION_ID, seedDemoSite } from '@/lib/sites/demo-site'
import { ok } from '@/lib/std/result'
import type { Reading, ServerRecord } from '@/lib/vmiunit/outcome'
import { createActs } from '../acts/create-acts'
import type { Deps } from '../deps'
import type { PostedForm } from '../forms'
import { createReadings } from '../readings'
import type { RecoveryActs, RecoveryQueries } from '../service'
import { createQueries } from '../views/create-queries'
import { NO_HANDOFF } from './no-handoff'
import { sato, tanaka } from './people'

export const dead: ServerRecord = { id: '192.168.1.101', updateScope: 'none', logical: 'working', observed: 'stopped', access: 'offline', markTime: '2026/11/22 02:40:00 JST', markComment: '調査中' }
export const alive = (id: string): ServerRecord => ({ id, updateScope: 'none', logical: 'working', observed: 'working', access: 'online' })

type Fields = Readonly<Record<string, string>>
export const form = (fields: Readonly<Record<string, string | number | null>>): PostedForm => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [String(value ?? '')]]))

export const startForm = (change: Fields = {}): PostedForm =>
  form({ connectionId: DEMO_CONNECTION_ID, unit: 'gyoumu_a', server: '192.168.1.101', detectedAt: '03:00', detectedBy: '監視', usable: 'yes', reason: '再起動すれば使える', drill: 'no', key: randomUUID(), ...change })

type Pressed = ReturnType<RecoveryActs['onStep']>
export async function accepted(pressed: Pressed) {
  const answer = await pressed
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer
}
export const codes = async (pressed: Pressed) => {
  const answer = await pressed
  return answer.ok ? [] : answer.refusals.map(({ code }) => code)
}

/** To be called where the tests are described: each has the demo's site to itself, with one dead server of three. */
export function useStage() {
  let database: TestDatabase
  let deps: Deps
  let acts: RecoveryActs
  let pages: RecoveryQueries
  const time = { now: 0 }
  const manager = { servers: [] as readonly ServerRecord[], isSilent: false }
  const woken: string[] = []

  async function readNow(_connection: string, unit: string): Promise<Reading> {
    const base = { id: randomUUID(), unit, startedAt: time.now, readAt: time.now, messages: [], source: 'read' as const }
    if (manager.isSilent) return { ...base, servers: [], complete: false, gaps: [{ code: 'noAnswer' }] }
    return { ...base, servers: [...manager.servers], allServers: manager.servers.length, activeServers: 2, invalidServers: 1, complete: true, gaps: [] }
  }

  const executor: Deps['executor'] = {
    hold: { owner: 'this process', leaseMs: 15_000 },
    wake: (attempt) => void woken.push(attempt),
    readAgain: async () => null, interrupt: async () => ok({ alive: [], forced: false }), judgeNow: () => {}, noContactSince: () => null, strangers: () => [],
  }

  beforeEach(async () => {
    database = await openTestDatabase('sqlite', null)
    time.now = Date.parse('2026-11-22T03:12:00+09:00')
    manager.servers = [dead, alive('192.168.1.102'), alive('192.168.1.103')]
    manager.isSilent = false
    woken.length = 0
    const sites = createSiteStore(database.engine)
    const clock = { now: () => time.now }
    await seedDemoSite(sites, { vmiunitPath: '/opt/vmiunit', jobsDir: '/var/jobs' })
    deps = {
      store: createRecoveryStore(database.engine), attempts: createAttemptStore(database.engine), wholeOutput: async () => null, sites, drafts: createDraftStore(database.engine),
      readings: createReadings({ read: readNow, readNow }, createDrawnReadings(database.engine), clock, { pasted: createPastedReadings(database.engine), isManual: async (id) => (await sites.connection(id))?.transport === 'manual' }),
      executor, feed: { changed: () => {}, output: () => {}, subscribe: () => () => {} }, clock, timeZone: 'Asia/Tokyo', newId: randomUUID,
      findForReport: (state, addresses) => findForReport(deps, state, addresses),
      sha256: (text) => createHash('sha256').update(text).digest('hex'), builders: async () => [sato, tanaka].map(({ id, name }) => ({ id, name })), handoff: NO_HANDOFF,
    }
    acts = createActs(deps)
    pages = createQueries(deps)
  })
  afterEach(() => database.dispose())

  async function begin(change: Fields = {}): Promise<string> {
    const answer = await acts.start(sato, startForm(change))
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    return answer.recoveryId
  }
  async function drawn(actor: Actor, recoveryId: string, act: string, fields: Fields = {}): Promise<PostedForm> {
    const recovery = await pages.recovery(actor, recoveryId)
    if (!recovery.ok || !recovery.value.currentStep) throw new Error('no present step')
    const { leg, no } = recovery.value.currentStep
    return drawnAt(actor, { recoveryId, leg, no }, act, fields)
  }
  async function drawnAt(actor: Actor, address: { recoveryId: string; leg: number; no: number }, act: string, fields: Fields = {}): Promise<PostedForm> {
    const view = await pages.step(actor, address)
    if (!view.ok) throw new Error(JSON.stringify(view.error))
    const { state, reading, actKey, leg } = view.value
    return form({ act, recoveryId: address.recoveryId, leg, step: state.key, stepRevision: state.revision, factsId: reading?.id ?? null, key: actKey, ...fields })
  }
  const press = async (actor: Actor, recoveryId: string, act: string, fields: Fields = {}) => acts.onStep(actor, await drawn(actor, recoveryId, act, fields))

  return {
    get database() { return database },
    get deps() { return deps },
    get acts() { return acts },
    get pages() { return pages },
    time,
    /** What the management server shows; silent, it answers nothing. */
    manager,
    /** The attempts that the executor was told of. */
    woken,
    readNow,
    begin,
    /** The form of the present step as its page draws it. */
    drawn,
    drawnAt,
    press,
    /** A recovery of `reuse` before its first command. */
    async toUnmark(): Promise<string> {
      const id = await begin()
      await accepted(press(sato, id, 'confirm', { host: 'hv01' }))
      await accepted(press(sato, id, 'confirm', { what: '再起動した', by: '佐藤' }))
      await accepted(press(sato, id, 'confirm'))
      return id
    },
  }
}
