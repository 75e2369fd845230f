// The use cases of the settings over the real stores on SQLite; management servers are plain values.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSiteStore } from '@/db/stores/sites'
import { openTestDatabase, type TestDatabase } from '@/db/testing'
import { err, ok } from '@/lib/std/result'
import type { PostedForm } from '@/lib/recoveries/forms'
import type { Actor } from '@/lib/recovery/intents'
import { isTestDue, startNightly, testWhatIsDue } from './nightly'
import type { Connection, ConnectionTest, ConnectionTools, HostKey, SiteStore } from './ports'
import { createSettings, type Settings } from './settings'

const suzuki: Actor = { id: 'suzuki', name: '鈴木 一郎', roles: ['administrator'] }
const sato: Actor = { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }
const yamada: Actor = { id: 'yamada', name: '山田 太郎', roles: ['resourceManager'] }
const takahashi: Actor = { id: 'takahashi', name: '高橋 直子', roles: ['observer'] }

const NOW = Date.parse('2026-11-22T12:00:00+09:00')
const HOUR_MS = 3_600_000
const key = (name: string): HostKey => ({ type: 'ssh-ed25519', fingerprint: `SHA256:${name}`, line: `ssh-ed25519 ${name}` })

let database: TestDatabase
let sites: SiteStore
let settings: Settings
let tools: ConnectionTools
let open: { id: string; connectionId: string; unit: string }[]
let shown: readonly HostKey[] | null
let tested: string[][]
let checks: ConnectionTest['checks']
let now: number
let count: number

beforeEach(async () => {
  database = await openTestDatabase('sqlite', null)
  sites = createSiteStore(database.engine)
  open = []
  shown = [key('first')]
  tested = []
  checks = [{ name: 'status', code: 'ok', detail: 'gyoumu_a' }]
  now = NOW
  count = 0
  tools = {
    scriptVersion: '2',
    scriptText: '#!/bin/sh\n',
    test: async (connection, units) => { tested.push([connection.name, ...units]); return checks },
    hostKeys: async () => (shown ? ok(shown) : err('refused')),
    fingerprints: (text) => text.split('\n').map((line) => key(line.split(' ')[1] ?? '')),
    copyScript: async () => ok('2'),
    forcedCommand: async () => ({ authorizedKeysLine: 'restrict', install: 'install' }),
  }
  settings = createSettings({ sites, tools, open: async () => open, clock: { now: () => now }, newId: () => `id-${String(count++).padStart(4, '0')}`, log: { info: () => {} } })
})
afterEach(() => database.dispose())

const form = (fields: Readonly<Record<string, string | null>>): PostedForm => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value ?? '']]))
const local = (over: Readonly<Record<string, string>> = {}): PostedForm =>
  form({ act: 'saveConnection', id: '', kind: 'local', seen: '', name: 'mgr01', vmiunitPath: '/opt/vmi/vmiunit', jobsDir: '/var/lib/jobs', charset: 'utf-8', loadBalancerLinkage: 'disabled', pressLimitS: '', ...over })
const ssh = (over: Readonly<Record<string, string>> = {}): PostedForm =>
  ({ ...local({ kind: 'ssh', host: 'mgr02', port: '', user: 'vmiop', login: 'keyFile', keyFile: '/etc/shirube/key', sshConfig: '', scriptPath: '/home/vmiop/shirube-exec.sh', ...over }) })
const unit = (connectionId: string, over: Readonly<Record<string, string>> = {}): PostedForm => form({
  act: 'saveUnit', connectionId, unit: '', seen: '', name: 'gyoumu_a', displayName: '業務A', separateNetworks: 'yes', loadBalancer: 'none', templateName: 'tmpl', templateVersion: '3',
  whoMustBeTold: 'DNS\n\n監視 ', 'contacts[0].role': 'resourceManager', 'contacts[0].name': '山田', 'contacts[0].phone': '03-0000-0101', 'contacts[1].role': 'managerAdministrator',
  'servers[0].id': '１９２．１６８．１．１０１', 'servers[0].hypervisorName': 'vm-01', ...over,
})

