/** Wires accounts to the database, and opens the first set-up of a production instance. A part of lib/compose.ts. */
import { randomBytes } from 'node:crypto'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import type { Engine } from '@/db/engines/engine'
import { createAuth, type Auth } from '../accounts/auth'
import type { MetaStore } from '../accounts/ports'
import { openSetup } from '../accounts/setup'
import type { Env } from '../env'
import { log } from '../log'

const SECRET_KEY = 'session-secret'

/** The secret of the sessions is kept beside them, so that instances on one database share it: of two that start at once both have the first's. */
export async function wireAuth(config: Env, engine: Engine, meta: MetaStore): Promise<Auth> {
  const secret = await meta.keep(SECRET_KEY, randomBytes(32).toString('base64url'))
  const { user, session, account, verification } = engine.tables
  const isPostgres = engine.kind === 'postgres'
  const database = drizzleAdapter(engine.db, { provider: isPostgres ? 'pg' : 'sqlite', schema: { user, session, account, verification }, transaction: isPostgres })
  return createAuth({ database, secret, baseUrl: config.baseUrl, trustedProxyHeader: config.trustedProxyHeader, demo: config.mode !== 'production' })
}

/** While nobody has an account, the code that opens the set-up stands in the log. */
export async function announceSetup(auth: Auth, meta: MetaStore): Promise<void> {
  const code = await openSetup(auth, meta)
  if (code !== null) log().warn({ setupCode: code }, 'nobody has an account yet: open /setup with this code')
}
