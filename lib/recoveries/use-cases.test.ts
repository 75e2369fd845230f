// The use cases over the real stores on SQLite; the management server and the executor are plain values.
import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAttemptStore } from '@/db/stores/attempts'
import { createDraftStore } from '@/db/stores/drafts'
import { createDrawnReadings } from '@/db/stores/drawn-readings'
import { createPastedReadings } from '@/db/stores/pasted-readings'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { createSiteStore } from '@/db/stores/sites'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { findForReport } from '@/lib/handoff/report-checks'
import { err, ok } from '@/lib/std/result'
import type { RecoveryEvent } from '@/lib/recovery/events'
import type { Actor } from '@/lib/recovery/intents'
import { DEMO_CONNECTION_ID, seedDemoSite } from '@/lib/sites/demo-site'
import type { Reading, ServerRecord } from '@/lib/vmiunit/outcome'
import { createActs } from './acts/create-acts'
import type { Deps } from './deps'
import { RECOVERY_FIELDS, recoveryDraft, START_PAGES, stepDraft, STEP_FIELDS, type FieldSpec, type PostedForm, type StartPage } from './forms'
import type { ExecutorPort } from './ports'
import { createReadings } from './readings'
import { createIdentityReport, createMachineReport } from './report'
import { NO_HANDOFF } from './testing/no-handoff'
import type { RecoveryActs, RecoveryQueries } from './service'
import { createQueries } from './views/create-queries'

const sato: Actor = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }
const tanaka: Actor = { id: 'tanaka', name: '田中 健', roles: ['systemBuilder'] }
const yamada: Actor = { id: 'yamada', name: '山田 太郎', roles: ['resourceManager'] }
const suzuki: Actor = { id: 'suzuki', name: '鈴木 一郎', roles: ['administrator'] }
const takahashi: Actor = { id: 'takahashi', name: '高橋 直子', roles: ['observer'] }

let database: TestDatabase
let acts: RecoveryActs
let pages: RecoveryQueries
let deps: Deps
let now: number
let servers: ServerRecord[]
let isSilent: boolean
let woken: string[]

const dead: ServerRecord = { id: '192.168.1.101', updateScope: 'none', logical: 'working', observed: 'stopped', access: 'offline', markTime: '2026/11/22 02:40:00 JST', markComment: '調査中' }
const alive = (id: string): ServerRecord => ({ id, updateScope: 'none', logical: 'working', observed: 'working', access: 'online' })

async function readNow(_connection: string, unit: string): Promise<Reading> {
  const base = { id: randomUUID(), unit, startedAt: now, readAt: now, messages: [], source: 'read' as const }
  if (isSilent) return { ...base, servers: [], complete: false, gaps: [{ code: 'noAnswer' }] }
  return { ...base, servers: [...servers], allServers: servers.length, activeServers: 2, invalidServers: 1, complete: true, gaps: [] }
}

const executor: ExecutorPort = {
  hold: { owner: 'this process', leaseMs: 15_000 },
  wake: (attempt) => void woken.push(attempt),
  readAgain: async () => null, interrupt: async () => ok({ alive: [], forced: false }), judgeNow: () => {}, noContactSince: () => null, strangers: () => [],
}

const nothingPasted = { pasted: { save: async () => {}, last: async () => null }, isManual: async () => false }

beforeEach(async () => {
  database = await openTestDatabase('sqlite', null)
  now = Date.parse('2026-11-22T03:12:00+09:00')
  servers = [dead, alive('192.168.1.102'), alive('192.168.1.103')]
  isSilent = false
  woken = []
  const sites = createSiteStore(database.engine)
  await seedDemoSite(sites, { vmiunitPath: '/opt/vmiunit', jobsDir: '/var/jobs' })
  deps = {
    store: createRecoveryStore(database.engine), attempts: createAttemptStore(database.engine), wholeOutput: async () => null, sites, drafts: createDraftStore(database.engine), readings: createReadings({ read: readNow, readNow }, createDrawnReadings(database.engine), { now: () => now }, { pasted: createPastedReadings(database.engine), isManual: async (id) => (await sites.connection(id))?.transport === 'manual' }),
    executor, feed: { changed: () => {}, output: () => {}, subscribe: () => () => {} }, clock: { now: () => now }, timeZone: 'Asia/Tokyo', newId: randomUUID,
    findForReport: (state, addresses) => findForReport(deps, state, addresses),
    sha256: (text) => createHash('sha256').update(text).digest('hex'), builders: async () => [sato, tanaka].map(({ id, name }) => ({ id, name })), handoff: NO_HANDOFF,
  }
  acts = createActs(deps)
  pages = createQueries(deps)
})
afterEach(() => database.dispose())

const form = (fields: Readonly<Record<string, string | number | null>>): PostedForm => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [String(value ?? '')]]))

const startForm = (change: Readonly<Record<string, string>> = {}): PostedForm =>
  form({ connectionId: DEMO_CONNECTION_ID, unit: 'gyoumu_a', server: '192.168.1.101', detectedAt: '03:00', detectedBy: '監視', usable: 'yes', reason: '再起動すれば使える', drill: 'no', key: randomUUID(), ...change })

async function begin(change: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await acts.start(sato, startForm(change))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.recoveryId
}

