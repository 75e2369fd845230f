import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { deployScript, forcedCommandLine, readOwnScript } from '../connections/script'
import { launcherContract } from '../launcher/contract'
import type { Launcher } from '../launcher/port'
import { clear, createPlace, launchesOf, letPrint, until, type Place } from '../launcher/testing/place'
import { CLIENT_ENV, SCRIPT, sshOptions, type Told } from '../testing/over-ssh'
import { startSshd, type Sshd } from '../testing/sshd'
import { runTool } from './run-tool'
import { createSshLauncher, createSshWires, type SshOptions } from './ssh'
import { sshArguments } from './ssh-command'

let sshd: Sshd
beforeAll(async () => { sshd = await startSshd() })
afterAll(() => sshd.close())

launcherContract('ssh', (place) => {
  sshd.allow(place.env)
  const options = sshOptions(sshd, place)
  const wires = createSshWires(options)
  return { launcher: createSshLauncher(options, wires), connect: wires.connect }
}, { effort: inject('isThorough') ? 'whole' : 'part' })

const DETACH = ['detach', '-unit', 'says_1', '-vs', '192.168.1.101']
const press = (launcher: Launcher, id: string, argv: readonly string[] = DETACH) => launcher.launch({ id, argv, notAfterMs: 999_999_999_999_999 }, { deadlineMs: 20_000 })

let place: Place
const opened: Launcher[] = []
beforeEach(() => {
  place = createPlace()
  sshd.allow(place.env)
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
  expect(await clear(place), 'processes left behind').toEqual([])
})

const open = (change: Partial<Told> = {}, to: Sshd = sshd, env = CLIENT_ENV): Launcher => {
  const launcher = createSshLauncher({ ...sshOptions(to, { ...place, ...change }), env })
  opened.push(launcher)
  return launcher
}
/** The transport's own word on why nobody was reached. */
async function silenceOf(launcher: Launcher): Promise<string> {
  const answer = await press(launcher, 'x1')
  return !answer.ok && answer.error.kind === 'noContact' && answer.error.cause === 'unreachable' ? answer.error.detail : JSON.stringify(answer)
}
async function ends(launcher: Launcher, id: string): Promise<unknown> {
  const answer = await until(() => launcher.state(id), (said) => said.ok && said.value.value.kind === 'ended')
  return answer.ok && answer.value.value
}

