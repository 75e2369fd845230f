// Commands that people run, through the use cases and the real stores on SQLite; a terminal is a text, and no manager is ever asked.
import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAttemptStore } from '@/db/stores/attempts'
import { createDraftStore } from '@/db/stores/drafts'
import { createDrawnReadings } from '@/db/stores/drawn-readings'
import { createPastedReadings } from '@/db/stores/pasted-readings'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { createSiteStore } from '@/db/stores/sites'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { ok } from '@/lib/std/result'
import type { Actor } from '@/lib/recovery/intents'
import { DEMO_CONNECTION_ID, seedDemoSite } from '@/lib/sites/demo-site'
import type { Connection } from '@/lib/sites/ports'
import type { Reading, ServerRecord } from '@/lib/vmiunit/outcome'
import { createActs } from './acts/create-acts'
import type { Deps } from './deps'
import type { PostedForm } from './forms'
import { createReadings } from './readings'
import { NO_HANDOFF } from './testing/no-handoff'
import { createQueries } from './views/create-queries'

const sato: Actor = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }
const tanaka: Actor = { id: 'tanaka', name: '田中 健', roles: ['systemBuilder'] }
const FAILED = '192.168.1.101'
const MINUTE_MS = 60_000

let database: TestDatabase
let now: number
let woken: string[]
let servers: readonly ServerRecord[]
let isSilent: boolean
let deps: Deps
let recoveryId: string

const alive = (id: string): ServerRecord => ({ id, updateScope: 'none', logical: 'working', observed: 'working', access: 'online' })
const stopped: ServerRecord = { id: FAILED, updateScope: 'none', logical: 'working', observed: 'stopped', access: 'online' }
const acts = () => createActs(deps)
const pages = () => createQueries(deps)

/** As both lines print it in a terminal. */
function status(of: readonly ServerRecord[] = servers, unit = 'gyoumu_a'): string {
  const record = ({ id, updateScope, logical, observed, access }: ServerRecord) =>
    `Virtual Server ID:  ${id}\nUpdate Scope:       ${updateScope}\nLogical Status:     ${logical}\nObserved Status:    ${observed}\nAccess:             ${access}\n\n`
  return `All Servers:     ${of.length}\nActive Servers:  1\nInvalid Servers: 1\nexit=0 unit=${unit} target=unit\n${of.map(record).join('')}exit=0 unit=${unit} target=virtualserver\n`
}

async function readNow(_connection: string, unit: string): Promise<Reading> {
  const base = { id: randomUUID(), unit, startedAt: now, readAt: now, messages: [], source: 'read' as const }
  return isSilent ? { ...base, servers: [], complete: false, gaps: [{ code: 'noAnswer' }] } : { ...base, servers, allServers: servers.length, complete: true, gaps: [] }
}

async function open(change: Partial<Connection>): Promise<void> {
  const sites = createSiteStore(database.engine)
  const attempts = createAttemptStore(database.engine)
  await seedDemoSite(sites, { vmiunitPath: '/opt/Cosminexus/manager/vmi/bin/vmiunit', jobsDir: '/var/jobs' })
  const connection = await sites.connection(DEMO_CONNECTION_ID)
  if (!connection) throw new Error('the demo has a connection')
  await sites.saveConnection({ ...connection, ...change })
  const clock = { now: () => now }
  const isManual = async (id: string) => (await sites.connection(id))?.transport === 'manual'
  deps = {
    store: createRecoveryStore(database.engine), attempts, wholeOutput: async () => null, sites, drafts: createDraftStore(database.engine),
    readings: createReadings({ read: readNow, readNow }, createDrawnReadings(database.engine), clock, { pasted: createPastedReadings(database.engine), isManual }),
    executor: {
      hold: { owner: 'this process', leaseMs: 15_000 }, wake: (attempt) => void woken.push(attempt),
      readAgain: async () => null, interrupt: async () => ok({ alive: [], forced: false }), judgeNow: () => {}, noContactSince: () => null, strangers: () => [],
    },
    feed: { changed: () => {}, output: () => {}, subscribe: () => () => {} }, clock, timeZone: 'Asia/Tokyo', newId: randomUUID,
    findForReport: async () => ({ reading: null, checks: [] }), sha256: (text) => createHash('sha256').update(text).digest('hex'), builders: async () => [sato, tanaka].map(({ id, name }) => ({ id, name })), handoff: NO_HANDOFF,
  }
  const begun = await acts().start(sato, form({ connectionId: DEMO_CONNECTION_ID, unit: 'gyoumu_a', server: FAILED, detectedAt: '03:00', detectedBy: '監視', usable: 'yes', reason: '使える', drill: 'no', key: randomUUID(), namedByHand: 'yes' }))
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusals))
  recoveryId = begun.recoveryId
}