/** The form of the present step as its page draws it. */
async function drawn(actor: Actor, recoveryId: string, act: string, fields: Readonly<Record<string, string>> = {}): Promise<PostedForm> {
  const recovery = await pages.recovery(actor, recoveryId)
  if (!recovery.ok || !recovery.value.currentStep) throw new Error('no present step')
  const { leg, no } = recovery.value.currentStep
  return drawnAt(actor, { recoveryId, leg, no }, act, fields)
}
async function drawnAt(actor: Actor, address: { recoveryId: string; leg: number; no: number }, act: string, fields: Readonly<Record<string, string>> = {}): Promise<PostedForm> {
  const view = await pages.step(actor, address)
  if (!view.ok) throw new Error(JSON.stringify(view.error))
  const { state, reading, actKey, leg } = view.value
  return form({ act, recoveryId: address.recoveryId, leg, step: state.key, stepRevision: state.revision, factsId: reading?.id ?? null, key: actKey, ...fields })
}
async function press(actor: Actor, recoveryId: string, act: string, fields: Readonly<Record<string, string>> = {}) {
  return acts.onStep(actor, await drawn(actor, recoveryId, act, fields))
}
async function accepted(pressed: ReturnType<typeof press>) {
  const answer = await pressed
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer
}
const codes = async (pressed: ReturnType<typeof press>) => {
  const answer = await pressed
  return answer.ok ? [] : answer.refusals.map(({ code }) => code)
}
async function toUnmark(): Promise<string> {
  const id = await begin()
  await accepted(press(sato, id, 'confirm', { host: 'hv01' }))
  await accepted(press(sato, id, 'confirm', { what: '再起動した', by: '佐藤' }))
  await accepted(press(sato, id, 'confirm'))
  return id
}

describe('starting', () => {
  test('begins with what was shown, and leads to the first step', async () => {
    const answer = await acts.start(sato, startForm())
    expect(answer).toMatchObject({ ok: true, recoveryId: 'R-2026-0001', next: '/recoveries/R-2026-0001/legs/1/steps/1' })
    expect(await pages.recovery(sato, 'R-2026-0001')).toMatchObject({ ok: true, value: { procedure: 'reuse', driver: { isViewer: true }, failed: { hypervisorName: 'vm-gyoumu-a-01' } } })
  })

  test('a second recovery on the same server is refused, with its number and its driver', async () => {
    const id = await begin()
    expect(await acts.start(tanaka, startForm())).toMatchObject({ ok: false, refusals: [{ code: 'serverInRecovery', values: { recovery: id, name: '佐藤 花子' } }] })
  })

  test('the same press twice begins one recovery', async () => {
    const pressed = startForm()
    const [first, second] = await Promise.all([acts.start(sato, pressed), acts.start(sato, pressed)])
    expect(first).toMatchObject({ ok: true })
    expect(second).toEqual(first)
    expect(await deps.store.open()).toHaveLength(1)
  })

  test('with a silent manager a server can be named by hand', async () => {
    isSilent = true
    const id = await begin({ namedByHand: 'yes', serviceIp: '１９２．１６８．２．１０１' })
    expect(await pages.recovery(sato, id)).toMatchObject({ ok: true, value: { failed: { serviceIp: '192.168.2.101' } } })
    expect(await pages.targets(sato)).toMatchObject({ ok: true, value: { units: [{ servers: [], reading: { complete: false } }] } })
  })

  test('a unit that does not exist, a missing reason and a bad address are named at their fields', async () => {
    expect(await acts.start(sato, startForm({ unit: 'nosuch' }))).toMatchObject({ ok: false, refusals: [{ code: 'unitUnknown', field: 'unit' }] })
    expect(await acts.start(sato, startForm({ reason: ' ', server: '192.168.1' }))).toMatchObject({
      ok: false, refusals: expect.arrayContaining([expect.objectContaining({ code: 'reasonMissing', field: 'reason' }), expect.objectContaining({ code: 'addressNotIpv4', field: 'server' })]),
    })
  })

  test('wizard pages keep what was typed, refused or not', async () => {
    expect(await acts.saveStartPage(sato, 'target', form({ choice: 'mgr01/gyoumu_a/192.168.1.101' }))).toMatchObject({ ok: true, next: '/recoveries/new/facts' })
    expect(await acts.saveStartPage(sato, 'facts', form({ detectedAt: 'いつか', detectedBy: '監視' }))).toMatchObject({ ok: false, refusals: [{ code: 'timeUnreadable', field: 'detectedAt' }] })
    expect(await pages.draft(sato, 'start')).toMatchObject({ ok: true, value: { values: { server: ['192.168.1.101'], detectedAt: ['いつか'], namedByHand: [''] } } })
  })

  describe('what was answered in the wizard', () => {
    const choose = (server: string) => acts.saveStartPage(sato, 'target', form({ choice: `mgr01/gyoumu_a/${server}` }))
    const values = async (): Promise<PostedForm> => {
      const draft = await pages.draft(sato, 'start')
      return draft.ok ? (draft.value?.values ?? {}) : {}
    }
    beforeEach(async () => {
      await choose('192.168.1.101')
      await acts.saveStartPage(sato, 'facts', form({ detectedAt: '03:00', detectedBy: '監視', incident: 'INC-1' }))
      await acts.saveStartPage(sato, 'usable', form({ usable: 'no', reason: 'ディスクの障害' }))
    })

    test('stays where the same server is chosen again', async () => {
      await choose('192.168.1.101')
      expect(await values()).toMatchObject({ detectedAt: ['03:00'], incident: ['INC-1'], usable: ['no'], reason: ['ディスクの障害'] })
    })

    test('is asked anew about another server, listed or named by hand', async () => {
      await choose('192.168.1.102')
      expect(Object.keys(await values())).toEqual(expect.not.arrayContaining(['detectedAt', 'detectedBy', 'incident', 'usable', 'reason']))
      await acts.saveStartPage(sato, 'facts', form({ detectedAt: '03:00', detectedBy: '監視', incident: 'INC-1' }))
      await acts.saveStartPage(sato, 'target', form({ choice: 'byHand', connectionId: 'mgr01', unit: 'gyoumu_b', server: '192.168.1.102' }))
      expect(await values()).toMatchObject({ unit: ['gyoumu_b'], namedByHand: ['yes'] })
      expect(await values()).not.toHaveProperty('incident')
    })

    test('is forgotten after four hours; a page that was left open keeps its server and what stands on it', async () => {
      now += 4 * 3_600_000 + 1
      expect(await values()).toEqual({})
      await acts.saveStartPage(sato, 'facts', form({ detectedAt: '07:00', detectedBy: '利用者' }))
      expect(await values()).toMatchObject({ server: ['192.168.1.101'], detectedAt: ['07:00'] })
      expect(await values()).not.toHaveProperty('usable')
      now += 4 * 3_600_000 + 1
      await choose('192.168.1.101')
      expect(await values()).not.toHaveProperty('detectedAt')
    })
  })
})

