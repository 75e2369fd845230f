/**
 * PostgreSQL by a pool of connections, for several instances of the app side by side.
 * Promises: every session commits synchronously; a server that does not flush (fsync off) is refused; migrations are applied before the
 * first answer, one instance at a time.
 */
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { postgresKit } from '../kit'
import { MIGRATIONS_TABLE, pendingMigrations, type AppliedMigration, type MigrationBundle } from '../migrations/plan'
import bundle from '../migrations/postgres.json' with { type: 'json' }
import { buildTables } from '../schema/tables'
import type { Engine, Handle } from './engine'
import { printWithoutValues } from './failed-query'
import { createInside } from './inside'
import { createPostgresListener, CHANNEL } from './postgres-listener'

const CONNECTIONS_MAX = 10
const CONNECT_TIMEOUT_MS = 10_000
/**
 * No statement of ours takes this long. Without an end a lock that somebody holds would keep every page waiting, and an instance that is
 * frozen within a transaction would keep all others from its rows.
 */
const STATEMENT_MS = 60_000
const IDLE_IN_TRANSACTION_MS = 30_000
const VERSION_MIN = 150_000
/** Any number, as long as every release uses the same: who holds it migrates. */
const MIGRATION_LOCK = 7_480_217
const UNIQUE_VIOLATION = '23505'

/** Opens the database at `url`. Throws where it cannot be reached or does not keep what it acknowledges. */
export async function openPostgres(url: string, migrations: MigrationBundle = bundle): Promise<Engine> {
  printWithoutValues()
  const inside = createInside()
  const pool = new GuardedPool(inside.assertOutside, {
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // Before anything else of a session, whatever the server's or the role's own setting is.
    options: `-c synchronous_commit=on -c statement_timeout=${STATEMENT_MS} -c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS}`,
  })
  // A connection that breaks is replaced by the pool at the next statement; without a listener it would end the process, be it idle or within
  // a transaction, whose next statement tells.
  pool.on('error', () => undefined).on('connect', (client) => void client.on('error', () => undefined))
  try {
    await refuseUnsafe(pool)
    await migrate(pool, migrations)
  } catch (error) {
    await pool.end()
    throw error
  }
  const database = drizzle(pool)
  const listener = createPostgresListener(url)

  return {
    kind: 'postgres',
    // The pool's database is a PgDatabase of its own result type; stores use no results of that kind.
    db: database as unknown as Handle,
    tables: buildTables(postgresKit),
    now: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`.mapWith(Number),
    async transaction(work) {
      inside.assertOutside()
      return database.transaction((tx) => inside.run(() => work(tx as unknown as Handle)))
    },
    isUnique: (error) => error instanceof Error && error.cause instanceof pg.DatabaseError && error.cause.code === UNIQUE_VIOLATION,
    notify: async (payload) => void (await pool.query('SELECT pg_notify($1, $2)', [CHANNEL, payload])),
    listen: listener.listen,
    losesMessages: true,
    close: async () => {
      await listener.close()
      if (!pool.ending) await pool.end()
    },
  }
}

/** Finds the programming error that would dead-lock on SQLite: the outer handle used within a transaction. */
class GuardedPool extends pg.Pool {
  constructor(assertOutside: () => void, config: pg.PoolConfig) {
    super(config)
    const query = this.query.bind(this) as (...args: unknown[]) => unknown
    const guarded = (...args: unknown[]) => {
      assertOutside()
      return query(...args)
    }
    Object.assign(this, { query: guarded })
  }
}

async function refuseUnsafe(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ fsync: string; commit: string; version: string }>(
    "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('server_version_num') AS version",
  )
  const [settings] = rows
  if (Number(settings?.version) < VERSION_MIN) throw new Error('The PostgreSQL server is older than version 15. Nothing was changed. Use a newer server.')
  if (settings?.fsync !== 'on') throw new Error('The PostgreSQL server runs with fsync off: it would lose acknowledged records at a power cut. Nothing was changed. Switch fsync on.')
  if (settings.commit !== 'on') throw new Error('The PostgreSQL server did not accept synchronous_commit=on. Nothing was changed. Connect without a pooler that drops session settings.')
}

async function migrate(pool: pg.Pool, { migrations, triggers }: MigrationBundle): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    // A large table takes the time that it takes, and so may another instance that is at it.
    await client.query('SET LOCAL statement_timeout = 0')
    // Ends with the transaction, also when this process dies.
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await client.query(MIGRATIONS_TABLE)
    const { rows } = await client.query<AppliedMigration>('SELECT tag, hash FROM migrations')
    for (const { tag, hash, statements } of pendingMigrations({ migrations, triggers }, rows)) {
      for (const statement of statements) await client.query(statement)
      await client.query('INSERT INTO migrations (tag, hash) VALUES ($1, $2)', [tag, hash])
    }
    await client.query(triggers)
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    // Not rolled back but thrown away, with whatever state it is in.
    client.release(true)
    throw error
  }
}
