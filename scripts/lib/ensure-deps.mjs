// Installed packages agree with package-lock.json, or are installed again.
import { existsSync, readFileSync } from 'node:fs'
import { runLogged } from './processes.mjs'
import { registryStop } from './registry.mjs'
import { inRoot, logFile } from './root.mjs'
import { longPart } from './say.mjs'

const packagesOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {})

/**
 * npm writes what it really installed into node_modules as the last act of an installation, so comparing the two files
 * also notices an installation that was cut off, and packages that someone changed by hand.
 */
const isInstalled = () => {
  const wanted = packagesOf(inRoot('package-lock.json'))
  const there = packagesOf(inRoot('node_modules', '.package-lock.json'))
  return Object.entries(wanted).every(([place, { version, optional, devOptional, peer }]) => {
    if (place === '') return true
    const found = there[place]
    return found ? found.version === version : Boolean(optional || devOptional || peer)
  })
}

/**
 * Installs unless the packages are already those of package-lock.json.
 * `npm ci` is not used: it gives up where a registry lacks optional packages of other platforms, which nobody here would run.
 * `npm install` takes the same versions from the lock file, and `--no-save` leaves that file alone.
 */
export const ensureDeps = async () => {
  if (isInstalled()) return
  const { code, tail } = await longPart('依存パッケージを入れています', 'installing packages', () =>
    runLogged(logFile('npm'), 'npm', ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn'], { env: { NODE_ENV: undefined } }),
  )
  if (code !== 0) throw registryStop(tail, 'package-lock.json')
}