describe('acts on a step', () => {
  test('a command is stored with its attempt, wakes the executor once, and stays on its page', async () => {
    const id = await toUnmark()
    const answer = await accepted(press(sato, id, 'run'))
    expect(answer.next).toBe(`/recoveries/${id}/legs/1/steps/4`)
    expect(woken).toHaveLength(1)
    expect(await deps.attempts.get(woken[0] ?? '')).toMatchObject({ argv: ['unmark', '-unit', 'gyoumu_a', '-vs', '192.168.1.101'], basedOn: { complete: true }, status: 'claimed', owner: 'this process' })
  })

  test('two presses of one drawn button run one command; two tabs as well', async () => {
    const id = await toUnmark()
    const [first, second] = [await drawn(sato, id, 'run'), await drawn(sato, id, 'run')]
    const answers = await Promise.all([acts.onStep(sato, first), acts.onStep(sato, first), acts.onStep(sato, second)])
    expect(woken).toHaveLength(1)
    expect(answers[0]).toEqual(answers[1])
    expect(answers[2]).toMatchObject({ ok: false, refusals: [{ code: 'stalePage' }] })
  })

  test('a key that was used with other input is refused', async () => {
    const id = await begin()
    const pressed = await drawn(sato, id, 'confirm', { host: 'hv01' })
    await accepted(acts.onStep(sato, pressed))
    expect(await codes(acts.onStep(sato, { ...pressed, host: ['hv02'] }))).toEqual(['keyUsedForOther'])
  })

  test('a note between drawing and pressing does not stop the press', async () => {
    const id = await begin()
    const pressed = await drawn(sato, id, 'confirm', { host: 'hv01' })
    expect(await acts.onRecovery(yamada, form({ act: 'note', recoveryId: id, key: randomUUID(), text: '電話した' }))).toMatchObject({ ok: true })
    expect(await acts.onStep(sato, pressed)).toMatchObject({ ok: true })
  })

  test('out of turn, by a raw POST: nothing is recorded and nothing runs', async () => {
    const id = await begin()
    const pressed = await drawnAt(sato, { recoveryId: id, leg: 1, no: 5 }, 'run')
    expect(await codes(acts.onStep(sato, pressed))).toEqual(['notThisStepYet'])
    expect(woken).toEqual([])
    expect(await deps.store.projection(id)).toMatchObject({ seq: 1, stepNo: 1 })
  })

  test('another role, a watching colleague, an administrator, an observer: each refused by raw POST', async () => {
    const id = await toUnmark()
    const pressed = await drawn(sato, id, 'run')
    expect(await codes(acts.onStep(yamada, pressed))).toEqual(['notYourRole'])
    expect(await codes(acts.onStep(suzuki, pressed))).toEqual(['notYourRole'])
    expect(await codes(acts.onStep(takahashi, pressed))).toEqual(['notYourRole'])
    expect(await acts.onStep(tanaka, pressed)).toMatchObject({ ok: false, refusals: [{ code: 'notDriver', values: { name: '佐藤 花子' } }] })
    expect(woken).toEqual([])
  })

  test('every act of every form, posted by an administrator, an observer, one who is both, and nobody: refused for rights, and nothing is recorded', async () => {
    const id = await begin({ usable: 'no' })
    const both: Actor = { id: 'both', name: '両方', roles: ['administrator', 'observer'] }
    const typed: Readonly<Record<string, string>> = { mailTo: 'a@example.jp', mailCc: 'a@example.jp', requesterPhone: '03-0000-0105' }
    const filled = (fields: readonly FieldSpec[]) => Object.fromEntries(fields.map(({ name, kind, choices }) => [name, typed[name] ?? choices?.[0] ?? (kind === 'time' ? '03:00' : kind === 'address' ? '192.168.1.110' : '1')]))
    const facts = await deps.readings.readNow(DEMO_CONNECTION_ID, 'gyoumu_a')
    const rights = /^(?:notAllowed|notYourRole|notDriver)$/
    for (const actor of [suzuki, takahashi, both, { ...both, roles: [] }] satisfies Actor[]) {
      const expectRefused = async (act: string, pressed: ReturnType<typeof press>) => expect([act, await codes(pressed)]).toEqual([act, [expect.stringMatching(rights)]])
      for (const [act, fields] of Object.entries(STEP_FIELDS)) {
        // To look anew is everybody's who may look; it records nothing here.
        if (act === 'readAgain' || act === 'checkNow') continue
        const step = act.includes('Transfer') ? 'transfer-data' : act === 'sendRequest' || act === 'answerReport' ? 'request-replacement' : 'collect-data'
        await expectRefused(act, acts.onStep(actor, form({ act, recoveryId: id, leg: 1, step, stepRevision: 0, factsId: facts.id, key: randomUUID(), 'items[0].what': 'x', 'items[0].where': 'y', ...filled(fields) })))
      }
      for (const [act, fields] of Object.entries(RECOVERY_FIELDS)) await expectRefused(act, acts.onRecovery(actor, form({ act, recoveryId: id, key: randomUUID(), ...filled(fields), to: 'tanaka', leg: '', step: '' })))
      for (const page of START_PAGES) await expectRefused(page, acts.saveStartPage(actor, page as StartPage, startForm()))
      await expectRefused('start', acts.start(actor, startForm()))
      expect(await acts.saveDraft(actor, 'start', {})).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    }
    expect(await deps.store.projection(id)).toMatchObject({ seq: 2 })
    expect(woken).toEqual([])
  })

  test('unknown ids and mangled hidden fields are refused in words', async () => {
    const id = await begin()
    const pressed = await drawn(sato, id, 'confirm', { host: 'hv01' })
    expect(await codes(acts.onStep(sato, { ...pressed, recoveryId: ['R-2026-9999'] }))).toEqual(['notFound'])
    expect(await codes(acts.onStep(sato, { ...pressed, recoveryId: ["'; drop"] }))).toEqual(['formIncomplete'])
    expect(await codes(acts.onStep(sato, { ...pressed, act: ['explode'] }))).toEqual(['formIncomplete'])
    expect(await pages.recovery(sato, 'R-2026-9999')).toMatchObject({ ok: false, error: { code: 'notFound' } })
    expect(await pages.step(sato, { recoveryId: id, leg: 9, no: 9 })).toMatchObject({ ok: false, error: { code: 'notFound' } })
  })

  test('a reading that nobody knows any more is no basis for a command', async () => {
    const id = await toUnmark()
    expect(await codes(acts.onStep(sato, { ...(await drawn(sato, id, 'run')), factsId: ['forgotten'] }))).toEqual(['readFirst'])
  })

  test('a press on a page that was drawn before a restart is compared with what stood on it', async () => {
    const id = await toUnmark()
    const pressed = await drawn(sato, id, 'run')
    const restarted = { ...deps, readings: createReadings({ read: readNow, readNow }, createDrawnReadings(database.engine), { now: () => now }, nothingPasted) }
    expect(await createActs(restarted).onStep(sato, pressed)).toMatchObject({ ok: true })
    const [attempt = ''] = woken
    expect(await deps.attempts.get(attempt)).toMatchObject({ basedOn: { id: pressed.factsId?.[0], servers: [dead, alive('192.168.1.102'), alive('192.168.1.103')] } })
  })

  test('drawing stores a reading once, and nothing at all for somebody who is offered nothing', async () => {
    const id = await toUnmark()
    const shared = await readNow(DEMO_CONNECTION_ID, 'gyoumu_a')
    const saves: string[] = []
    const counted = createReadings({ read: async () => shared, readNow: async () => shared }, { save: async ({ id: saved }) => void saves.push(saved), load: async () => null, forgetBefore: async () => {} }, { now: () => now }, nothingPasted)
    const countedPages = createQueries({ ...deps, readings: counted })
    for (const actor of [takahashi, sato, sato]) await countedPages.step(actor, { recoveryId: id, leg: 1, no: 4 })
    expect(saves).toEqual([shared.id])
  })

  test('a command on a unit that another recovery holds names who and which', async () => {
    const id = await toUnmark()
    await accepted(press(sato, id, 'run'))
    servers = [dead, { ...dead, id: '192.168.1.102' }, alive('192.168.1.103')]
    const other = await acts.start(tanaka, startForm({ server: '192.168.1.102' }))
    const second = other.ok ? other.recoveryId : ''
    for (const fields of [{ host: 'hv01' }, { what: '再起動', by: '田中' }, {}] as Record<string, string>[]) await accepted(press(tanaka, second, 'confirm', fields))
    expect(await acts.onStep(tanaka, await drawn(tanaka, second, 'run'))).toMatchObject({ ok: false, refusals: [{ code: 'unitBusy', values: { recovery: id, name: '佐藤 花子', unit: 'gyoumu_a' } }] })
    expect(woken).toHaveLength(1)
  })
})

