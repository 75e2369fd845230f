// Home and inbox over the real store on SQLite, from rows as recoveries leave them.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { createSiteStore } from '@/db/stores/sites'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { ACTOR, begin, projection, STARTED_AT } from '@/db/testing/samples'
import type { Actor } from '@/lib/recovery/intents'
import { DEMO_CONNECTION_ID, seedDemoSite } from '@/lib/sites/demo-site'
import type { OpenRequest, Projection, RecoveryStore } from '../ports'
import { homeView, inboxView } from './lists'

const MINUTE_MS = 60_000
const at = (minutes: number): number => STARTED_AT + minutes * MINUTE_MS
const driver: Actor = { ...ACTOR, roles: ['systemBuilder'] }
const manager: Actor = { id: 'manager', name: '山田', roles: ['resourceManager'] }
const observer: Actor = { id: 'observer', name: '高橋', roles: ['observer'] }

let database: TestDatabase
let store: RecoveryStore
let deps: Parameters<typeof homeView>[0]
beforeEach(async () => {
  database = await openTestDatabase('sqlite', null)
  store = createRecoveryStore(database.engine)
  const sites = createSiteStore(database.engine)
  await seedDemoSite(sites, { vmiunitPath: '/opt/vmiunit', jobsDir: '/var/jobs' })
  deps = { store, sites, clock: { now: () => at(100) } }
})
afterEach(() => database.dispose())

let last = 100
async function recovery(id: string, change: Partial<Projection>): Promise<void> {
  const failedServer = `192.168.1.${last++}`
  const stored = await store.append(begin(id, { failedServer, projection: projection(id, { connectionId: DEMO_CONNECTION_ID, failedServer, ...change }) }))
  if (!stored.ok) throw new Error(stored.error.code)
}
const request = (no: string, sentMinute: number, dueMinute: number | null, promisedMinute: number | null = null): OpenRequest => ({
  no, leg: 1, key: 'collect-data', stepNo: 1, status: 'unread', sentAt: at(sentMinute), dueAt: dueMinute === null ? null : at(dueMinute), promisedAt: promisedMinute === null ? null : at(promisedMinute), sentBy: '佐藤', acceptedBy: null, countsFrom: at(sentMinute), restedMs: 0, reminded: 0,
})
/** Waits for the resource manager since, until. */
const waitingFor = (sinceMinute: number, dueMinute: number | null, promisedMinute: number | null = null): Partial<Projection> => {
  const asked = request('', sinceMinute, dueMinute, promisedMinute)
  return { waitsFor: 'resourceManager', waitingSince: asked.sentAt, dueAt: asked.dueAt, promisedAt: asked.promisedAt, openRequests: [asked] }
}
const home = async (actor: Actor) => {
  const view = await homeView(deps, actor)
  if (!view.ok) throw new Error(view.error.code)
  return view.value
}
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

test('who waits for others stands in the order of urgency, with since when, by when and how to reach them', async () => {
  await recovery('R-1', waitingFor(50, 120))
  await recovery('R-2', waitingFor(40, 90, 150))
  await recovery('R-3', waitingFor(60, 95))
  await recovery('R-4', waitingFor(30, 200, 99))
  const { waiting } = await home(driver)
  expect(ids(waiting)).toEqual(['R-4', 'R-3', 'R-2', 'R-1'])
  expect(waiting[0]).toMatchObject({ waitingSince: at(30), dueAt: at(200), promisedAt: at(99), contact: { name: 'リソース管理 当番 山田', phone: '03-0000-0101', mail: 'rm-duty@resources.example.com' } })
})

test('what waits for the hand of its driver, and what needs a decision, begins with the oldest', async () => {
  await recovery('R-1', { waitingSince: at(70) })
  await recovery('R-2', { waitingSince: at(20) })
  await recovery('R-3', { waitingSince: at(40) })
  await recovery('R-4', { waitingSince: at(90), state: 'unknown', waitsFor: 'machine' })
  await recovery('R-5', { waitingSince: at(80), state: 'attention', driverId: 'somebody-else' })
  const mine = await home(driver)
  expect([ids(mine.yours), ids(mine.decide)]).toEqual([['R-2', 'R-3', 'R-1'], ['R-5', 'R-4']])
  expect([ids((await home(observer)).decide), ids((await home(manager)).decide)]).toEqual([[], []])
})

test('requests stand in the inbox and on home of who answers them: the overdue first, then the oldest', async () => {
  await recovery('R-1', { openRequests: [request('R-1-1', 10, null), request('R-1-5', 80, 95)] })
  await recovery('R-2', { openRequests: [request('R-2-1', 5, 90, 130), request('R-2-13', 70, 200, 99)] })
  const inbox = await inboxView(deps, manager)
  const order = ['R-2-13', 'R-1-5', 'R-2-1', 'R-1-1']
  expect(inbox.ok && inbox.value.open.map(({ no }) => no)).toEqual(order)
  expect((await home(manager)).requests.map(({ no }) => no)).toEqual(order)
  expect((await home(driver)).requests).toEqual([])
})
