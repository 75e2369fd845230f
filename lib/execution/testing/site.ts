/**
 * A management server's corner for tests of the executor: a folder with a job folder, a database file and a `vmiunit` whose behaviour the
 * test writes. For tests only.
 */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Launcher } from '../launcher/port'
import { createLocalLauncher } from '../transports/local'

export const UNIT = 'gyoumu_a'
export const FAILED = '192.168.1.101'
export const OTHER = '192.168.1.102'

export type Site = { readonly folder: string; readonly database: string }

/** Paths are from the project's folder, since the crash tests' host is a bundle that lies elsewhere. */
const EXECUTION = join(process.cwd(), 'lib/execution')

export function createSite(): Site {
  const folder = mkdtempSync(join(tmpdir(), 'shirube-executor-'))
  const site = { folder, database: join(folder, 'shirube.db') }
  show(site, [stoppedServer(FAILED), workingServer(OTHER)])
  writeFileSync(join(folder, 'working'), printed([workingServer(FAILED), workingServer(OTHER)]))
  onChange(site, 'echo begun; works; echo over')
  return site
}

export const removeSite = ({ folder }: Site): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

export const openLauncher = ({ folder }: Site): Launcher =>
  createLocalLauncher({
    shell: ['sh'], script: join(EXECUTION, 'launcher/shirube-exec.sh'), jobs: join(folder, 'jobs'), program: join(EXECUTION, 'testing/vmiunit'),
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', TEST_FOLDER: folder },
  })

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
