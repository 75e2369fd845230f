import { describe, expect, test } from 'vitest'
import type { Connection, NewSiteChange, Unit } from '@/lib/sites/ports'
import type { Reading } from '@/lib/vmiunit/outcome'
import { createDraftStore } from '../../stores/drafts'
import { createDrawnReadings } from '../../stores/drawn-readings'
import { createSiteStore } from '../../stores/sites'
import type { Current } from '../contract'
import { rawRun, refusalOf } from './raw'

const CONNECTION: Connection = {
  id: 'connection-1', name: '本番', transport: 'ssh', host: 'mgr01', port: 2222, user: 'vmiop', keyFile: '/etc/shirube/key', hostKey: 'ssh-ed25519 AAAA', sshConfig: null,
  scriptPath: '/opt/shirube/shirube-exec.sh', forcedCommand: true, vmiunitPath: '/opt/vmiunit', jobsDir: '/var/lib/jobs', charset: 'shift_jis', identity: null,
  pressLimitMs: 30_000, loadBalancerLinkage: 'enabled', timeOutsMs: { attach: 600_000 }, lastTest: null, retiredAt: null,
}
const UNIT: Unit = {
  connectionId: 'connection-1', name: 'gyoumu_a', displayName: '業務 A', loadBalancer: 'linked', separateNetworks: true, loadBalancerContact: null,
  template: { name: 'ap', version: '3', os: 'Linux', hypervisorKind: 'KVM' }, wantedData: 'ログ', businessCheck: null, targetMinutes: 60, requestDueMinutes: 240,
  whoMustBeTold: ['運用課'], contacts: [{ role: 'business', name: '業務担当', phone: '03', mail: 'gyoumu@example.com', locale: 'en', order: 1 }],
  servers: [{ id: '192.168.1.101', serviceIp: '192.168.2.101', hypervisorName: 'vm1', hostName: null }], retiredAt: null,
}

const READING: Reading = { id: 'reading-1', unit: 'gyoumu_a', startedAt: 1, readAt: 2, servers: [{ id: '192.168.1.101', markComment: '調査中' }], messages: [], complete: true, gaps: [], source: 'read' }

