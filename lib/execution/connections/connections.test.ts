/** What the settings do with a management server behind ssh: look at it by every check, learn its key, bring our script there. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '@/lib/sites/ports'
import { createLauncherOpener } from './open-launcher'
import { readOwnScript } from './script'
import { closeSshPlace, openSshPlace, type SshPlace } from './ssh-place'
import { createConnectionTools } from './tools'
import { CLIENT_ENV, SCRIPT } from '../testing/over-ssh'
import { startSshd, type Sshd } from '../testing/sshd'
import { clear, createPlace, replaceTool, type Place } from '../launcher/testing/place'

let sshd: Sshd
let place: Place
let ssh: SshPlace
beforeAll(async () => { sshd = await startSshd() })
afterAll(() => sshd.close())
beforeEach(() => {
  place = createPlace()
  sshd.allow(place.env)
  ssh = { ...openSshPlace(join(place.folder, 'data'), undefined), env: CLIENT_ENV }
  prints('障害')
})
afterEach(async () => {
  closeSshPlace(ssh)
  expect(await clear(place), 'processes left behind').toEqual([])
})

const script = readOwnScript(SCRIPT)
const tools = () => {
  const open = createLauncherOpener({ script: SCRIPT, localEnv: place.env, ssh, log: { warn: () => {} } })
  return createConnectionTools({ place: ssh, script, open, clock: { now: () => Date.now() }, newId: randomUUID })
}
const connection = (change: Partial<Connection> = {}): Connection => ({
  id: 'c1', name: 'mgr01', transport: 'ssh', host: '127.0.0.1', port: sshd.port, user: sshd.user, keyFile: sshd.keyFile, hostKey: sshd.hostKey, sshConfig: null, scriptPath: SCRIPT, forcedCommand: false,
  vmiunitPath: join(place.folder, 'vmiunit'), jobsDir: place.jobs, charset: 'utf-8', identity: null, pressLimitMs: 30_000, loadBalancerLinkage: 'unknown', timeOutsMs: {}, lastTest: null, retiredAt: null, ...change,
})
/** A `vmiunit` with one server, which says so in `charset`. */
function prints(comment: string, charset = 'utf-8', lines = ''): void {
  const record = ['Virtual Server ID: 192.168.1.101', 'Logical Status: working', 'Observed Status: working', 'MarkTime: 2026/11/22 02:40:00 JST', `MarkComment: ${comment}`, '', ''].join('\n')
  writeFileSync(join(place.folder, 'servers'), iconv.encode(record, charset))
  writeFileSync(join(place.folder, 'vmiunit'), `#!/bin/sh\n${lines}\nif [ "$4" = -target ] && [ "$5" = virtualserver ]; then cat '${join(place.folder, 'servers')}'; else printf 'All Servers: 1\\n'; fi\n`, { mode: 0o755 })
}
/** The findings that are not simply good, as `name code`. */
async function complaints(change: Partial<Connection> = {}, units: readonly string[] = ['gyoumu_a']): Promise<readonly string[]> {
  return (await tools().test(connection(change), units)).filter(({ code }) => code !== 'ok').map(({ name, code }) => `${name} ${code}`)
}
const after = (name: string): readonly string[] => {
  const names = ['name', 'port', 'hostKey', 'login', 'shell', 'script', 'jobFolder', 'program', 'status', 'clock', 'charset', 'disk']
  return names.slice(names.indexOf(name) + 1).map((later) => `${later} notReached`)
}

