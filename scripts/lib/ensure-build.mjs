// The built server, ready to run: made anew only when its sources changed.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runLogged } from './processes.mjs'
import { distDir, inRoot, logFile } from './root.mjs'
import { longPart, Stop } from './say.mjs'
import { buildSimulator } from './simulator-build.mjs'
import { hashOfSources } from './sources.mjs'

/** The folder that the server runs in: it holds all that it needs and nothing else. */
export const serverFolder = inRoot(distDir, 'standalone')
const stamp = inRoot(distDir, 'shirube-build.json')

const isUpToDate = (hash) =>
  existsSync(path.join(serverFolder, 'server.js')) && existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).hash === hash

/** Next leaves static files and everything that is only run, not imported, beside the server. */
const completeServerFolder = () => {
  cpSync(inRoot(distDir, 'static'), path.join(serverFolder, distDir, 'static'), { recursive: true })
  for (const folder of ['public', path.join('build', 'simulator')]) {
    if (existsSync(inRoot(folder))) cpSync(inRoot(folder), path.join(serverFolder, folder), { recursive: true })
  }
}

const broken = (tail) =>
  new Stop(
    `アプリをビルドできませんでした。サーバーは起動していません。全文は ${logFile('build')} にあります。`,
    `The app could not be built; no server was started. The whole output is in ${logFile('build')}.`,
    tail,
  )

/** Builds the simulator's programs and the server unless the build at hand is of the same sources. Refuses with {@link Stop}. */
export const ensureBuild = async () => {
  const hash = hashOfSources()
  if (isUpToDate(hash)) return
  rmSync(stamp, { force: true })
  await longPart('ビルドしています', 'building', async () => {
    await buildSimulator().catch((error) => { throw broken(String(error)) })
    const next = inRoot('node_modules', 'next', 'dist', 'bin', 'next')
    const { code, tail } = await runLogged(logFile('build'), process.execPath, [next, 'build'], { env: { NODE_ENV: undefined } })
    if (code !== 0) throw broken(tail)
    completeServerFolder()
  })
  writeFileSync(stamp, JSON.stringify({ hash }))
}
