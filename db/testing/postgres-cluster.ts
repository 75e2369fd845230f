/**
 * A PostgreSQL of its own for one test run: a cluster in a temporary folder, reached by its Unix socket only, flushed like a real one.
 * Ends and removes itself with `stop`. PostgreSQL refuses to run as root; there it runs as the system's user `postgres`.
 */
import { execFile, execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const call = promisify(execFile)
const DEBIAN = '/usr/lib/postgresql'

export type PostgresCluster = { readonly url: string; stop(): Promise<void> }

/** The folder of the newest installed programs, or null where PostgreSQL is not installed. */
export function postgresFolder(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => path.join(DEBIAN, version, 'bin')).find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null
}

/** Starts a cluster, `settings` on top of its own (`fsync=off`); throws where PostgreSQL is not installed. */
export async function startPostgresCluster(settings: readonly string[] = []): Promise<PostgresCluster> {
  const bin = postgresFolder()
  if (!bin) throw new Error('PostgreSQL is not installed: install it, or name a server for tests in SHIRUBE_TEST_DATABASE_URL')
  // A socket's path may have 107 bytes at most; the temporary folder set for this user may be longer.
  const folder = mkdtempSync('/tmp/shirube-pg-test-')
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(folder, idOf('-u'), idOf('-g'))
  const data = path.join(folder, 'data')
  const run = (program: string, args: readonly string[]) => {
    const command = [path.join(bin, program), ...args]
    const [first = '', ...rest] = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', ...command] : command
    return call(first, rest, { cwd: folder })
  }
  await run('initdb', ['-D', data, '-U', 'shirube', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  const options = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c max_connections=100${settings.map((setting) => ` -c ${setting}`).join('')}`
  await run('pg_ctl', ['-D', data, '-l', path.join(folder, 'log'), '-o', options, '-w', 'start'])
  return {
    url: `postgresql://shirube@localhost/postgres?host=${encodeURIComponent(folder)}`,
    async stop() {
      await run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