beforeEach(async () => {
  database = await openTestDatabase('sqlite', null)
  now = Date.parse('2026-11-22T03:12:20+09:00')
  servers = [stopped, alive('192.168.1.102')]
  isSilent = true
  woken = []
})
afterEach(() => database.dispose())

const form = (fields: Readonly<Record<string, string | number | null>>): PostedForm => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [String(value ?? '')]]))
const presentNo = async (): Promise<number> => {
  const recovery = await pages().recovery(sato, recoveryId)
  return (recovery.ok && recovery.value.currentStep?.no) || 0
}
async function byHand(actor = sato) {
  const view = await pages().byHand(actor, { recoveryId, leg: 1, no: await presentNo() })
  if (!view.ok) throw new Error(JSON.stringify(view.error))
  return view.value
}
/** Posts a form of the page of pasting, or of the step's own page. */
async function post(act: string, fields: Readonly<Record<string, string>> = {}, actor = sato) {
  const isOwn = act === 'confirm'
  const own = isOwn ? await pages().step(actor, { recoveryId, leg: 1, no: await presentNo() }) : null
  const step = own?.ok ? own.value : (await byHand(actor)).step
  const attempt = step.state.attempts.at(-1)?.id ?? ''
  return acts().onStep(actor, form({ act, recoveryId, leg: 1, step: step.state.key, stepRevision: step.state.revision, factsId: step.reading?.id ?? null, key: step.actKey, attempt, readAt: '03:12', ...fields }))
}
const codes = async (posted: ReturnType<typeof post>) => (await posted.then((answer) => (answer.ok ? [] : answer.refusals.map(({ code, field }) => [code, field]))))
async function accepted(posted: ReturnType<typeof post>): Promise<string> {
  const answer = await posted
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.next
}
const entries = async () => (await deps.store.events(recoveryId)) ?? []
/** To the start of the server, by what is pasted alone. */
async function toStart(): Promise<void> {
  await accepted(post('confirm', { host: 'hv01' }))
  await accepted(post('confirm', { what: '再起動した', by: '佐藤' }))
  await accepted(post('pasteStatus', { pasted: status() }))
  await accepted(post('confirm'))
  await acts().onStep(sato, form({ ...(await notNeeded()) }))
}
async function notNeeded() {
  const step = (await byHand()).step
  return { act: 'notNeeded', recoveryId, leg: 1, step: step.state.key, stepRevision: step.state.revision, factsId: step.reading?.id ?? null, key: step.actKey }
}