describe('a server named by hand that a complete reading does not list', () => {
  const STRANGER = '192.168.1.199'

  test('is told at the connection to the manager, which is then confirmed with a reason alone', async () => {
    const id = await begin({ server: STRANGER, namedByHand: 'yes', usable: 'no' })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))
    const view = await pages.step(sato, { recoveryId: id, leg: 1, no: 2 })
    if (!view.ok) throw new Error(view.error.code)
    expect(view.value.cautions).toEqual([{ code: 'notListed', server: expect.objectContaining({ id: STRANGER, role: 'failed' }), listed: 3, at: now }])
    expect(view.value.acts).toContain('confirmByHand')
    expect(view.value.acts).not.toContain('confirm')
    expect(await acts.onStep(sato, await drawn(sato, id, 'confirm'))).toMatchObject({ ok: false, refusals: [{ code: 'serverNotListed', values: { address: STRANGER, unit: 'gyoumu_a', n: 3 } }] })
    expect(await codes(press(sato, id, 'confirmByHand', { reason: ' ' }))).toEqual(['reasonMissing'])
    await accepted(press(sato, id, 'confirmByHand', { reason: '別の管理ユニットから移す途中' }))
  })

  test('is neither stopped nor started nor unmarked', async () => {
    const id = await begin({ server: STRANGER, namedByHand: 'yes' })
    for (const fields of [{ host: 'hv01' }, { what: '再起動', by: '佐藤' }] as Record<string, string>[]) await accepted(press(sato, id, 'confirm', fields))
    await accepted(press(sato, id, 'confirmByHand', { reason: '移す途中' }))
    expect(await pages.step(sato, { recoveryId: id, leg: 1, no: 4 })).toMatchObject({ ok: true, value: { cautions: [{ code: 'notListed' }], acts: expect.not.arrayContaining(['run']), notOffered: { code: 'serverNotListed' } } })
    expect(await codes(press(sato, id, 'run'))).toEqual(['serverNotListed'])
    expect(woken).toEqual([])
  })

  test('with a silent manager nothing is told: it is compared as soon as it can be read', async () => {
    isSilent = true
    const id = await begin({ server: STRANGER, namedByHand: 'yes', usable: 'no' })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))
    expect(await pages.step(sato, { recoveryId: id, leg: 1, no: 2 })).toMatchObject({ ok: true, value: { cautions: [] } })
  })
})

