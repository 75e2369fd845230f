// What step 6's report is held against, over the real stores on SQLite; the management server is plain values.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { createSiteStore } from '@/db/stores/sites'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { begin } from '@/db/testing/samples'
import { toProjection } from '@/lib/recoveries/projection'
import type { NewEvent } from '@/lib/recovery/events'
import { FAILED, FAILED_SERVICE, healthyServer, manager, NEW, NEW_SERVICE, OTHER, type Play, replacement, upTo } from '@/lib/recovery/testing/play'
import { DEMO_CONNECTION_ID, seedDemoSite } from '@/lib/sites/demo-site'
import type { SiteStore, Unit } from '@/lib/sites/ports'
import type { Reading } from '@/lib/vmiunit/outcome'
import { findForReport } from './report-checks'

let database: TestDatabase
let sites: SiteStore
let play: Play
let reading: Reading

const OTHER_SERVICE = '192.168.2.102'
const THIRD = '192.168.1.103'

beforeEach(async () => {
  database = await openTestDatabase('sqlite', null)
  sites = createSiteStore(database.engine)
  await seedDemoSite(sites, { vmiunitPath: '/opt/vmiunit', jobsDir: '/var/jobs' })
  play = playOfDemo()
  reading = play.read()
})
afterEach(() => database.dispose())

/** A recovery of the demo's unit that waits for the report. */
function playOfDemo(): Play {
  const begun = upTo({ procedure: 'replace', facts: { connectionId: DEMO_CONNECTION_ID } }, 'clone-and-report')
  begun.servers = [...begun.servers, healthyServer(THIRD)]
  return begun
}

const unit = async (): Promise<Unit> => {
  const known = await sites.unit(DEMO_CONNECTION_ID, 'gyoumu_a')
  if (!known) throw new Error('the demo has its unit')
  return known
}
const deps = () => ({ sites, store: createRecoveryStore(database.engine), readings: { readNow: async () => reading }, clock: { now: () => play.at } })

/** Answers with these addresses; what was recorded, or the refusal. */
async function answer(over: Partial<typeof replacement> = {}) {
  const reported = { ...replacement, ...over }
  const findings = await findForReport(deps(), play.state, { identifier: reported.id, serviceIp: reported.serviceIp })
  const decided = play.decide({ type: 'answerReport', leg: 1, replacement: reported, checks: findings.checks, reading: findings.reading, enteredFor: null }, manager)
  if (!decided.ok) return decided.error
  const [event] = decided.value.events
  return event?.type === 'ReplacementReported' ? event.body.checks : null
}
const outcomeOf = (checks: Awaited<ReturnType<typeof answer>>, code: string) => (Array.isArray(checks) ? checks.find((check) => check.code === code)?.outcome : checks)

/** Another open recovery, as its history tells it. */
async function alsoOpen(other: Play): Promise<void> {
  const events = other.events.map(({ type, v, body }) => ({ type, v, body }) as NewEvent)
  const stored = await deps().store.append({ ...begin('R-2026-0099'), events, projection: { ...toProjection(other.state, other.at), id: 'R-2026-0099' }, lockedServers: [] })
  expect(stored).toMatchObject({ ok: true })
}