describe('a test names what it found, check by check', () => {
  test('everything well: twelve good findings, in order', async () => {
    const checks = await tools().test(connection(), ['gyoumu_a'])
    expect(checks.map(({ name, code }) => `${name} ${code}`)).toEqual(['name', 'port', 'hostKey', 'login', 'shell', 'script', 'jobFolder', 'program', 'status', 'clock', 'charset', 'disk'].map((name) => `${name} ok`))
  })

  test('on this machine there is nothing to log in to', async () => {
    const checks = await tools().test(connection({ transport: 'local' }), ['gyoumu_a'])
    expect(checks.map(({ name, code }) => `${name} ${code}`)).toEqual(['script', 'jobFolder', 'program', 'status', 'clock', 'charset', 'disk'].map((name) => `${name} ok`))
  })

  test('the way there', async () => {
    expect(await complaints({ host: 'no-such-host.invalid' })).toEqual([expect.stringMatching(/^name (?:notFound|noAnswer)$/), ...after('name')])
    const { port, server } = await listens('HTTP/1.0 400 Bad Request\r\n')
    expect(await complaints({ port })).toEqual(['port notSsh', ...after('port')])
    await new Promise((closed) => server.close(closed))
    expect(await complaints({ port })).toEqual(['port refused', ...after('port')])
  })

  test('the host key', async () => {
    expect(await complaints({ hostKey: null })).toEqual(['hostKey notPinned', ...after('hostKey')])
    sshd.changeHostKey()
    try {
      expect(await complaints()).toEqual(['hostKey changed', ...after('hostKey')])
    } finally {
      sshd.restoreHostKey()
    }
  })

  test('the key of the login', async () => {
    const file = (name: string, mode: number, text: string): string => {
      writeFileSync(join(place.folder, name), text)
      chmodSync(join(place.folder, name), mode)
      return join(place.folder, name)
    }
    const key = readFileSync(sshd.keyFile, 'utf8')
    const found = async (keyFile: string) => (await complaints({ keyFile }))[0]
    expect(await found(join(place.folder, 'none'))).toBe('login keyFileMissing')
    expect(await found(file('open', 0o644, key))).toBe('login keyFileRights')
    expect(await found(file('junk', 0o600, 'no key'))).toBe('login keyFileUnusable')
    expect(await found(sshd.strangerKeyFile)).toBe('login denied')
    const locked = file('locked', 0o600, key)
    execFileSync('ssh-keygen', ['-p', '-q', '-P', '', '-N', 'secret', '-f', locked])
    expect(await found(locked)).toBe('login keyFilePassphrase')
  })

  test('the script', async () => {
    const at = join(place.folder, 'there/shirube-exec.sh')
    expect(await complaints({ scriptPath: at })).toEqual(['script missing', ...after('script')])
    mkdirSync(dirname(at))
    const own = readFileSync(SCRIPT, 'utf8')
    const lies = async (text: string) => {
      writeFileSync(at, text)
      return (await complaints({ scriptPath: at })).filter((each) => each.startsWith('script'))
    }
    expect(await lies('echo hello\n')).toEqual(['script unusable'])
    expect(await lies(own.replace(`VERSION=${script.version} `, 'VERSION=1 '))).toEqual(['script older'])
    expect(await lies(own.replace(`VERSION=${script.version} `, 'VERSION=999 '))).toEqual(['script newer'])
    expect(await lies(`${own}# a word more\n`)).toEqual(['script changed'])
    expect(await lies(own)).toEqual([])
  })

  test('the job folder, the program, the clock and the disk', async () => {
    writeFileSync(join(place.folder, 'file'), '')
    expect(await complaints({ jobsDir: join(place.folder, 'file/jobs') })).toContain('jobFolder unwritable')
    expect(await complaints({ vmiunitPath: join(place.folder, 'none') })).toEqual(['program missing', 'status notReached', 'charset notReached'])
    replaceTool(place, 'date', 'case $* in *%s%3N*) echo $(( $(/bin/date +%s%3N) - 60000 )) ;; *) exec /bin/date "$@" ;; esac')
    replaceTool(place, 'df', 'echo Filesystem; echo x 1000 1 200000 1% /')
    expect(await complaints()).toEqual(['clock skewed', 'disk low'])
  })

  test('what `status` says', async () => {
    expect(await complaints({}, [])).toEqual(['status noUnit', 'charset noUnit'])
    prints('plain')
    expect(await complaints()).toEqual(['charset plain'])
    prints('障害', 'shift_jis')
    expect(await complaints()).toEqual(['charset undecodable'])
    expect(await complaints({ charset: 'shift_jis' })).toEqual([])
    prints('x', 'utf-8', 'echo nobody; exit 64')
    expect(await complaints()).toEqual(['status failed', 'charset plain'])
    prints('x', 'utf-8', 'echo "What do you want?"; read -r answer; exit 0')
    expect(await complaints()).toEqual(['status unreadable', 'charset plain'])
  })

  test('with a key that is bound to our script no other command is tried', async () => {
    const line = (await tools().forcedCommand(connection({ forcedCommand: true })))?.authorizedKeysLine ?? ''
    expect(line).toBe(`restrict,command="sh ${SCRIPT} ${place.jobs} ${join(place.folder, 'vmiunit')}" ${sshd.publicKey}`)
    sshd.allow(place.env, [line.slice(0, -sshd.publicKey.length - 1)])
    expect(await complaints({ forcedCommand: true })).toEqual(['shell bound'])
    expect(await tools().copyScript(connection({ forcedCommand: true }))).toEqual({ ok: false, error: 'bound' })
  })
})

