/**
 * A management server's corner for tests of the executor: a folder with a job folder, a database file and a `vmiunit` whose behaviour the
 * test writes. For tests only.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Launcher } from '../launcher/port'
import { createLocalLauncher } from '../transports/local'
import { createSshLauncher, type SshOptions } from '../transports/ssh'

export const UNIT = 'gyoumu_a'
export const FAILED = '192.168.1.101'
export const OTHER = '192.168.1.102'

/** `ssh`: how its machine is reached; null: it is this one. `script`: the launcher's, or a copy that believes another boot id. */
export type Site = { readonly folder: string; readonly database: string; readonly jobs: string; readonly program: string; readonly script: string; readonly ssh: SshOptions | null }

/** Paths are from the project's folder, since the crash tests' host is a bundle that lies elsewhere. */
const EXECUTION = join(process.cwd(), 'lib/execution')

const SCRIPT = join(EXECUTION, 'launcher/shirube-exec.sh')

export type SiteOptions = {
  readonly ssh?: (site: Omit<Site, 'ssh'>) => SshOptions
  /** Of a PostgreSQL database; else the site has a file of SQLite. */
  readonly database?: string
  /** The machine can be rebooted (`reboot`). */
  readonly bootable?: boolean
}

export function createSite({ ssh, database, bootable = false }: SiteOptions = {}): Site {
  const folder = mkdtempSync(join(tmpdir(), 'shirube-executor-'))
  const at = (name: string): string => join(folder, name)
  const plain = { folder, database: database ?? at('shirube.db'), jobs: at('jobs'), program: at('vmiunit'), script: bootable ? at('shirube-exec.sh') : SCRIPT }
  // Whoever starts it, over whatever line, it finds its folder.
  writeFileSync(plain.program, `#!/bin/sh\nTEST_FOLDER='${folder}'; export TEST_FOLDER\nexec '${join(EXECUTION, 'testing/vmiunit')}' "$@"\n`, { mode: 0o755 })
  if (bootable) {
    writeFileSync(at('boot-id'), `${randomUUID()}\n`)
    writeFileSync(plain.script, readFileSync(SCRIPT, 'utf8').replaceAll('/proc/sys/kernel/random/boot_id', at('boot-id')))
  }
  const site: Site = { ...plain, ssh: ssh?.(plain) ?? null }
  show(site, [stoppedServer(FAILED), workingServer(OTHER)])
  writeFileSync(join(folder, 'working'), printed([workingServer(FAILED), workingServer(OTHER)]))
  onChange(site, 'echo begun; works; echo over')
  return site
}

export const removeSite = ({ folder }: Site): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

export const openLauncher = ({ ssh, script, jobs, program }: Site): Launcher =>
  ssh ? createSshLauncher(ssh) : createLocalLauncher({ shell: ['sh'], script, jobs, program, env: { PATH: '/usr/local/bin:/usr/bin:/bin' } })

/** What runs on the site's machine dies where it stands, and the machine comes back under another boot id. */
export function reboot(site: Site): void {
  put(site, 'boot-id', `${randomUUID()}\n`)
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const [words, environment] = [readOrEmpty(`/proc/${pid}/cmdline`), readOrEmpty(`/proc/${pid}/environ`)]
    // The app's own processes carry the same paths in their orders.
    const isThere = words.includes(`\0${site.jobs}\0`) || environment.includes(`TEST_FOLDER=${site.folder}\0`)
    if (isThere && !words.startsWith(process.execPath)) tryToKill(Number(pid))
  }
}

function tryToKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // gone by itself
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

export type Fields = Readonly<Record<string, string>>
export const server = (id: string, fields: Fields): Fields => ({ 'Virtual Server ID': id, ...fields })
export const stoppedServer = (id: string): Fields => server(id, { 'Update Scope': 'none', 'Logical Status': 'stopped', 'Observed Status': 'stopped', Access: 'online' })
export const workingServer = (id: string): Fields => server(id, { 'Update Scope': 'none', 'Logical Status': 'working', 'Observed Status': 'working', Access: 'online' })

const printed = (servers: readonly Fields[]): string =>
  servers.map((fields) => `${Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`).join('')}\n`).join('')

/** What `status` shows from now on. `announced`: what `All Servers` says, where it is to disagree. */
export function show(site: Site, servers: readonly Fields[], announced = servers.length): void {
  put(site, 'unit', `Definition Status: unchanged\nAll Servers: ${announced}\nActive Servers: 1\nInvalid Servers: 1\n`)
  put(site, 'servers', printed(servers))
}

/** Shell lines that a state-changing command runs; `works` shows the failed server as working. */
export const onChange = (site: Site, lines: string): void => put(site, 'on-change', lines)
/** Shell lines before `status` prints. */
export const onStatus = (site: Site, lines: string): void => put(site, 'on-status', lines)
export const put = ({ folder }: Site, name: string, text: string | Uint8Array): void => {
  writeFileSync(join(folder, `${name}.new`), text)
  renameSync(join(folder, `${name}.new`), join(folder, name))
}

/** The starts counted so far: `command job`. */
export const launchesOf = ({ folder }: Site): readonly string[] =>
  existsSync(join(folder, 'launches')) ? readFileSync(join(folder, 'launches'), 'utf8').trim().split('\n') : []

/** Polls until `look` gives something; fails with the last thing that `describe` says. */
export async function until<T>(look: () => Promise<T | null | undefined | false> | T | null | undefined | false, describe: () => unknown = () => 'nothing', timeoutMs = 20_000): Promise<T> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${JSON.stringify(await describe())}`)
    await pause(15)
  }
}