describe('who is spoken to', () => {
  test('a host that shows another key than the confirmed one is refused, though it was good before', async () => {
    expect((await open().probe()).ok).toBe(true)
    sshd.changeHostKey()
    try {
      expect(await silenceOf(open())).toBe('hostKeyChanged')
    } finally {
      sshd.restoreHostKey()
    }
    expect(launchesOf(place)).toEqual([])
  })

  test('without a confirmed key nobody is spoken to', async () => expect(await silenceOf(open({ login: { hostKeys: [] } }))).toBe('hostKeyUnknown'))

  test('a key that the host does not know, one that others may read, and one with a passphrase: denied, never asked for', async () => {
    const readable = join(place.folder, 'readable')
    copyFileSync(sshd.keyFile, readable)
    chmodSync(readable, 0o644)
    const locked = join(place.folder, 'locked')
    copyFileSync(sshd.keyFile, locked)
    chmodSync(locked, 0o600)
    expect((await runTool('ssh-keygen', ['-p', '-q', '-P', '', '-N', 'secret', '-f', locked], { env: CLIENT_ENV, timeoutMs: 20_000 })).code).toBe(0)
    for (const keyFile of [sshd.strangerKeyFile, readable, locked]) expect(await silenceOf(open({ login: { keyFile } })), keyFile).toBe('denied')
  })

  test('the keys of an agent serve where no file is named', async () => {
    const socket = join(place.folder, 'agent')
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
    try {
      await until(() => existsSync(socket), (there) => there)
      const env = { ...CLIENT_ENV, SSH_AUTH_SOCK: socket }
      expect((await runTool('ssh-add', ['-q', sshd.keyFile], { env, timeoutMs: 20_000 })).code).toBe(0)
      expect(await open({ login: { keyFile: null } }, sshd, env).probe()).toMatchObject({ ok: true })
    } finally {
      agent.kill()
    }
  })

  test('a jump host of the site\'s own ssh config is gone through, and the confirmed key is still that of the target', async () => {
    const jump = await startSshd()
    try {
      const config = join(place.folder, 'config')
      const known = join(place.folder, 'known')
      writeFileSync(known, `[127.0.0.1]:${jump.port} ${jump.hostKey}\n`)
      writeFileSync(config, [
        'Host inside', 'HostName 127.0.0.1', `Port ${sshd.port}`, `User ${sshd.user}`, `IdentityFile ${sshd.keyFile}`, 'ProxyJump gate',
        'Host gate', 'HostName 127.0.0.1', `Port ${jump.port}`, `User ${jump.user}`, `IdentityFile ${jump.keyFile}`, `UserKnownHostsFile ${known}`, '',
      ].join('\n'))
      const login = { host: 'inside', port: null, user: null, keyFile: null, sshConfig: config }
      const through = open({ login })
      expect(await press(through, 'j1')).toMatchObject({ ok: true })
      expect(await ends(through, 'j1')).toMatchObject({ exitCode: 1 })
      expect(await silenceOf(open({ login: { ...login, hostKeys: [jump.hostKey] } }))).toBe('hostKeyChanged')
      await jump.stop()
      expect(await silenceOf(open({ login }))).not.toMatch(/^\{/)
    } finally {
      await jump.close()
    }
  })
})

describe('a line that is cut', () => {
  test('in the middle of following: what was heard is good, and following goes on from the byte where it stopped', async () => {
    const bytes = randomBytes(100_000)
    letPrint(place, bytes)
    const launcher = open()
    await press(launcher, 'c1', ['detach', '-unit', 'drips', '-vs', '192.168.1.101'])
    const heard: Buffer[] = []
    let cuts = 0
    for (let ended = false; !ended; ) {
      const from = heard.reduce((sum, part) => sum + part.length, 0)
      const answer = await launcher.follow('c1', from, 20, (part) => {
        heard.push(Buffer.from(part))
        if (cuts < 2) {
          cuts += 1
          sshd.cut()
        }
      })
      ended = answer.ok && answer.value.value.ended
      if (!answer.ok) expect(answer.error).toMatchObject({ kind: 'noContact' })
    }
    expect(cuts).toBe(2)
    expect(Buffer.concat(heard).equals(Buffer.concat(Array.from({ length: 8 }, () => bytes)))).toBe(true)
    expect(launchesOf(place)).toHaveLength(1)
  })

  test('while nobody listens there it is no contact; afterwards the same launcher collects the true end', async () => {
    const launcher = open()
    await press(launcher, 'c2', ['detach', '-unit', 'waits', '-vs', '192.168.1.101'])
    await sshd.stop()
    try {
      await until(() => launcher.state('c2'), (answer) => !answer.ok && answer.error.kind === 'noContact' && answer.error.detail === 'refused')
      writeFileSync(join(place.folder, 'go'), '')
    } finally {
      await sshd.start()
    }
    const later = open()
    expect(await ends(later, 'c2')).toMatchObject({ exitCode: 7, bytes: 11 })
    expect(launchesOf(place)).toHaveLength(1)
  })
})

describe('logins that are not plain', () => {
  test.each([['tcsh', '.tcshrc', 'echo welcome; echo "shirube/1 - x"; set noclobber; printf "\\033]0;x\\007"'], ['bash', '.bashrc', String.raw`echo welcome; set -o noclobber; printf '\033]0;x\007'`]])(
    'a banner, and %s that prints when it starts: the answers are found behind it, and a command runs once',
    async (shell, startFile, lines) => {
      writeFileSync(join(place.folder, startFile), `${lines}\n`)
      writeFileSync(join(place.folder, 'banner'), 'Authorised use only.\nshirube/1 x\n')
      // As sshd starts a login shell; who runs the tests has one of his own.
      const start = `ForceCommand exec env -u SSH_ORIGINAL_COMMAND HOME=${place.folder} BASH_ENV=${place.folder}/.bashrc ${shell} -c "$SSH_ORIGINAL_COMMAND"`
      const other = await startSshd({ config: [start, `Banner ${join(place.folder, 'banner')}`] })
      other.allow(place.env)
      try {
        const launcher = open({}, other)
        expect(await press(launcher, 'b1')).toMatchObject({ ok: true })
        expect(await ends(launcher, 'b1')).toMatchObject({ exitCode: 1 })
        const read = await launcher.read(['status', '-unit', 'says_0'], { timeoutMs: 5_000 })
        expect(read.ok && Buffer.from(read.value.value.output).toString()).toBe('said status -unit says_0\n')
        expect(launchesOf(place)[0]).toBe('detach says_1 b1')
        const to = sshOptions(other, { ...place, script: join(place.folder, 'copied.sh') })
        expect(await deployScript(to, readOwnScript(SCRIPT))).toMatchObject({ ok: true })
      } finally {
        await Promise.all(opened.splice(0).map((one) => one.close()))
        await other.close()
      }
    },
  )
})

describe('a key that is bound to our script', () => {
  let options: SshOptions
  beforeEach(() => {
    options = sshOptions(sshd, { ...place, forcedCommand: true })
    const line = forcedCommandLine(options.places, sshd.publicKey)
    sshd.allow(place.env, [line.slice(0, line.lastIndexOf(sshd.publicKey)).trim()])
  })
  const asked = (words: readonly string[], before: readonly string[] = []) =>
    runTool('ssh', [...before, ...sshArguments(options.login, { knownHosts: options.knownHosts, control: join(options.controlFolder, 'raw') }), ...words], { env: CLIENT_ENV, timeoutMs: 20_000 })

  test('does all that the app asks for', async () => {
    const launcher = createSshLauncher(options)
    opened.push(launcher)
    expect(await launcher.probe()).toMatchObject({ ok: true, value: { value: { programFound: true } } })
    await press(launcher, 'f1')
    expect(await ends(launcher, 'f1')).toMatchObject({ exitCode: 1 })
    expect(await launcher.interrupt('f1')).toMatchObject({ ok: true, value: { value: { alive: 0 } } })
  })

  test('runs nothing else, whatever is sent', async () => {
    const witness = join(place.folder, 'witness')
    const refusal = /^\nshirube\/1 \S+ \S+ \S+ \d+ refused bad(?:Word|Command|Request|Id)\n$/
    const lines = [
      'id', 'sh', `touch ${witness}`, `sh -c "touch ${witness}"`, `n probe; touch ${witness}`, `n probe\ntouch ${witness}`, `n state $(touch ${witness})`, `n state \`touch ${witness}\``, `n read 5 status -unit u | tee ${witness}`,
      `n read 5 status -unit u > ${witness}`, `n read 5 ${witness}`, 'n read 5 start -unit u -vs 1.2.3.4', 'n launch a 999999999999999 delete -unit u -vs 1.2.3.4', 'n void ../../etc', '--spare 1 2 3', `scp -t ${witness}`, '/usr/lib/openssh/sftp-server',
    ]
    for (const line of lines) expect((await asked([line])).said, line).toMatch(refusal)
    expect((await asked([])).said, 'a shell').toMatch(refusal)
    expect((await asked(['sftp'], ['-s'])).said, 'sftp').toMatch(refusal)
    expect(existsSync(witness)).toBe(false)
    expect(launchesOf(place)).toEqual([])
  }, 60_000)

  test('opens no tunnel and gives no terminal', async () => {
    const without = (option: string): readonly string[] =>
      sshArguments(options.login, { knownHosts: options.knownHosts, control: null }).filter((word, at, all) => word !== option && all[at + 1] !== option)
    const tunnel = await runTool('ssh', ['-W', `127.0.0.1:${sshd.port}`, ...without('ClearAllForwardings=yes')], { env: CLIENT_ENV, timeoutMs: 20_000 })
    expect([tunnel.said, tunnel.code]).toEqual(['', 255])
    expect(tunnel.complained).toMatch(/administratively prohibited|open failed|forwarding failed/)
    const terminal = await runTool('ssh', ['-tt', ...without('RequestTTY=no'), 'n', 'probe'], { env: CLIENT_ENV, timeoutMs: 20_000 })
    expect([terminal.said, terminal.code]).toEqual(['', 255])
    expect(terminal.complained).toContain('PTY allocation request failed')
  })

  test('every shell metacharacter in a unit or server, sent raw: refused over there', async () => {
    const nasty = [...' !"#$%&\'()*+,;<>?[\\]^`{|}~\t\r\u0001\u007f'].concat('é', '障')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('unit', 'vs'), fc.constantFrom(...nasty), fc.string({ unit: fc.constantFrom(...'aZ0._-'), maxLength: 4 }), async (where, bad, more) => {
        const [unit, server] = where === 'unit' ? [`u${bad}${more}`, '1.2.3.4'] : ['u', `1.2.3.4${bad}${more}`]
        expect((await asked([`n launch a 999999999999999 detach -unit ${unit} -vs ${server}`])).said).toMatch(/ refused bad(?:Word|Command|Request)\n$/)
      }),
      { numRuns: 40 },
    )
    expect(launchesOf(place)).toEqual([])
    expect(readFileSync(join(place.jobs, '.identity'), 'utf8')).toMatch(/^[0-9a-f-]{36}\n$/)
  }, 90_000)
})

