// The server's log: one JSON object a line on standard output. Promises: what is known to be secret never gets there.
// Imports nothing of ours but the configuration.
import { pino, type DestinationStream, type Logger } from 'pino'
import { env } from './env'

const secrets = ['password', 'passwordHash', 'token', 'sessionToken', 'secret', 'cookie', '["set-cookie"]', 'authorization', 'databaseUrl', 'DATABASE_URL']
const at = (parent: string) => secrets.map((name) => (name.startsWith('[') ? `${parent}${name}` : `${parent}.${name}`))

const VALUES_OF_QUERY = '\nparams: '
const CAUSES_MAX = 5

/**
 * An error without what it was about: a failed statement carries its values (outputs, comments, tokens) in its message, in its stack and in
 * fields of its own. What it is, where it happened and why is kept.
 */
function withoutValues(error: unknown, causesLeft = CAUSES_MAX): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const [message = ''] = error.message.split(VALUES_OF_QUERY, 1)
  return {
    type: error.name,
    message,
    ...('code' in error && { code: error.code }),
    stack: error.stack?.replace(error.message, () => message),
    ...(error.cause !== undefined && causesLeft > 0 && { cause: withoutValues(error.cause, causesLeft - 1) }),
  }
}

/**
 * A logger for one destination.
 * @param level the least level that is written
 * @param destination standard output where not given
 */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { app: 'shirube' },
      timestamp: pino.stdTimeFunctions.isoTime,
      // A level as a word: people read this file with grep.
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => withoutValues(error) },
      redact: { paths: [...secrets, ...at('*'), ...at('*.*')], censor: '[hidden]' },
    },
    destination,
  )

let shared: Logger | undefined

/** The process's logger, at the level of LOG_LEVEL. */
export const log = (): Logger => (shared ??= createLog(env().logLevel))