describe('a damaged history', () => {
  const withDamaged = (seq: number): Deps => ({
    ...deps,
    store: { ...deps.store, events: async (id) => (await deps.store.events(id))?.map((event) => (event.seq === seq ? ({ ...event, body: {}, damaged: true } as unknown as RecoveryEvent) : event)) ?? null },
  })

  test('opens read-only as far as it is sound, takes no act, and breaks no list', async () => {
    const id = await toUnmark()
    const pressed = await drawn(sato, id, 'run')
    const [damagedPages, damagedActs] = [createQueries(withDamaged(3)), createActs(withDamaged(3))]
    expect(await damagedPages.recovery(sato, id)).toMatchObject({ ok: true, value: { readOnlyBecause: 'damaged', progress: { done: 1 }, acts: [] } })
    for (const answer of [await damagedPages.timeline(sato, id), await damagedPages.report(sato, id), await damagedPages.home(sato), await damagedPages.list(sato, {}, null)]) expect(answer.ok).toBe(true)
    expect(await codes(damagedActs.onStep(sato, pressed))).toEqual(['recordDamaged'])
    expect(woken).toEqual([])
  })

  test('says so where not even its beginning can be read', async () => {
    const id = await begin()
    expect(await createQueries(withDamaged(1)).recovery(sato, id)).toMatchObject({ ok: false, error: { code: 'recordDamaged' } })
  })
})