test('no more than six sessions share a connection, and the last place is kept for what cannot wait', async () => {
  const controls = new Set<string>()
  const folder = join(place.folder, 'fake')
  mkdirSync(folder)
  writeFileSync(join(folder, 'ssh'), '#!/bin/sh\ncase $* in *-O\\ exit*) exit ;; esac\nfor word; do case $word in ControlPath=*) echo "${word##*/}" ;; esac; done\nread -r _\n', { mode: 0o755 })
  const wires = createSshWires({ ...sshOptions(sshd, place), env: { PATH: `${folder}:/usr/bin:/bin` } })
  const wireOf = async (urgent: boolean) => {
    const wire = wires.connect(['n', 'serve'], urgent)
    const control = await new Promise<string>((hear) => wire.output.once('data', (bytes: Buffer) => hear(bytes.toString())))
    controls.add(control)
    return { wire, control }
  }
  const first: Awaited<ReturnType<typeof wireOf>>[] = []
  for (let at = 0; at < 5; at += 1) first.push(await wireOf(false))
  expect(controls.size).toBe(1)
  const sixth = await wireOf(false)
  expect(sixth.control).not.toBe(first[0]?.control)
  const urgent = await wireOf(true)
  expect(urgent.control).toBe(first[0]?.control)
  first[0]?.wire.kill()
  await first[0]?.wire.over
  await until(() => wireOf(false), ({ control }) => control === first[0]?.control || controls.size > 2)
  for (const { wire } of [...first, sixth, urgent]) wire.kill()
  await wires.close()
})