describe('on a connection where no application may log in', () => {
  test('a whole recovery goes by what people paste, and every piece of evidence says so', async () => {
    await open({ transport: 'manual' })
    await toStart()
    expect(await presentNo()).toBe(5)
    expect(await byHand()).toMatchObject({ part: 'show', mayNot: null, isEmergency: false, commandLine: null, step: { reading: { source: 'pasted', pasted: { by: '佐藤 花子', at: now } } } })
    expect(await accepted(post('runByHand'))).toMatch(/\/by-hand$/)
    expect(await byHand()).toMatchObject({ part: 'result', commandLine: `/opt/Cosminexus/manager/vmi/bin/vmiunit start -unit gyoumu_a -vs ${FAILED}; echo exit=$?` })
    expect(await accepted(post('endByHand', { pasted: 'KEOS99001-I 起動しました\nexit=0\n', exit: '0' }))).toMatch(/\/by-hand$/)
    servers = [alive(FAILED), alive('192.168.1.102')]
    expect(await accepted(post('seeByHand', { pasted: status() }))).toMatch(/\/steps\/5$/)
    const events = await entries()
    expect(events.slice(-5).map(({ type, actorName }) => [type, actorName])).toEqual(['CommandRequested', 'CommandLaunched', 'CommandEnded', 'StateSeen', 'OutcomeSettled'].map((type) => [type, '佐藤 花子']))
    expect(events.filter(({ type }) => type === 'StateSeen' || type === 'StepConfirmed').at(-1)?.body).toMatchObject({ reading: { source: 'pasted', pasted: { by: '佐藤 花子' } } })
    expect(woken).toEqual([])
    const [attempt = ''] = events.flatMap((event) => (event.type === 'CommandRequested' ? [event.body.attempt] : []))
    expect(await pages().output(tanaka, attempt, 0)).toMatchObject({ ok: true, value: { text: 'KEOS99001-I 起動しました\nexit=0\n', ended: true, cutBytes: 0 } })
  })

  test('the app refuses to run anything there, and asks to paste where it would have read', async () => {
    await open({ transport: 'manual' })
    await accepted(post('confirm', { host: 'hv01' }))
    await accepted(post('confirm', { what: '再起動した', by: '佐藤' }))
    const step = await pages().step(sato, { recoveryId, leg: 1, no: 3 })
    expect(step).toMatchObject({ ok: true, value: { reading: { complete: false, gaps: [{ code: 'notPasted' }] }, acts: expect.arrayContaining(['byHand']) } })
    await accepted(post('pasteStatus', { pasted: status() }))
    await accepted(post('confirm'))
    await acts().onStep(sato, form(await notNeeded()))
    expect(await codes(post('run'))).toEqual([['onlyByHand', undefined]])
    expect((await deps.attempts.get('x'))).toBeNull()
  })

  test('reloading, or signing in elsewhere, loses no part: the history tells where its person is', async () => {
    await open({ transport: 'manual' })
    await toStart()
    await accepted(post('runByHand'))
    const parts = [(await byHand()).part]
    await accepted(post('endByHand', { pasted: '', exit: '64' }))
    parts.push((await byHand()).part)
    await accepted(post('seeByHand', { pasted: status() }))
    const waiting = await byHand()
    parts.push(waiting.part)
    expect(parts).toEqual(['result', 'after', 'after'])
    expect(waiting.attempt).toMatchObject({ seen: 'sameAsBefore', said: { kind: 'abnormal' } })
    // Whoever has no control looks, and is offered nothing.
    expect((await byHand(tanaka)).part).toBe('closed')
    now = (waiting.settlesAt ?? 0) + 1
    await accepted(post('seeByHand', { pasted: status(), readAt: '03:17' }))
    expect(await pages().step(sato, { recoveryId, leg: 1, no: 5 })).toMatchObject({ ok: true, value: { state: { status: 'failed' } } })
  })

  test('a stale page shows no second command, and the same press is one attempt', async () => {
    await open({ transport: 'manual' })
    await toStart()
    const { step } = await byHand()
    const pressed = form({ act: 'runByHand', recoveryId, leg: 1, step: 'start', stepRevision: step.state.revision, factsId: step.reading?.id ?? null, key: step.actKey })
    expect(await acts().onStep(sato, pressed)).toMatchObject({ ok: true })
    expect(await acts().onStep(sato, pressed)).toMatchObject({ ok: true })
    expect(await acts().onStep(sato, { ...pressed, key: [randomUUID()] })).toMatchObject({ ok: false })
    expect((await entries()).filter(({ type }) => type === 'CommandRequested')).toHaveLength(1)
  })

  test('another state pasted meanwhile asks for a fresh look', async () => {
    await open({ transport: 'manual' })
    await toStart()
    const { step } = await byHand()
    now += 1_000
    await accepted(post('pasteStatus', { pasted: status() }))
    const old = form({ act: 'runByHand', recoveryId, leg: 1, step: 'start', stepRevision: step.state.revision, factsId: step.reading?.id ?? null, key: step.actKey })
    expect(await acts().onStep(sato, old)).toMatchObject({ ok: false, refusals: [{ code: 'factsChanged' }] })
  })
})

