// A throw-away PostgreSQL for the tests: own folder, own Unix socket, no TCP port, fsync as in production.
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { onEnd, run, runLogged } from './processes.mjs'
import { logFile } from './root.mjs'
import { Stop } from './say.mjs'

const debian = '/usr/lib/postgresql'

/** The folder of the newest PostgreSQL's programs, or undefined where there is none. */
export const postgresFolder = () => {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => `${debian}/${version}/bin`), ...(process.env.PATH ?? '').split(':')]
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')))
}

const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))

/**
 * Starts the cluster and answers the address of its database; it is stopped and removed when the command ends.
 * PostgreSQL refuses to run as root, so as root it runs as the user `postgres`.
 * @returns {Promise<string>} a `postgresql://` address for SHIRUBE_TEST_DATABASE_URL
 */
export const startPostgres = async () => {
  const bin = postgresFolder()
  if (!bin) throw new Stop('PostgreSQL が見つかりません。', 'PostgreSQL was not found.')
  // A socket's path may have 107 bytes at most: the system's temporary folder is short, the project's may not be.
  const folder = mkdtempSync('/tmp/shirube-pg-')
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(folder, idOf('-u'), idOf('-g'))
  const as = (program, args) => (isRoot ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', path.join(bin, program), ...args]] : [path.join(bin, program), args])
  const data = path.join(folder, 'data')
  const call = async (program, args) => {
    const [command, rest] = as(program, args)
    const { code, tail } = await runLogged(logFile(`postgres-${program}`), command, rest, { cwd: folder })
    if (code !== 0) throw new Stop('テスト用の PostgreSQL を始められませんでした。', 'The PostgreSQL for the tests could not be started.', tail)
  }
  onEnd(async () => {
    if (existsSync(path.join(data, 'postmaster.pid'))) {
      const [command, rest] = as('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
      await run(command, rest, { cwd: folder, stdio: 'ignore' })
    }
    rmSync(folder, { recursive: true, force: true })
  })
  await call('initdb', ['-D', data, '-U', 'shirube', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'])
  const options = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c max_connections=100`
  await call('pg_ctl', ['-D', data, '-l', path.join(folder, 'log'), '-o', options, '-w', 'start'])
  return `postgresql://shirube@localhost/postgres?host=${encodeURIComponent(folder)}`
}