describe('hand-offs', () => {
  test('the request of step 1 lies in the inbox, is accepted with a time and answered', async () => {
    const id = await begin({ usable: 'no' })
    expect(await pages.inbox(yamada)).toMatchObject({ ok: true, value: { open: [{ recoveryId: id, stepNo: 1, status: 'unread' }] } })
    await accepted(press(yamada, id, 'acceptRequest', { promisedAt: '03:30' }))
    expect(await pages.home(sato)).toMatchObject({ ok: true, value: { waiting: [{ id, promisedAt: Date.parse('2026-11-22T03:30:00+09:00'), contact: { phone: '03-0000-0101' } }] } })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': '\\\\nas\\r12', 'items[2].what': ' ' }))
    expect(await deps.store.projection(id)).toMatchObject({ stepNo: 2, openRequests: [] })
  })

  test('what was typed and not sent is kept for its person alone, and forgotten once it is accepted', async () => {
    const id = await begin({ usable: 'no' })
    const name = stepDraft(id, 1, 'collect-data')
    expect(await acts.saveDraft(yamada, name, { act: ['answerCollect'], 'items[0].what': ['業務ログ'] })).toMatchObject({ ok: true })
    expect(await pages.draft(yamada, name)).toMatchObject({ ok: true, value: { values: { 'items[0].what': ['業務ログ'] } } })
    expect(await pages.draft(sato, name)).toEqual({ ok: true, value: null })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))
    expect(await pages.draft(yamada, name)).toEqual({ ok: true, value: null })
  })

  test('gone on without waiting: the request of step 5 keeps the old server, the answer is taken later and finishes step 1', async () => {
    const id = await begin({ usable: 'no' })
    const agreed = { reason: '夜間で応答がない', agreedBy: '鈴木課長' }
    expect(await codes(press(tanaka, id, 'goOnWithoutWaiting', agreed))).toEqual(['notDriver'])
    expect(await codes(press(sato, id, 'goOnWithoutWaiting', { ...agreed, agreedBy: ' ' }))).toEqual(['whoAgreedMissing'])
    await accepted(press(sato, id, 'goOnWithoutWaiting', agreed))
    await accepted(press(sato, id, 'confirm'))
    await accepted(press(sato, id, 'giveSecondEvidence', { hypervisorShows: 'alreadyOff', by: '佐藤', at: '03:10', note: '応答がない' }))
    await accepted(press(sato, id, 'enterAfterwards', { what: '登録を解除した', doneBy: '佐藤', doneAt: '03:11' }))
    const request = { returnHandling: 'mayBeDeleted', approvalKind: 'afterwards', approvedBy: '鈴木課長', impact: '縮退', template: 'tmpl', ipWish: 'newIp' }
    expect(await codes(press(sato, id, 'sendRequest', request))).toEqual(['returnTooEarly'])
    await accepted(press(sato, id, 'sendRequest', { ...request, returnHandling: 'keepUntilWeSay' }))
    expect(await acts.onStep(yamada, await drawnAt(yamada, { recoveryId: id, leg: 1, no: 1 }, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))).toMatchObject({ ok: true })
    expect(await pages.step(sato, { recoveryId: id, leg: 1, no: 1 })).toMatchObject({ ok: true, value: { state: { status: 'done', openForAnswer: false } } })
    expect(await pages.report(sato, id)).toMatchObject({ ok: true, value: { deviations: expect.arrayContaining([expect.objectContaining({ stepNo: 1, reason: '夜間で応答がない' })]) } })
  })

  test('mistakes in a row are named by their row', async () => {
    const id = await begin({ usable: 'no' })
    const pressed = press(yamada, id, 'answerCollect', { 'items[1].what': 'ログ', 'items[1].sha256': 'xyz' })
    expect(await pressed).toMatchObject({ ok: false, refusals: expect.arrayContaining([expect.objectContaining({ code: 'hashUnreadable', field: 'items[1].sha256' }), expect.objectContaining({ field: 'items[1].where' })]) })
  })

  test('what was told by telephone is entered by the driver, marked so', async () => {
    const id = await begin({ usable: 'no' })
    const told = { nothing: 'yes', nothingBecause: '起動しない', enteredForWho: '山田', enteredForHow: 'phone', enteredForAt: '03:10' }
    expect(await codes(press(tanaka, id, 'answerCollect', told))).toEqual(['notDriver'])
    await accepted(press(sato, id, 'answerCollect', told))
    expect(await pages.report(sato, id)).toMatchObject({ ok: true, value: { deviations: [{ code: 'reportReceived', stepNo: 1, reason: '山田' }], chainBad: null } })
  })
})

describe('on hold', () => {
  const HOUR_MS = 3_600_000
  const hold = (recoveryId: string, fields: Readonly<Record<string, string>> = {}): PostedForm =>
    form({ act: 'hold', recoveryId, key: randomUUID(), category: 'parts', reason: '部品待ち', plannedAt: '', informed: '', ...fields })
  const resume = (recoveryId: string): PostedForm => form({ act: 'resume', recoveryId, key: randomUUID() })

  test('records why, until when and who was told, and shows it to both parties', async () => {
    const id = await begin({ usable: 'no' })
    expect(await acts.onRecovery(sato, hold(id, { plannedAt: '09:00', informed: '山田、鈴木課長' }))).toMatchObject({ ok: true })
    for (const actor of [sato, yamada])
      expect(await pages.recovery(actor, id)).toMatchObject({ ok: true, value: { state: 'held', held: { category: 'parts', reason: '部品待ち', plannedAt: Date.parse('2026-11-22T09:00:00+09:00'), informed: '山田、鈴木課長', by: { id: 'sato' } } } })
    expect(await acts.onRecovery(tanaka, resume(id))).toMatchObject({ ok: false, refusals: [{ code: 'notDriver' }] })
    expect(await acts.onRecovery(sato, resume(id))).toMatchObject({ ok: true })
    expect(await acts.onRecovery(sato, hold(id))).toMatchObject({ ok: true })
    expect(await pages.recovery(yamada, id)).toMatchObject({ ok: true, value: { held: { plannedAt: null, informed: null } } })
  })

  test('an answer is taken, every act on a step is refused, and nobody is waited for', async () => {
    const id = await begin({ usable: 'no' })
    const pressed = await drawn(sato, id, 'goOnWithoutWaiting', { reason: '夜間', agreedBy: '鈴木課長' })
    await acts.onRecovery(sato, hold(id))
    expect(await codes(acts.onStep(sato, pressed))).toEqual(['recoveryHeld'])
    expect(await deps.store.projection(id)).toMatchObject({ waitsFor: 'none', openRequests: [{ key: 'collect-data' }] })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))
    expect(await pages.recovery(sato, id)).toMatchObject({ ok: true, value: { status: 'held', progress: { done: 1 } } })
  })

  test('resuming reads the state and shows what changed meanwhile; the report counts the pause as a pause', async () => {
    const id = await begin({ usable: 'no' })
    await acts.onRecovery(sato, hold(id))
    now += 50 * HOUR_MS
    servers = [{ ...dead, access: 'online' }, ...servers.slice(1)]
    expect(await acts.onRecovery(sato, resume(id))).toMatchObject({ ok: true })
    now += HOUR_MS
    expect(await pages.recovery(yamada, id)).toMatchObject({ ok: true, value: { status: 'open', held: null, resumed: { changes: [{ server: '192.168.1.101', field: 'access' }] } } })
    expect(await pages.report(sato, id)).toMatchObject({ ok: true, value: { timeSplit: { heldMs: 50 * HOUR_MS, waitingMs: { resourceManager: HOUR_MS }, elapsedMs: 51 * HOUR_MS } } })
  })

  test('a manager that is silent keeps nobody from going on', async () => {
    const id = await begin()
    await acts.onRecovery(sato, hold(id))
    isSilent = true
    expect(await acts.onRecovery(sato, resume(id))).toMatchObject({ ok: true })
    expect(await pages.recovery(sato, id)).toMatchObject({ ok: true, value: { status: 'open', resumed: { changes: [] } } })
  })
})