describe('what is pasted', () => {
  beforeEach(async () => {
    await open({ transport: 'manual' })
    await accepted(post('confirm', { host: 'hv01' }))
    await accepted(post('confirm', { what: '再起動した', by: '佐藤' }))
  })

  test.each([
    ['nothing', ' \n', 'pasteEmpty'], ['something else', 'command not found\n', 'pasteGarbled'], ['another unit', status([stopped], 'gyoumu_b'), 'pasteForeignUnit'],
    ['cut at its end', status([stopped]).slice(0, -30), 'pasteNoEnd'], ['an error', status([stopped]).replaceAll('exit=0', 'exit=64'), 'pasteExit'],
    ['a server too few', status([stopped]).replace('All Servers:     1', 'All Servers:     2'), 'pasteCount'], ['a server twice', status([stopped, stopped]), 'pasteDuplicate'],
    ['a server without its state', status([stopped]).replace(/Logical.*\n/, ''), 'pasteNoStatus'], ['too much of it', 'あ'.repeat(90_000), 'pasteTooLong'],
  ])('%s gets its own sentence at its field, and changes nothing', async (_, pasted, code) => {
    expect(await codes(post('pasteStatus', { pasted }))).toEqual([[code, 'pasted']])
    expect(await deps.readings.pasted(DEMO_CONNECTION_ID, 'gyoumu_a')).toBeNull()
  })

  test('of more than ten minutes ago is refused, and forgotten as the present state', async () => {
    expect(await codes(post('pasteStatus', { pasted: status(), readAt: '03:01' }))).toEqual([['pasteTooOld', 'readAt']])
    await accepted(post('pasteStatus', { pasted: status() }))
    now += 11 * MINUTE_MS
    expect(await deps.readings.pasted(DEMO_CONNECTION_ID, 'gyoumu_a')).toBeNull()
  })

  test('by somebody without control is not taken', async () => {
    expect(await codes(post('pasteStatus', { pasted: status() }, tanaka))).toEqual([['notDriver', undefined]])
  })
})

describe('the exit code', () => {
  beforeEach(async () => {
    await open({ transport: 'manual' })
    await toStart()
    await accepted(post('runByHand'))
  })

  test.each([['another than the output tells', { pasted: 'exit=64\n', exit: '0' }, 'exitDiffers', 'exit'], ['no number', { exit: 'other', exitCode: '' }, 'numberOutOfRange', 'exitCode'], ['none chosen', { exit: '' }, 'choiceMissing', 'exit']] as const)('%s is refused at its field', async (_, fields, code, field) => {
    expect(await codes(post('endByHand', fields))).toEqual([[code, field]])
    expect((await byHand()).part).toBe('result')
  })

  test('that nobody knows makes the outcome unknown once the state is pasted, with its exits', async () => {
    await accepted(post('endByHand', { exit: 'unknown' }))
    servers = [alive(FAILED), alive('192.168.1.102')]
    await accepted(post('seeByHand', { pasted: status() }))
    expect(await pages().step(sato, { recoveryId, leg: 1, no: 5 })).toMatchObject({ ok: true, value: { state: { status: 'unknown' }, acts: ['byHand', 'itHappened', 'itDidNot'] } })
    expect((await byHand()).part).toBe('beside')
  })

  test('is asked of nobody who did not run it', async () => {
    await accepted(post('notRunByHand'))
    expect((await entries()).at(-1)).toMatchObject({ type: 'CommandDeclined', v: 2, body: { why: 'notRun' } })
    expect((await byHand()).part).toBe('show')
  })
})

describe('in an emergency, where the app runs commands otherwise', () => {
  beforeEach(async () => {
    isSilent = false
    await open({})
    await accepted(post('confirm', { host: 'hv01' }))
    await accepted(post('confirm', { what: '再起動した', by: '佐藤' }))
    await accepted(post('confirm'))
    const step = await pages().step(sato, { recoveryId, leg: 1, no: 4 })
    if (!step.ok) throw new Error('no step')
    await acts().onStep(sato, form({ act: 'notNeeded', recoveryId, leg: 1, step: 'unmark', stepRevision: step.value.state.revision, factsId: step.value.reading?.id ?? null, key: step.value.actKey }))
    isSilent = true
  })

  test('a person runs the command, and no executor is woken or finds it', async () => {
    now += MINUTE_MS
    expect(await byHand()).toMatchObject({ part: 'paste', isEmergency: true })
    await accepted(post('pasteStatus', { pasted: status(), readAt: '03:13' }))
    await accepted(post('runByHand'))
    const store = createAttemptStore(database.engine)
    expect([woken, await store.claimable(10), await store.unsettled()]).toEqual([[], [], []])
    expect(await codes(post('run'))).toEqual([['commandRunning', undefined]])
  })

  test('what was pasted stands in for the silent manager, and says so; what the app reads goes before', async () => {
    now += MINUTE_MS
    await accepted(post('pasteStatus', { pasted: status(), readAt: '03:13' }))
    const address = { recoveryId, leg: 1, no: 5 }
    expect(await pages().step(sato, address)).toMatchObject({ ok: true, value: { reading: { source: 'pasted', complete: true } } })
    isSilent = false
    expect(await pages().step(sato, address)).toMatchObject({ ok: true, value: { reading: { source: 'read', complete: true } } })
  })
})