describe('what the settings say', () => {
  test('the service address of another registered server is refused at its own field', async () => {
    expect(await answer({ serviceIp: OTHER_SERVICE })).toMatchObject({ code: 'addressInUnit', field: 'serviceIp', values: { address: OTHER_SERVICE, unit: 'gyoumu_a' } })
    expect(await answer({ id: OTHER_SERVICE })).toMatchObject({ code: 'addressInUnit', field: 'id', values: { address: OTHER_SERVICE } })
  })

  test('so are both addresses of a server in another unit of the connection, and its unit is named', async () => {
    await sites.saveUnit({ ...(await unit()), name: 'gyoumu_b', servers: [{ id: NEW, serviceIp: NEW_SERVICE, hypervisorName: null, hostName: null }] })
    expect(await answer()).toMatchObject({ code: 'addressInUnit', field: 'id', values: { address: NEW, unit: 'gyoumu_b' } })
    expect(await answer({ id: '192.168.1.111' })).toMatchObject({ code: 'addressInUnit', field: 'serviceIp', values: { address: NEW_SERVICE, unit: 'gyoumu_b' } })
  })

  test('a hidden unit and another connection say nothing', async () => {
    await sites.saveUnit({ ...(await unit()), name: 'gyoumu_b', retiredAt: 1, servers: [{ id: NEW, serviceIp: NEW_SERVICE, hypervisorName: null, hostName: null }] })
    expect(outcomeOf(await answer(), 'serviceIpFree')).toBe('ok')
  })

  test('a server that the complete reading does not list any more keeps no address from the new one; with a silent manager it does', async () => {
    const known = await unit()
    await sites.saveUnit({ ...known, servers: [...known.servers, { id: NEW, serviceIp: NEW_SERVICE, hypervisorName: null, hostName: null }] })
    expect(outcomeOf(await answer(), 'serviceIpFree')).toBe('ok')
    reading = play.read(false)
    expect(await answer()).toMatchObject({ code: 'addressInUnit', field: 'id' })
  })

  test('addresses of the failed server are asked about, not refused', async () => {
    expect(await answer({ serviceIp: FAILED_SERVICE })).toMatchObject({ code: 'keptServiceIpAsk', field: 'serviceIp' })
    expect(await answer({ id: FAILED, keptAddress: { offSeenAt: '03:20', origin: 'oldRepaired' } })).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'differsFromFailed', outcome: 'asked' })]))
  })

  test('that a service address is free is said only where those of all others are known', async () => {
    expect(outcomeOf(await answer(), 'serviceIpFree')).toBe('ok')
    const known = await unit()
    await sites.saveUnit({ ...known, servers: known.servers.map((server) => (server.id === OTHER ? { ...server, serviceIp: null } : server)) })
    expect(outcomeOf(await answer(), 'serviceIpFree')).toBe('unread')
    await sites.saveUnit({ ...known, servers: known.servers.filter(({ id }) => id !== OTHER) })
    expect(outcomeOf(await answer(), 'serviceIpFree')).toBe('unread')
    await sites.saveUnit(known)
    reading = play.read(false)
    expect(outcomeOf(await answer(), 'serviceIpFree')).toBe('unread')
  })
})

describe('what other open recoveries say', () => {
  const THEIRS = { ...replacement, id: '192.168.1.120', serviceIp: '192.168.2.120' }
  const reportedElsewhere = async (): Promise<void> => {
    const other = playOfDemo()
    other.do({ type: 'answerReport', leg: 1, replacement: THEIRS, checks: [], reading: other.read(), enteredFor: null }, manager)
    await alsoOpen(other)
  }

  test('a service address that is reported there is refused at its own field, and so is an identifier', async () => {
    await reportedElsewhere()
    expect(await answer({ serviceIp: THEIRS.serviceIp })).toMatchObject({ code: 'addressInOtherRecovery', field: 'serviceIp' })
    expect(await answer({ id: THEIRS.id })).toMatchObject({ code: 'addressInOtherRecovery', field: 'id' })
    expect(outcomeOf(await answer(), 'notInOtherRecovery')).toBe('ok')
  })

  test('an ended one holds no address', async () => {
    const other = playOfDemo()
    other.do({ type: 'answerReport', leg: 1, replacement: THEIRS, checks: [], reading: other.read(), enteredFor: null }, manager)
    other.do({ type: 'stop', reason: 'x' })
    await alsoOpen(other)
    expect(outcomeOf(await answer({ serviceIp: THEIRS.serviceIp }), 'notInOtherRecovery')).toBe('ok')
  })
})