describe('pages about the recovery as a whole', () => {
  test('what was typed is kept, and forgotten once it is accepted', async () => {
    const id = await begin()
    const name = recoveryDraft(id, 'hold')
    await acts.saveDraft(sato, name, { act: ['hold'], category: ['parts'], reason: ['部品'] })
    expect(await pages.draft(sato, name)).toMatchObject({ ok: true, value: { values: { reason: ['部品'] } } })
    expect(await acts.onRecovery(sato, form({ act: 'hold', recoveryId: id, key: randomUUID(), category: 'parts', reason: '部品待ち' }))).toMatchObject({ ok: true })
    expect(await pages.draft(sato, name)).toEqual({ ok: true, value: null })
  })
})

describe('queries', () => {
  test('every entry of the timeline carries the hash that the record is checked by', async () => {
    const id = await toUnmark()
    const timeline = await pages.timeline(takahashi, id)
    if (!timeline.ok) throw new Error(timeline.error.code)
    const hashes = timeline.value.entries.map(({ hash }) => hash)
    expect(new Set(hashes).size).toBe(4)
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(hashes.at(-1)).toBe(await deps.store.headHash(id))
  })

  test('home, list and inbox take the same number of statements with one recovery and with many', async () => {
    const { engine } = database
    let statements = 0
    const counted = { ...engine, db: new Proxy(engine.db, { get: (target, name) => (name === 'select' && (statements += 1), Reflect.get(target, name) as unknown) }) }
    const countedPages = createQueries({ ...deps, store: createRecoveryStore(counted), sites: createSiteStore(counted) })
    const count = async () => {
      statements = 0
      await countedPages.home(sato)
      await countedPages.list(sato, {}, null)
      await countedPages.inbox(yamada)
      return statements
    }
    await begin()
    const withOne = await count()
    for (const last of [102, 103, 104, 105]) {
      servers = [...servers, { ...dead, id: `192.168.1.${last}` }]
      await begin({ server: `192.168.1.${last}`, usable: 'no' })
    }
    expect(await count()).toBe(withOne)
  })

  test('a living job that the record does not know is told where it matters; where it lies, to administrators alone', async () => {
    const id = await begin()
    const job = { connectionId: DEMO_CONNECTION_ID, job: 'a1', state: 'running', since: now, alive: true }
    const told = createQueries({ ...deps, executor: { ...executor, strangers: () => [job, { ...job, job: 'over', alive: false }, { ...job, connectionId: 'elsewhere', job: 'b2' }] } })
    const known = { connectionId: DEMO_CONNECTION_ID, connectionName: 'mgr01', job: 'a1', since: now }
    for (const recovery of [id, null]) expect(await told.strangers(sato, recovery)).toEqual({ ok: true, value: [{ ...known, folder: null }] })
    expect(await told.strangers(suzuki, null)).toEqual({ ok: true, value: [{ ...known, folder: '/var/jobs/a1' }] })
    expect(await told.strangers(sato, 'R-2026-9999')).toEqual({ ok: true, value: [] })
    expect(await pages.strangers(sato, null)).toEqual({ ok: true, value: [] })
  })

  test('nobody without a role looks at anything', async () => {
    const id = await begin()
    const stranger: Actor = { id: 'x', name: 'x', roles: [] }
    for (const answer of [await pages.home(stranger), await pages.recovery(stranger, id), await pages.timeline(stranger, id), await pages.report(stranger, id), await pages.strangers(stranger, null)])
      expect(answer).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await pages.targets(yamada)).toMatchObject({ ok: false, error: { code: 'notYourRole' } })
  })
})