describe('the key of a host is shown before it is trusted', () => {
  test('its fingerprint is the one that the host\'s own tools print', async () => {
    const asked = await tools().hostKeys(connection({ hostKey: null, keyFile: null }))
    expect(asked).toMatchObject({ ok: true, value: [{ type: 'ssh-ed25519', line: sshd.hostKey }] })
    const printed = execFileSync('ssh-keygen', ['-lf', join(sshd.folder, 'host-key.pub')], { encoding: 'utf8' })
    expect(printed).toContain(` ${asked.ok ? asked.value[0]?.fingerprint : ''} `)
    expect(tools().fingerprints(`${sshd.hostKey}\n`)).toEqual(asked.ok ? asked.value : null)
  })

  test('a host that is silent says why', async () => {
    const { port, server } = await listens('')
    await new Promise((closed) => server.close(closed))
    expect(await tools().hostKeys(connection({ port }))).toEqual({ ok: false, error: 'refused' })
    expect(await tools().hostKeys(connection({ host: '-oProxyCommand=id' }))).toEqual({ ok: false, error: 'noAnswer' })
  })
})

describe('our script comes there by an explicit act', () => {
  test('into a folder that is made, mode 700, byte for byte; again over an older one', async () => {
    const to = connection({ scriptPath: join(place.folder, 'deep/er/shirube-exec.sh') })
    const path = to.scriptPath ?? ''
    for (const before of [null, '#!/bin/sh\necho old\n']) {
      if (before !== null) writeFileSync(path, before)
      expect(await tools().copyScript(to)).toEqual({ ok: true, value: script.version })
      expect(readFileSync(path, 'utf8')).toBe(script.text)
      expect(statSync(path).mode & 0o777).toBe(0o700)
    }
    expect((await tools().test(to, [])).find(({ name }) => name === 'script')).toMatchObject({ code: 'ok', detail: script.version })
  })

  test('by hand, with the commands that are shown, though root types them: script and job folder belong to who logs in', async () => {
    const places = { scriptPath: join(place.folder, 'by/hand/shirube-exec.sh'), jobsDir: join(place.folder, 'by/hand/jobs') }
    const commandsFor = async (user: string | null) => (await tools().forcedCommand(connection({ ...places, user })))?.install ?? ''
    writeFileSync(join(place.folder, 'shirube-exec.sh'), tools().scriptText)
    // Only root can give a file away; else it is his own anyway.
    const user = process.getuid?.() === 0 ? 'nobody' : sshd.user
    const uid = Number(execFileSync('id', ['-u', user], { encoding: 'utf8' }))
    execFileSync('sh', ['-e', '-c', await commandsFor(user)], { cwd: place.folder })
    expect([places.scriptPath, places.jobsDir].map((path) => [statSync(path).uid, statSync(path).mode & 0o777])).toEqual([[uid, 0o700], [uid, 0o700]])
    expect(await commandsFor(null)).not.toContain('-o')
  })

  test('where it cannot be written, or nobody is let in, the old one stays and the reason is told', async () => {
    writeFileSync(join(place.folder, 'file'), '')
    expect(await tools().copyScript(connection({ scriptPath: join(place.folder, 'file/x.sh') }))).toEqual({ ok: false, error: 'notWritten' })
    const old = join(place.folder, 'x.sh')
    copyFileSync(SCRIPT, old)
    expect(await tools().copyScript(connection({ scriptPath: old, keyFile: sshd.strangerKeyFile }))).toEqual({ ok: false, error: 'denied' })
    expect(await tools().copyScript(connection({ scriptPath: old, hostKey: null }))).toEqual({ ok: false, error: 'hostKeyUnknown' })
    expect(existsSync(old)).toBe(true)
  })
})

const listens = (greeting: string): Promise<{ readonly port: number; readonly server: Server }> =>
  new Promise((ready) => {
    const server = createServer((socket) => { socket.on('error', () => undefined); socket.end(greeting) })
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      ready({ port: typeof address === 'object' && address ? address.port : 0, server })
    })
  })
