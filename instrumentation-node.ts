// What the server does before it answers anything: a configuration or a data folder that cannot be used ends it here, in plain lines.
import { env, EnvError } from '@/lib/env'
import { getRunning, WrongInstallation } from '@/lib/compose'
import { log } from '@/lib/log'

/** Opens everything and takes up what a former process left; ends the process with exit code 1 where it cannot. */
export const boot = async () => {
  try {
    const { mode, dataDir, databaseUrl } = env()
    log().info({ mode, dataDir, database: databaseUrl ? 'postgresql' : 'sqlite' }, 'starting')
    const { close } = await getRunning()
    endWith('SIGTERM', close)
    endWith('SIGINT', close)
  } catch (error) {
    for (const line of plainLines(error)) console.error(line)
    process.exit(1)
  }
}

/** Streams close first: the web server waits for open answers before it ends. */
function endWith(signal: 'SIGTERM' | 'SIGINT', close: () => Promise<void>): void {
  process.once(signal, () => {
    close().catch((error: unknown) => log().error({ err: error }, 'closing went wrong'))
  })
}

function plainLines(error: unknown): readonly string[] {
  if (error instanceof EnvError) return error.lines
  if (error instanceof WrongInstallation) return [error.message]
  log().fatal({ err: error }, 'the server could not start')
  const reason = error instanceof Error ? error.message : String(error)
  return [`サーバーを起動できませんでした。データフォルダーとデータベースを確かめてください: ${reason}`, `The server could not start. Check the data folder and the database: ${reason}`]
}
