// Starts the built server and waits until it answers that it is ready.
import { ensureDataFolder } from './data-folder.mjs'
import { serverFolder } from './ensure-build.mjs'
import { ensureFree } from './port.mjs'
import { codeOf, start } from './processes.mjs'
import { Stop } from './say.mjs'

const readyWithinMs = 60_000
/** New objects in small portions: V8's usual 16 MB for them let the idle server grow by 30 MB, for speed that pages of this size do not need. */
const nodeFlags = ['--max-semi-space-size=2']
const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** `true` when ready, otherwise what the server says about itself. */
const askHealth = async (address) => {
  try {
    const answer = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(2000) })
    return answer.ok || `${answer.status} ${await answer.text()}`
  } catch {
    return 'no answer'
  }
}

const waitUntilReady = async (address, hasEnded) => {
  const beganMs = Date.now()
  let health = await askHealth(address)
  while (health !== true) {
    if (hasEnded()) throw new Stop('サーバーが起動中に終了しました。理由は上にあります。', 'The server ended while it was starting; the reason stands above.')
    if (Date.now() - beganMs > readyWithinMs) {
      throw new Stop(`サーバーの準備が ${readyWithinMs / 1000} 秒以内に整いませんでした。`, `The server was not ready within ${readyWithinMs / 1000} s.`, health)
    }
    await pause(25)
    health = await askHealth(address)
  }
}

/**
 * @param {{ mode: 'demo' | 'production', host: string, port: number, dataFolder: string, stdio?: import('node:child_process').StdioOptions }} wanted
 *   `dataFolder` where SHIRUBE_DATA_DIR names none
 * @returns the address, the running process, and the promise of its exit code
 */
export const startServer = async ({ mode, host, port, dataFolder, stdio }) => {
  await ensureFree(host, port)
  const env = {
    NODE_ENV: 'production',
    SHIRUBE_MODE: mode,
    SHIRUBE_DATA_DIR: ensureDataFolder(dataFolder),
    HOST: host,
    HOSTNAME: host,
    PORT: String(port),
  }
  const child = start(process.execPath, [...nodeFlags, 'server.js'], { cwd: serverFolder, env, stdio })
  let ended = false
  const code = codeOf(child).then((value) => { ended = true; return value })
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
  const address = `http://${reachable}:${port}`
  await waitUntilReady(address, () => ended)
  return { address, child, code }
}
