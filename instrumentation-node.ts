// What the server does before it answers anything: a configuration that cannot be used ends it here, in plain lines.
import { env, EnvError } from '@/lib/env'
import { log } from '@/lib/log'

/** Reads the configuration; ends the process with exit code 1 and one line for each mistake where it cannot be used. */
export const boot = async () => {
  try {
    const { mode, dataDir, databaseUrl } = env()
    log().info({ mode, dataDir, database: databaseUrl ? 'postgresql' : 'sqlite' }, 'starting')
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    for (const line of error.lines) console.error(line)
    process.exit(1)
  }
}