describe('two recoveries that turn out to have one server', () => {
  const SECOND = 'mgr02'
  const known = async (connectionId: string): Promise<void> => {
    await createSiteStore(database.engine).saveIdentity(connectionId, 'the one manager')
    await createIdentityReport(deps)(connectionId, 'the one manager')
  }
  /** Sato begins under one connection, Tanaka a minute later under another one that leads to the same manager. */
  async function beginBoth(): Promise<readonly [earlier: string, later: string]> {
    const sites = createSiteStore(database.engine)
    const [connection, unit] = [await sites.connection(DEMO_CONNECTION_ID), await sites.unit(DEMO_CONNECTION_ID, 'gyoumu_a')]
    if (!connection || !unit) throw new Error('the demo has both')
    await sites.saveConnection({ ...connection, id: SECOND, name: SECOND })
    await sites.saveUnit({ ...unit, connectionId: SECOND })
    const earlier = await begin()
    now += 60_000
    const answer = await acts.start(tanaka, startForm({ connectionId: SECOND }))
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    return [earlier, answer.recoveryId]
  }

  test('the later one is put on hold by the machine, with the number of the other, whoever is known first', async () => {
    const [earlier, later] = await beginBoth()
    await known(SECOND)
    expect(await pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { status: 'open' } })
    await known(DEMO_CONNECTION_ID)
    expect(await pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { held: { category: 'sameServer', reason: earlier, by: { id: 'system' } } } })
    expect(await pages.recovery(sato, earlier)).toMatchObject({ ok: true, value: { status: 'open', held: null } })
    await accepted(press(sato, earlier, 'confirm', { host: 'hv01' }))
  })

  test('it is resumed when the earlier one has ended, and not before', async () => {
    const [earlier, later] = await beginBoth()
    await known(DEMO_CONNECTION_ID)
    await known(SECOND)
    const resume = () => acts.onRecovery(tanaka, form({ act: 'resume', recoveryId: later, key: randomUUID() }))
    expect(await resume()).toMatchObject({ ok: false, refusals: [{ code: 'serverInRecovery', values: { recovery: earlier, name: '佐藤 花子' } }] })
    expect(await acts.onRecovery(sato, form({ act: 'stop', recoveryId: earlier, key: randomUUID(), reason: '重複' }))).toMatchObject({ ok: true })
    expect(await resume()).toMatchObject({ ok: true })
    expect(await pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { status: 'open' } })
  })

  test('its running command is reported to the end, and then it rests', async () => {
    const [earlier, later] = await beginBoth()
    for (const fields of [{ host: 'hv01' }, { what: '再起動', by: '田中' }, {}] as Record<string, string>[]) await accepted(press(tanaka, later, 'confirm', fields))
    await accepted(press(tanaka, later, 'run'))
    const [attempt = ''] = woken
    await known(SECOND)
    await known(DEMO_CONNECTION_ID)
    expect(await pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { status: 'open' } })
    const declined = { type: 'declined' as const, leg: 1, step: 'unmark' as const, attempt, why: 'drift' as const, changes: [], reading: null, detail: null }
    expect(await createMachineReport(deps)(later, declined, { attempt, owner: 'this process', epoch: 1 })).toBe('recorded')
    expect(await pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { held: { category: 'sameServer', reason: earlier } } })
  })
})

describe('a connection that people serve, which never tells which manager it leads to', () => {
  const BY_HAND = 'by-hand'
  const OTHER_UNIT = 'gyoumu_b'
  beforeEach(async () => {
    const sites = createSiteStore(database.engine)
    const [connection, unit] = [await sites.connection(DEMO_CONNECTION_ID), await sites.unit(DEMO_CONNECTION_ID, 'gyoumu_a')]
    if (!connection || !unit) throw new Error('the demo has both')
    await sites.saveConnection({ ...connection, id: BY_HAND, name: BY_HAND, transport: 'manual' })
    for (const name of ['gyoumu_a', OTHER_UNIT]) await sites.saveUnit({ ...unit, connectionId: BY_HAND, name })
    await sites.saveIdentity(DEMO_CONNECTION_ID, 'known')
  })
  const startBy = (actor: Actor, change: Readonly<Record<string, string>>) => acts.start(actor, startForm(change))

  test.each([[DEMO_CONNECTION_ID, BY_HAND], [BY_HAND, DEMO_CONNECTION_ID]])('a server that is in a recovery through %s is not taken into another one through %s', async (first, second) => {
    const begun = await startBy(sato, { connectionId: first })
    if (!begun.ok) throw new Error(JSON.stringify(begun.refusals))
    expect(await startBy(tanaka, { connectionId: second })).toMatchObject({ ok: false, refusals: [{ code: 'serverInRecovery', values: { recovery: begun.recoveryId, name: '佐藤 花子' } }] })
    await acts.onRecovery(sato, form({ act: 'stop', recoveryId: begun.recoveryId, key: randomUUID(), reason: '誤報' }))
    expect(await startBy(tanaka, { connectionId: second })).toMatchObject({ ok: true })
  })

  test('another server, and a unit of another name, is taken', async () => {
    await begin()
    expect(await startBy(tanaka, { connectionId: BY_HAND, unit: OTHER_UNIT })).toMatchObject({ ok: true })
    expect(await startBy(tanaka, { connectionId: BY_HAND, server: '192.168.1.102' })).toMatchObject({ ok: true })
  })

  test('of two that begin at the same moment the later one is put on hold', async () => {
    const [one, other] = await Promise.all([startBy(sato, {}), startBy(tanaka, { connectionId: BY_HAND })])
    const begun = [one, other].flatMap((answer) => (answer.ok ? [answer.recoveryId] : []))
    const states = await Promise.all(begun.map(async (id) => (await pages.recovery(sato, id))))
    expect(states.filter((state) => state.ok && state.value.status === 'open')).toHaveLength(1)
  })
})

test('a report that meets a lock is not taken for one that is known already', async () => {
  const id = await toUnmark()
  await accepted(press(sato, id, 'run'))
  const [attempt = ''] = woken
  const declined = { type: 'declined' as const, leg: 1, step: 'unmark' as const, attempt, why: 'drift' as const, changes: [], reading: null, detail: null }
  const locked: Deps = { ...deps, store: { ...deps.store, append: async () => err({ code: 'serverInRecovery' as const, recoveryId: null }) } }
  await expect(createMachineReport(locked)(id, declined, { attempt, owner: 'this process', epoch: 1 })).rejects.toThrow('serverInRecovery')
  expect(await createMachineReport(deps)(id, declined, { attempt, owner: 'this process', epoch: 1 })).toBe('recorded')
})