async function added(posted: PostedForm = local()): Promise<Connection> {
  const answer = await settings.onConnection(suzuki, posted)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  const found = (await sites.connections()).find(({ name }) => name === posted.name?.[0])
  if (!found) throw new Error('was not saved')
  return found
}
const changing = async (connection: Connection, over: Readonly<Record<string, string>>): Promise<PostedForm> =>
  ({ ...(connection.transport === 'ssh' ? ssh(over) : local(over)), id: [connection.id], seen: [(await sites.lastChange(connection.id, null)) ?? ''], name: [over.name ?? connection.name] })
const refused = async (answer: ReturnType<Settings['onConnection']>) => {
  const told = await answer
  return told.ok ? [] : told.refusals.map(({ code, field }) => (field ? `${field}: ${code}` : code))
}

describe('who may', () => {
  test('only an administrator changes anything; a system builder may test, everybody may look', async () => {
    const connection = await added()
    for (const actor of [sato, yamada, takahashi]) {
      for (const act of ['saveConnection', 'setHostKey', 'copyScript', 'retireConnection', 'bringBackConnection']) expect(await refused(settings.onConnection(actor, { ...local(), act: [act], id: [connection.id] })), act).toEqual(['notAllowed'])
      for (const act of ['saveUnit', 'retireUnit', 'bringBackUnit']) expect(await refused(settings.onUnit(actor, { ...unit(connection.id), act: [act] })), act).toEqual(['notAllowed'])
      expect(await settings.connection(actor, connection.id)).toMatchObject({ ok: true, value: { mayChange: false, mayTest: actor === sato } })
      expect(await settings.hostKey(actor, connection.id)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    }
    expect(await refused(settings.onConnection(yamada, form({ act: 'testConnection', id: connection.id })))).toEqual(['notAllowed'])
    expect(await refused(settings.onConnection(sato, form({ act: 'testConnection', id: connection.id })))).toEqual([])
    expect([await settings.script(takahashi), await settings.script({ ...sato, roles: [] })]).toMatchObject([{ ok: true, value: '#!/bin/sh\n' }, { ok: false }])
    expect(await settings.connections({ ...sato, roles: [] })).toMatchObject({ ok: false })
  })
})

describe('a connection', () => {
  test('is added, changed, and every change names who, when, and what stood there before', async () => {
    const connection = await added()
    expect(connection).toMatchObject({ transport: 'local', pressLimitMs: 30_000, timeOutsMs: {}, identity: null })
    expect(await refused(settings.onConnection(suzuki, await changing(connection, { pressLimitS: '60', 'timeOut.attach': '20' })))).toEqual([])
    expect(await sites.connection(connection.id)).toMatchObject({ pressLimitMs: 60_000, timeOutsMs: { attach: 1_200_000 } })
    const view = await settings.connection(sato, connection.id)
    expect(view.ok && view.value.changes).toMatchObject([
      { act: 'changed', actor: { name: '鈴木 一郎' }, at: NOW, fields: [{ name: 'pressLimitMs', before: '30000', after: '60000' }, { name: 'timeOutsMs', before: '{}', after: '{"attach":1200000}' }] },
      { act: 'added' },
    ])
  })

  test('saved unchanged it leaves no note; changed by another meanwhile it is not overwritten', async () => {
    const connection = await added()
    const mine = await changing(connection, { charset: 'euc-jp' })
    expect(await refused(settings.onConnection(suzuki, await changing(connection, {})))).toEqual([])
    expect((await sites.changes(connection.id, 9)).length).toBe(1)
    expect(await refused(settings.onConnection(suzuki, await changing(connection, { charset: 'shift_jis' })))).toEqual([])
    expect(await refused(settings.onConnection(suzuki, mine))).toEqual(['settingsChanged'])
    expect(await sites.connection(connection.id)).toMatchObject({ charset: 'shift_jis' })
  })

  test('a name is taken once, a hidden connection does not hold it', async () => {
    const first = await added()
    expect(await refused(settings.onConnection(suzuki, local()))).toEqual(['name: connectionNameTaken'])
    await settings.onConnection(suzuki, form({ act: 'retireConnection', id: first.id, seen: await sites.lastChange(first.id, null) }))
    expect(await refused(settings.onConnection(suzuki, local()))).toEqual([])
  })

  test('while a recovery uses it, its place stays and it is not hidden; key and limits may be mended', async () => {
    const connection = await added(ssh())
    open = [{ id: 'R-2026-0001', connectionId: connection.id, unit: 'gyoumu_a' }]
    for (const [field, value] of [['host', 'mgr03'], ['port', '2222'], ['user', 'root'], ['scriptPath', '/x'], ['vmiunitPath', '/y'], ['jobsDir', '/z']] as const)
      expect(await refused(settings.onConnection(suzuki, await changing(connection, { [field]: value })))).toEqual([`${field}: usedByRecovery`])
    expect(await refused(settings.onConnection(suzuki, await changing(connection, { keyFile: '/etc/shirube/other', sshConfig: '/etc/shirube/config', pressLimitS: '20' })))).toEqual([])
    expect(await refused(settings.onConnection(suzuki, form({ act: 'retireConnection', id: connection.id, seen: await sites.lastChange(connection.id, null) })))).toEqual(['usedByRecovery'])
  })

  test('another host is another machine: key, identity and test of the old one are gone; a new name keeps them', async () => {
    const connection = await added(ssh())
    const known = { ...connection, hostKey: 'ssh-ed25519 first', identity: 'm1', lastTest: { at: NOW, checks } }
    await sites.saveConnection(known)
    await settings.onConnection(suzuki, await changing(known, { name: 'renamed' }))
    expect(await sites.connection(connection.id)).toMatchObject({ name: 'renamed', hostKey: 'ssh-ed25519 first', identity: 'm1', lastTest: { at: NOW } })
    await settings.onConnection(suzuki, await changing({ ...known, name: 'renamed' }, { host: 'mgr09' }))
    expect(await sites.connection(connection.id)).toMatchObject({ hostKey: null, identity: null, lastTest: null })
  })
})

describe('the key of a host', () => {
  const setHostKey = async (connection: Connection, over: Readonly<Record<string, string>> = {}) =>
    settings.onConnection(suzuki, form({ act: 'setHostKey', id: connection.id, seen: await sites.lastChange(connection.id, null), compared: 'yes', fingerprint: 'SHA256:first', ...over }))

  test('is pinned as it was compared, once', async () => {
    const connection = await added(ssh())
    expect(await settings.hostKey(suzuki, connection.id)).toMatchObject({ ok: true, value: { state: 'first', seenKeys: [{ fingerprint: 'SHA256:first' }] } })
    expect(await refused(setHostKey(connection, { compared: '' }))).toEqual(['compared: statementMissing'])
    expect(await refused(setHostKey(connection))).toEqual([])
    expect(await sites.connection(connection.id)).toMatchObject({ hostKey: 'ssh-ed25519 first' })
    expect(await settings.hostKey(suzuki, connection.id)).toMatchObject({ ok: true, value: { state: 'same' } })
  })

  test('that is not the one on the page is not pinned, and one that does not come neither', async () => {
    const connection = await added(ssh())
    shown = [key('other')]
    expect(await refused(setHostKey(connection))).toEqual(['hostKeyDiffers'])
    shown = null
    expect(await refused(setHostKey(connection))).toEqual(['hostNotReached'])
    expect(await settings.hostKey(suzuki, connection.id)).toMatchObject({ ok: true, value: { state: 'silent', silentBecause: 'refused' } })
    expect(await sites.connection(connection.id)).toMatchObject({ hostKey: null })
  })

  test('that changed is shown beside the registered one, and only a new set-up replaces it', async () => {
    const connection = await added(ssh())
    await setHostKey(connection)
    shown = [key('new')]
    expect(await settings.hostKey(suzuki, connection.id)).toMatchObject({ ok: true, value: { state: 'changed', confirmed: [{ fingerprint: 'SHA256:first' }], seenKeys: [{ fingerprint: 'SHA256:new' }] } })
    expect(await sites.connection(connection.id)).toMatchObject({ hostKey: 'ssh-ed25519 first' })
    expect(await refused(setHostKey(connection, { fingerprint: 'SHA256:new' }))).toEqual([])
    expect((await sites.changes(connection.id, 1))[0]).toMatchObject({ act: 'hostKeySet', fields: [{ before: 'SHA256:first', after: 'SHA256:new' }] })
  })
})

describe('the script', () => {
  test('is copied by an act of its own, which is noted and tried out; never where the key is bound to it', async () => {
    const connection = await added(ssh())
    expect(await refused(settings.onConnection(suzuki, form({ act: 'copyScript', id: connection.id })))).toEqual([])
    expect((await sites.changes(connection.id, 1))[0]).toMatchObject({ act: 'scriptCopied', fields: [{ after: '2' }] })
    expect(tested).toEqual([['mgr01']])
    const bound = await added(ssh({ name: 'bound', forcedCommand: 'yes' }))
    expect(await refused(settings.onConnection(suzuki, form({ act: 'copyScript', id: bound.id })))).toEqual(['noSuchSetting'])
  })

  test('not copied it is said, and a host that is not the one known is named as the cause', async () => {
    const connection = await added(ssh())
    tools.copyScript = async () => err('hostKeyChanged')
    expect(await refused(settings.onConnection(suzuki, form({ act: 'copyScript', id: connection.id })))).toEqual(['hostKeyNotTrusted'])
    tools.copyScript = async () => err('notWritten')
    expect(await refused(settings.onConnection(suzuki, form({ act: 'copyScript', id: connection.id })))).toEqual(['scriptNotCopied'])
  })
})

describe('the test of a connection', () => {
  test('is made over its units that are shown, and kept with its time', async () => {
    const connection = await added()
    await settings.onUnit(suzuki, unit(connection.id))
    await settings.onUnit(suzuki, unit(connection.id, { name: 'gyoumu_b' }))
    await settings.onUnit(suzuki, form({ act: 'retireUnit', connectionId: connection.id, unit: 'gyoumu_b', seen: await sites.lastChange(connection.id, 'gyoumu_b') }))
    await settings.onConnection(sato, form({ act: 'testConnection', id: connection.id }))
    expect(tested).toEqual([['mgr01', 'gyoumu_a']])
    expect(await settings.connections(sato)).toMatchObject({ ok: true, value: { connections: [{ units: ['gyoumu_a'], test: { at: NOW, worst: 'ok', first: null, old: false } }] } })
  })

  test('that looked at nothing is no comfort, and one of a place that was changed meanwhile is not kept', async () => {
    const connection = await added()
    checks = []
    await settings.onConnection(sato, form({ act: 'testConnection', id: connection.id }))
    expect(await settings.warnings(sato)).toMatchObject([{ why: 'failed' }])
    const over = await changing(connection, { jobsDir: '/elsewhere' })
    tools.test = async () => { await settings.onConnection(suzuki, over); return [{ name: 'status', code: 'ok', detail: null }] }
    await settings.onConnection(sato, form({ act: 'testConnection', id: connection.id }))
    expect(await sites.connection(connection.id)).toMatchObject({ jobsDir: '/elsewhere', lastTest: null })
  })

  test('home speaks of a site without connection, of one without unit, and of the last test of each connection with its age, good or not, to those who can mend it', async () => {
    expect([await settings.warnings(suzuki), await settings.warnings(yamada)]).toEqual([[{ why: 'none' }], []])
    const connection = await added()
    const byHand = await added(form({ act: 'saveConnection', kind: 'manual', name: 'by hand', vmiunitPath: '/opt/vmiunit', loadBalancerLinkage: 'unknown' }))
    const why = async (actor: Actor) => (await settings.warnings(actor)).map((warning) => ('name' in warning ? `${warning.name} ${warning.why}` : warning.why))
    expect(await why(sato)).toEqual(['by hand noUnit', 'mgr01 never'])
    await settings.onUnit(suzuki, unit(byHand.id))
    await settings.onUnit(suzuki, unit(connection.id))
    expect(await why(sato)).toEqual(['mgr01 never'])
    expect(await why(yamada)).toEqual([])
    checks = [{ name: 'jobFolder', code: 'noSpace', detail: null }, { name: 'status', code: 'notReached', detail: null }]
    await settings.onConnection(sato, form({ act: 'testConnection', id: connection.id }))
    expect(await why(suzuki)).toEqual(['mgr01 failed'])
    checks = [{ name: 'disk', code: 'low', detail: '12 MiB' }, { name: 'of a newer release', code: 'bad', detail: null }]
    await settings.onConnection(sato, form({ act: 'testConnection', id: connection.id }))
    expect(await why(sato)).toEqual(['mgr01 cautious'])
    checks = [{ name: 'disk', code: 'ok', detail: null }]
    await settings.onConnection(sato, form({ act: 'testConnection', id: connection.id }))
    now += 3 * HOUR_MS
    expect(await settings.warnings(sato)).toMatchObject([{ why: 'good', name: 'mgr01', test: { at: now - 3 * HOUR_MS } }])
    now += 21 * HOUR_MS + 1
    expect(await why(sato)).toEqual(['mgr01 old'])
  })

  test('a night tests what was not tested since three o’clock, once, and leaves alone what no application reaches or nobody set up', async () => {
    const connection = await added()
    const unready = await added(ssh({ name: 'unready' }))
    await added(form({ act: 'saveConnection', kind: 'manual', name: 'by hand', vmiunitPath: '/opt/vmiunit', loadBalancerLinkage: 'unknown' }))
    const night = { sites, tools, clock: { now: () => now }, timeZone: 'Asia/Tokyo', log: { warn: () => {} } }
    await testWhatIsDue(night)
    await testWhatIsDue(night)
    expect(tested).toEqual([['mgr01']])
    const at = (time: string) => Date.parse(`2026-11-23T${time}:00+09:00`)
    const known = await sites.connection(connection.id)
    expect(known && [isTestDue(known, at('02:59'), 'Asia/Tokyo'), isTestDue(known, at('03:00'), 'Asia/Tokyo')]).toEqual([false, true])
    expect([isTestDue(unready, at('03:00'), 'Asia/Tokyo'), isTestDue({ ...unready, hostKey: 'x y' }, at('03:00'), 'Asia/Tokyo')]).toEqual([false, true])
  })

  test('the nightly look begins at once, and its end waits for the test that is under way', async () => {
    const connection = await added()
    const waiting: (() => void)[] = []
    tools.test = () => new Promise((done) => waiting.push(() => done(checks)))
    const nightly = startNightly({ sites, tools, clock: { now: () => now }, timeZone: 'Asia/Tokyo', log: { warn: () => {} } })
    await vi.waitFor(() => expect(waiting).toHaveLength(1))
    const ended = nightly.end()
    waiting.forEach((finish) => finish())
    await ended
    expect(await sites.connection(connection.id)).toMatchObject({ lastTest: { at: NOW } })
  })
})

describe('a unit', () => {
  test('is kept as it was typed, empty rows left out, and says what will be missed at night', async () => {
    const connection = await added()
    expect(await refused(settings.onUnit(suzuki, unit(connection.id)))).toEqual([])
    expect(await sites.unit(connection.id, 'gyoumu_a')).toMatchObject({
      displayName: '業務A', template: { name: 'tmpl', version: '3', os: '' }, whoMustBeTold: ['DNS', '監視'], targetMinutes: null,
      contacts: [{ role: 'resourceManager', name: '山田', phone: '03-0000-0101', locale: 'ja', order: 1 }], servers: [{ id: '192.168.1.101', serviceIp: null, hypervisorName: 'vm-01' }],
    })
    expect(await settings.connection(sato, connection.id)).toMatchObject({ ok: true, value: { units: [{ name: 'gyoumu_a', lacks: ['administratorPhone'] }] } })
  })

  test('each contact says in which language it wants its mails; a row in which only choices stand is none', async () => {
    const connection = await added()
    await settings.onUnit(suzuki, unit(connection.id, { 'contacts[0].mail': 'rm@example.com', 'contacts[0].locale': 'en', 'contacts[1].locale': 'ja' }))
    expect(await sites.unit(connection.id, 'gyoumu_a')).toMatchObject({ contacts: [{ mail: 'rm@example.com', locale: 'en' }] })
    expect(await refused(settings.onUnit(suzuki, unit(connection.id, { name: 'gyoumu_b', 'contacts[0].locale': 'fr' })))).toEqual(['contacts[0].locale: choiceMissing'])
  })

  test('every mistake is told beside its field, rows by their number', async () => {
    const connection = await added()
    expect(await refused(settings.onUnit(suzuki, unit(connection.id, { name: '-rm', 'servers[2].id': '1.2.3', 'contacts[0].mail': 'no mail', 'contacts[3].role': 'vendor', 'contacts[3].name': 'a\nb', targetMinutes: '0' })))).toEqual(
      ['name: unitNameUnreadable', 'targetMinutes: numberOutOfRange', 'contacts[0].mail: mailUnreadable', 'contacts[3].name: lineBroken', 'servers[2].id: addressNotIpv4'])
    expect(await refused(settings.onUnit(suzuki, unit(connection.id, { 'servers[4].id': '192.168.1.101' })))).toEqual(['servers[4].id: serverTwice'])
    expect(await refused(settings.onUnit(suzuki, unit(connection.id, { templateName: '' })))).toEqual(['templateName: valueMissing'])
    expect(await refused(settings.onUnit(suzuki, unit(connection.id, { loadBalancer: 'linked' })))).toEqual(['loadBalancer: linkageDisabled'])
  })

  test('and its connection do not contradict each other about the load balancer', async () => {
    const connection = await added(local({ loadBalancerLinkage: 'enabled' }))
    await settings.onUnit(suzuki, unit(connection.id, { loadBalancer: 'linked' }))
    expect(await refused(settings.onConnection(suzuki, await changing(connection, { loadBalancerLinkage: 'disabled' })))).toEqual(['loadBalancerLinkage: linkageUsed'])
  })

  test('its name never changes, a second one of that name is none, and it is hidden only when no recovery is open on it', async () => {
    const connection = await added()
    await settings.onUnit(suzuki, unit(connection.id))
    expect(await refused(settings.onUnit(suzuki, unit(connection.id)))).toEqual(['name: unitKnown'])
    const seen = await sites.lastChange(connection.id, 'gyoumu_a')
    expect(await refused(settings.onUnit(suzuki, { ...unit(connection.id, { unit: 'gyoumu_a', name: 'other', displayName: '受注' }), seen: [seen ?? ''] }))).toEqual([])
    expect((await sites.units()).map(({ name, displayName }) => [name, displayName])).toEqual([['gyoumu_a', '受注']])
    open = [{ id: 'R-2026-0001', connectionId: connection.id, unit: 'gyoumu_a' }]
    const hide = async () => form({ act: 'retireUnit', connectionId: connection.id, unit: 'gyoumu_a', seen: await sites.lastChange(connection.id, 'gyoumu_a') })
    expect(await refused(settings.onUnit(suzuki, await hide()))).toEqual(['usedByRecovery'])
    open = []
    expect(await refused(settings.onUnit(suzuki, await hide()))).toEqual([])
    expect(await sites.unit(connection.id, 'gyoumu_a')).toMatchObject({ retiredAt: NOW })
  })
})
