/**
 * A real sshd of the test's own: its own port on the loopback, host keys and authorised keys, as the user who runs the test. It ends with the
 * test process, whatever ends that. For tests only.
 */
import { randomInt } from 'node:crypto'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type Sshd = {
  readonly folder: string
  readonly port: number
  readonly user: string
  /** Private key that is let in; a second one that nobody knows. */
  readonly keyFile: string
  readonly strangerKeyFile: string
  /** `TYPE BASE64` of the host, and of the client's key. */
  readonly hostKey: string
  readonly publicKey: string
  /** What the next logins find: their environment, and options of the key such as `command="…"`. */
  allow(environment: Readonly<Record<string, string>>, options?: readonly string[]): void
  /** From the next connection on the host shows another key; `restore` brings the old one back. */
  changeHostKey(): void
  restoreHostKey(): void
  /** Kills what serves the open connections; the listener goes on. */
  cut(): void
  /** Nobody listens until `start`. Open connections are cut, too. */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

export type SshdOptions = {
  /** Lines of sshd_config, before those that the harness sets. */
  readonly config?: readonly string[]
}

/** Below the ports that systems give away by themselves, so that nobody gets ours while it is stopped. */
const PORTS = { from: 20_000, to: 30_000 } as const
const TRIES = 50

const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path)) ?? 'sshd'
const makeKey = (path: string): string => {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path])
  return readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ').trim()
}

export async function startSshd({ config = [] }: SshdOptions = {}): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'shirube-sshd-'))
  const at = (name: string): string => join(folder, name)
  const user = userInfo().username
  // sshd of root separates its privileges and wants this folder, which a package's start script makes otherwise.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const hostKey = makeKey(at('host-key'))
  makeKey(at('other-host-key'))
  copyFileSync(at('host-key'), at('shown-key'))
  const publicKey = makeKey(at('key'))
  makeKey(at('stranger-key'))

  let running: Running | null = null
  let port = 0
  const put = (name: string, text: string): void => {
    writeFileSync(at(`${name}.new`), text, { mode: 0o600 })
    renameSync(at(`${name}.new`), at(name))
  }
  const show = (key: string): void => put('shown-key', readFileSync(at(key), 'utf8'))
  // A home of its own: what the login shell of this machine's user does at its start is neither quick nor the same everywhere.
  const allow: Sshd['allow'] = (environment, options = []) =>
    put('authorized-keys', `${[...options, ...Object.entries({ HOME: folder, ...environment }).map(([name, value]) => `environment="${name}=${value}"`)].join(',')} ${publicKey}\n`.trimStart())
  const start = async (): Promise<void> => {
    const isKnown = port !== 0
    for (let tries = 0; running === null; tries += 1) {
      if (tries >= TRIES) throw new Error(`sshd does not start: ${readOrEmpty(at('config.log'))}`)
      // Who stopped it wants it back where it was.
      if (!isKnown) port = randomInt(PORTS.from, PORTS.to)
      put('config', [
        ...config, `Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${at('shown-key')}`, 'PidFile none', 'UsePAM no', 'StrictModes no', 'UseDNS no', 'PrintMotd no',
        `AuthorizedKeysFile ${at('authorized-keys')}`, 'PermitRootLogin prohibit-password', 'PermitUserEnvironment yes', 'MaxStartups 100', 'Subsystem sftp internal-sftp', '',
      ].join('\n'))
      running = await listening(at('config'), port)
    }
  }
  const stop = async (): Promise<void> => {
    const was = running
    running = null
    if (!was) return
    killConnections(was.pid())
    was.shell.stdin?.end()
    await new Promise((gone) => { if (was.shell.exitCode === null) was.shell.once('exit', gone); else gone(null) })
  }
  allow({})
  await start()
  return {
    folder, get port() { return port }, user, hostKey, publicKey, keyFile: at('key'), strangerKeyFile: at('stranger-key'),
    allow, start, stop,
    changeHostKey: () => show('other-host-key'),
    restoreHostKey: () => show('host-key'),
    cut: () => { if (running) killConnections(running.pid()) },
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Running = { readonly shell: ChildProcess; readonly pid: () => number }

/** Starts sshd under a shell that reads from us: when we are gone, however that came, it ends sshd. Null where the port was taken. */
async function listening(config: string, port: number): Promise<Running | null> {
  const log = `${config}.log`
  writeFileSync(log, '')
  const shell = spawn('/bin/sh', ['-c', '"$1" -D -e -f "$2" 2>>"$3" & echo $!; read -r _; kill $!', 'sh', SSHD, config, log], { stdio: ['pipe', 'pipe', 'inherit'] })
  let said = ''
  shell.stdout.on('data', (bytes: Buffer) => { said += bytes.toString() })
  const pid = (): number => Number.parseInt(said, 10)
  while (!said.includes('\n') || isThere(pid())) {
    if (readFileSync(log, 'utf8').includes(`Server listening on 127.0.0.1 port ${port}.`)) return { shell, pid }
    await pause(5)
  }
  shell.stdin.end()
  return null
}

const isThere = (pid: number): boolean => /\) [^ZX] /.test(readOrEmpty(`/proc/${pid}/stat`))

/** The processes of sshd itself below the listener; what they started lives on, as after a cut line. */
function killConnections(listener: number): void {
  for (const pid of descendantsOf(listener)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone by itself
    }
  }
}

function descendantsOf(listener: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const [, comm, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readOrEmpty(`/proc/${name}/stat`)) ?? []
    if (comm?.startsWith('sshd') && rest) parents.set(Number(name), Number(rest.split(' ')[1]))
  }
  const below = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === listener || below(parent))
  }
  return [...parents.keys()].filter(below)
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
