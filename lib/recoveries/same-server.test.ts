import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createSiteStore } from '@/db/stores/sites'
import type { Actor } from '@/lib/recovery/intents'
import { DEMO_CONNECTION_ID } from '@/lib/sites/demo-site'
import { createIdentityReport, createMachineReport } from './report'
import { sato, tanaka } from './testing/people'
import { accepted, form, startForm, useStage } from './testing/stage'

const stage = useStage()
const { begin, press, time, woken } = stage

describe('two recoveries that turn out to have one server', () => {
  const SECOND = 'mgr02'
  const known = async (connectionId: string): Promise<void> => {
    await createSiteStore(stage.database.engine).saveIdentity(connectionId, 'the one manager')
    await createIdentityReport(stage.deps)(connectionId, 'the one manager')
  }
  /** Sato begins under one connection, Tanaka a minute later under another one that leads to the same manager. */
  async function beginBoth(): Promise<readonly [earlier: string, later: string]> {
    const sites = createSiteStore(stage.database.engine)
    const [connection, unit] = [await sites.connection(DEMO_CONNECTION_ID), await sites.unit(DEMO_CONNECTION_ID, 'gyoumu_a')]
    if (!connection || !unit) throw new Error('the demo has both')
    await sites.saveConnection({ ...connection, id: SECOND, name: SECOND })
    await sites.saveUnit({ ...unit, connectionId: SECOND })
    const earlier = await begin()
    time.now += 60_000
    const answer = await stage.acts.start(tanaka, startForm({ connectionId: SECOND }))
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    return [earlier, answer.recoveryId]
  }

  test('the later one is put on hold by the machine, with the number of the other, whoever is known first', async () => {
    const [earlier, later] = await beginBoth()
    await known(SECOND)
    expect(await stage.pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { status: 'open' } })
    await known(DEMO_CONNECTION_ID)
    expect(await stage.pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { held: { category: 'sameServer', reason: earlier, by: { id: 'system' } } } })
    expect(await stage.pages.recovery(sato, earlier)).toMatchObject({ ok: true, value: { status: 'open', held: null } })
    await accepted(press(sato, earlier, 'confirm', { host: 'hv01' }))
  })

  test('it is resumed when the earlier one has ended, and not before', async () => {
    const [earlier, later] = await beginBoth()
    await known(DEMO_CONNECTION_ID)
    await known(SECOND)
    const resume = () => stage.acts.onRecovery(tanaka, form({ act: 'resume', recoveryId: later, key: randomUUID() }))
    expect(await resume()).toMatchObject({ ok: false, refusals: [{ code: 'serverInRecovery', values: { recovery: earlier, name: '佐藤 花子' } }] })
    expect(await stage.acts.onRecovery(sato, form({ act: 'stop', recoveryId: earlier, key: randomUUID(), reason: '重複' }))).toMatchObject({ ok: true })
    expect(await resume()).toMatchObject({ ok: true })
    expect(await stage.pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { status: 'open' } })
  })

  test('its running command is reported to the end, and then it rests', async () => {
    const [earlier, later] = await beginBoth()
    for (const fields of [{ host: 'hv01' }, { what: '再起動', by: '田中' }, {}] as Record<string, string>[]) await accepted(press(tanaka, later, 'confirm', fields))
    await accepted(press(tanaka, later, 'run'))
    const [attempt = ''] = woken
    await known(SECOND)
    await known(DEMO_CONNECTION_ID)
    expect(await stage.pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { status: 'open' } })
    const declined = { type: 'declined' as const, leg: 1, step: 'unmark' as const, attempt, why: 'drift' as const, changes: [], reading: null, detail: null }
    expect(await createMachineReport(stage.deps)(later, declined, { attempt, owner: 'this process', epoch: 1 })).toBe('recorded')
    expect(await stage.pages.recovery(tanaka, later)).toMatchObject({ ok: true, value: { held: { category: 'sameServer', reason: earlier } } })
  })
})

describe('a connection that people serve, which never tells which manager it leads to', () => {
  const BY_HAND = 'by-hand'
  const OTHER_UNIT = 'gyoumu_b'
  beforeEach(async () => {
    const sites = createSiteStore(stage.database.engine)
    const [connection, unit] = [await sites.connection(DEMO_CONNECTION_ID), await sites.unit(DEMO_CONNECTION_ID, 'gyoumu_a')]
    if (!connection || !unit) throw new Error('the demo has both')
    await sites.saveConnection({ ...connection, id: BY_HAND, name: BY_HAND, transport: 'manual' })
    for (const name of ['gyoumu_a', OTHER_UNIT]) await sites.saveUnit({ ...unit, connectionId: BY_HAND, name })
    await sites.saveIdentity(DEMO_CONNECTION_ID, 'known')
  })
  const startBy = (actor: Actor, change: Readonly<Record<string, string>>) => stage.acts.start(actor, startForm(change))

  test.each([[DEMO_CONNECTION_ID, BY_HAND], [BY_HAND, DEMO_CONNECTION_ID]])('a server that is in a recovery through %s is not taken into another one through %s', async (first, second) => {
    const begun = await startBy(sato, { connectionId: first })
    if (!begun.ok) throw new Error(JSON.stringify(begun.refusals))
    expect(await startBy(tanaka, { connectionId: second })).toMatchObject({ ok: false, refusals: [{ code: 'serverInRecovery', values: { recovery: begun.recoveryId, name: '佐藤 花子' } }] })
    await stage.acts.onRecovery(sato, form({ act: 'stop', recoveryId: begun.recoveryId, key: randomUUID(), reason: '誤報' }))
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
    const states = await Promise.all(begun.map(async (id) => (await stage.pages.recovery(sato, id))))
    expect(states.filter((state) => state.ok && state.value.status === 'open')).toHaveLength(1)
  })
})
