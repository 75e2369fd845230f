// The common course of `npm run demo` and `npm start`: install, build, start, stay until asked to end.
import { ensureBuild } from './ensure-build.mjs'
import { ensureDeps } from './ensure-deps.mjs'
import { ensureFree, wantedPort } from './port.mjs'
import { elapsedSeconds, say, Stop } from './say.mjs'
import { startServer } from './server.mjs'

/**
 * @param {{ mode: 'demo' | 'production', host: string, dataFolder: string }} wanted
 * @returns {Promise<number>} never 0 by itself: a server that ends unasked is a failure
 */
export const serve = async ({ mode, host, dataFolder }) => {
  const port = wantedPort()
  // Told at once, not after the minutes of an install and a build.
  await ensureFree(host, port)
  await ensureDeps()
  await ensureBuild()
  const { address, code } = await startServer({ mode, host, port, dataFolder })
  say(`しるべを開けます: ${address} (${elapsedSeconds()} 秒)`, `Shirube is ready: ${address} (${elapsedSeconds()} s)`)
  say('終了するには Ctrl+C', 'press Ctrl+C to end')
  throw new Stop(`サーバーが終了しました(終了コード ${await code})。`, `The server ended by itself (exit code ${await code}).`)
}