export const siteContract = (database: Current) => describe('sites, drafts and readings', () => {
  test('a reading that was drawn comes back as it was first drawn, until it is old', async () => {
    const drawn = createDrawnReadings(database().engine)
    await drawn.save(READING, 1_000)
    await drawn.save({ ...READING, complete: false }, 2_000)
    expect(await drawn.load('reading-1')).toEqual(READING)
    expect(await drawn.load('reading-2')).toBeNull()
    await drawn.forgetBefore(1_000)
    expect(await drawn.load('reading-1')).toEqual(READING)
    await drawn.forgetBefore(1_001)
    expect(await drawn.load('reading-1')).toBeNull()
  })

  test('connections and units come back as they were saved, and are changed by saving again', async () => {
    const sites = createSiteStore(database().engine)
    await sites.saveConnection(CONNECTION)
    await sites.saveUnit(UNIT)
    expect(await sites.connections()).toEqual([CONNECTION])
    expect(await sites.units()).toEqual([UNIT])
    await sites.saveIdentity(CONNECTION.id, 'manager-1')
    await sites.saveUnit({ ...UNIT, template: null, contacts: [] })
    const lastTest = { at: 5, checks: [{ name: 'login', code: 'ok', detail: null }] }
    await sites.saveTest(CONNECTION.id, lastTest)
    expect(await sites.connection(CONNECTION.id)).toEqual({ ...CONNECTION, identity: 'manager-1', lastTest })
    expect(await sites.unit(CONNECTION.id, UNIT.name)).toEqual({ ...UNIT, template: null, contacts: [] })
    expect([await sites.connection('other'), await sites.unit(CONNECTION.id, 'other')]).toEqual([null, null])
  })

  test('a unit that cannot be read is named by its row', async () => {
    const { engine } = database()
    const sites = createSiteStore(engine)
    await sites.saveConnection(CONNECTION)
    await sites.saveUnit(UNIT)
    await engine.db.update(engine.tables.units).set({ contacts: '{not json' })
    await expect(sites.unit(CONNECTION.id, UNIT.name)).rejects.toThrow('units connection-1 gyoumu_a')
  })

  test('a contact that was stored before mails had a language gets Japanese ones', async () => {
    const { engine } = database()
    const sites = createSiteStore(engine)
    await sites.saveConnection(CONNECTION)
    await sites.saveUnit(UNIT)
    await rawRun(engine, `UPDATE units SET contacts = '[{"mail":null,"name":"業務担当","order":1,"phone":"03","role":"business"}]'`)
    expect(await sites.unit(CONNECTION.id, UNIT.name)).toMatchObject({ contacts: [{ name: '業務担当', locale: 'ja' }] })
  })

  test('a change of a person is kept with its note, one after the other: who has not seen the last one changes nothing', async () => {
    const sites = createSiteStore(database().engine)
    const note = (id: string, unit: string | null, seen: string | null): NewSiteChange =>
      ({ seen, change: { id, at: 5, actor: { id: 'u1', name: '鈴木' }, connectionId: CONNECTION.id, unit, act: 'changed', fields: [{ name: 'name', before: null, after: '本番' }] } })
    expect(await sites.lastChange(CONNECTION.id, null)).toBeNull()
    const known = { identity: 'm1', lastTest: { at: 7, checks: [] } }
    expect(await sites.changeConnection(CONNECTION, note('a', null, null))).toBe(true)
    expect(await sites.changeUnit(UNIT, note('b', UNIT.name, null))).toBe(true)
    expect(await sites.changeConnection({ ...CONNECTION, name: '予備' }, note('c', null, 'a'))).toBe(true)
    expect(await sites.changeConnection({ ...CONNECTION, name: '上書き' }, note('d', null, 'a'))).toBe(false)
    const both = [sites.changeUnit({ ...UNIT, displayName: '1' }, note('e', UNIT.name, 'b')), sites.changeUnit({ ...UNIT, displayName: '2' }, note('f', UNIT.name, 'b'))]
    expect((await Promise.all(both)).filter((done) => done)).toHaveLength(1)
    expect(await sites.connection(CONNECTION.id)).toMatchObject({ name: '予備' })
    await sites.saveConnection({ ...CONNECTION, ...known })
    expect(await sites.changeConnection({ ...CONNECTION, identity: 'as it was drawn', lastTest: { at: 1, checks: [] } }, note('g', null, 'c'))).toBe(true)
    expect(await sites.connection(CONNECTION.id), 'what the machine learnt meanwhile stays').toMatchObject(known)
    expect(await sites.changeConnection({ ...CONNECTION, identity: null, lastTest: null }, note('h', null, 'g'))).toBe(true)
    expect(await sites.connection(CONNECTION.id), 'unless the change forgets it').toMatchObject({ identity: null, lastTest: null })
    expect([await sites.lastChange(CONNECTION.id, null), (await sites.changes(CONNECTION.id, 10)).length]).toEqual(['h', 6])
    expect((await sites.changes(CONNECTION.id, 10)).find(({ id }) => id === 'b')).toEqual(note('b', UNIT.name, null).change)
    expect(await refusalOf(rawRun(database().engine, "UPDATE site_changes SET actor_name = 'x'"))).toContain('append-only')
    expect(await refusalOf(rawRun(database().engine, 'DELETE FROM site_changes'))).toContain('append-only')
  })

  test('a half-filled form is offered to its owner alone, until it is dropped', async () => {
    const drafts = createDraftStore(database().engine)
    await drafts.save('user-1', 'start', { reason: '理由' }, 1)
    await drafts.save('user-1', 'start', { reason: '理由 2', unit: '' }, 2)
    expect(await drafts.load('user-1', 'start')).toEqual({ values: { reason: '理由 2', unit: '' }, at: 2 })
    expect([await drafts.load('user-2', 'start'), await drafts.load('user-1', 'other')]).toEqual([null, null])
    await drafts.drop('user-1', 'start')
    expect(await drafts.load('user-1', 'start')).toBeNull()
  })
})
