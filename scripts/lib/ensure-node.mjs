// The project needs Node 22.12 or newer and is tested on 24. Where the system's is older, Node 24 is fetched from the npm registry
// into an ignored folder and the same command is started again on it. Runs on Node 18 and newer with built-ins only.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { runLogged } from './processes.mjs'
import { registryStop } from './registry.mjs'
import { inRoot, logFile } from './root.mjs'
import { longPart, say, Stop } from './say.mjs'

const wanted = '24.21.0'
const packageName = `node-${process.platform}-${process.arch}`

const isNewEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 12)
}

/** Children find the Node that we run on, npm's `#!/usr/bin/env node` included. */
const putOnPath = (folder) => {
  process.env.PATH = `${folder}${path.delimiter}${process.env.PATH ?? ''}`
}

const fetchNode = async (prefix) => {
  mkdirSync(prefix, { recursive: true })
  const args = ['install', '--prefix', prefix, '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=warn', `${packageName}@${wanted}`]
  const { code, tail } = await longPart(
    `Node ${process.versions.node} は古いため、Node ${wanted} を .toolchain に取得します`,
    `Node ${process.versions.node} is too old; fetching Node ${wanted} into .toolchain`,
    () => runLogged(logFile('node'), 'npm', args),
  )
  if (code !== 0) throw registryStop(tail, `Node ${wanted}`)
}

/** Starts this very command again on the fetched Node, passes signals on, and ends with its exit code. */
const startAgainOn = (node) =>
  new Promise((_, refuse) => {
    const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.removeAllListeners(signal)
      process.on(signal, () => child.kill(signal))
    }
    child.once('error', refuse)
    child.once('exit', (code) => process.exit(code ?? 1))
  })

/** Returns only on a Node that is new enough, with that Node first in PATH. Refuses with {@link Stop} where none can be had. */
export const ensureNode = async () => {
  if (isNewEnough()) return putOnPath(path.dirname(process.execPath))
  if (process.platform === 'win32') {
    throw new Stop('Windows では動きません。Linux または macOS をお使いください。', 'Windows is not supported; use Linux or macOS.')
  }
  const prefix = inRoot('.toolchain')
  const node = path.join(prefix, 'node_modules', packageName, 'bin', 'node')
  if (!existsSync(node)) await fetchNode(prefix)
  else say(`.toolchain の Node ${wanted} を使います`, `using Node ${wanted} from .toolchain`)
  putOnPath(path.dirname(node))
  await startAgainOn(node)
}
