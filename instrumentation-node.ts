// What the server does before it answers anything: a configuration or a data folder that cannot be used ends it here, in plain lines.
import { subscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'
import type { Socket } from 'node:net'
import { env, EnvError } from '@/lib/env'
import { getRunning, WrongInstallation } from '@/lib/compose'
import { log } from '@/lib/log'

/** Opens everything and takes up what a former process left; ends the process with exit code 1 where it cannot. */
export const boot = async () => {
  try {
    const { mode, dataDir, databaseUrl } = env()
    log().info({ mode, dataDir, database: databaseUrl ? 'postgresql' : 'sqlite' }, 'starting')
    watchServer()
    const { rest } = await getRunning()
    endWith('SIGTERM', rest)
    endWith('SIGINT', rest)
  } catch (error) {
    for (const line of plainLines(error)) console.error(line)
    process.exit(1)
  }
}

/** How long the web server may end by itself: every answer under way is out by then, at most. */
const LINGER_MS = 2_000
const servers = new Set<Server>()

/**
 * Knows the web server from its first connection on. Browsers open some before they ask for anything; to the web server one without a question
 * is not idle, and it would wait for it for a minute and a half.
 */
function watchServer(): void {
  subscribe('net.server.socket', (message) => {
    const { server } = (message as { readonly socket: Socket & { readonly server?: object } }).socket
    if (server instanceof Server) servers.add(server)
  })
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { readonly server: Server }
    // The connection may be older than this process's first look.
    servers.add(server)
    server.requestTimeout = REQUEST_WITHIN_MS
  })
}

/** How long one request may take to come in: Node's own five minutes are too few for a big file by a form without script, which cannot be gone on with. */
const REQUEST_WITHIN_MS = 12 * 3_600_000

/**
 * Puts our rest before the framework's own end: it exits as soon as the last answer is out, whatever else is under way. The database stays
 * open until then, because browsers go on asking; both engines take the end of the process as what it is.
 */
function endWith(signal: 'SIGTERM' | 'SIGINT', rest: () => Promise<void>): void {
  const framework = process.listeners(signal)
  process.removeAllListeners(signal)
  let asked = false
  process.on(signal, () => {
    // A terminal asks everybody in it, and they ask each other again.
    if (asked) return
    asked = true
    void rest()
      .catch((error: unknown) => log().error({ err: error }, 'closing went wrong'))
      .finally(() => {
        framework.forEach((end) => end(signal))
        setTimeout(() => servers.forEach((server) => server.closeAllConnections()), LINGER_MS)
      })
  })
}

function plainLines(error: unknown): readonly string[] {
  if (error instanceof EnvError) return error.lines
  if (error instanceof WrongInstallation) return [error.message]
  log().fatal({ err: error }, 'the server could not start')
  const reason = error instanceof Error ? error.message : String(error)
  return [`サーバーを起動できませんでした。データフォルダーとデータベースを確かめてください: ${reason}`, `The server could not start. Check the data folder and the database: ${reason}`]
}
