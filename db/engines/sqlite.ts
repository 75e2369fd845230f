/**
 * SQLite in one file, over ONE connection with a gate: a transaction runs alone, every other statement waits for it. Without the gate
 * an acknowledged write of someone else would join the open transaction and vanish with its rollback.
 * Promises: every commit is flushed (WAL, synchronous=FULL); migrations are applied before the first answer, under the write lock.
 */
import { EventEmitter } from 'node:events'
import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import { sqliteKit } from '../kit'
import { MIGRATIONS_TABLE, pendingMigrations, type AppliedMigration, type MigrationBundle } from '../migrations/plan'
import bundle from '../migrations/sqlite.json' with { type: 'json' }
import { buildTables } from '../schema/tables'
import type { Engine, Handle } from './engine'
import { printWithoutValues } from './failed-query'
import { createGate } from './gate'
import { createInside } from './inside'

const BUSY_TIMEOUT_MS = 5_000
const STATEMENTS_KEPT_MAX = 500

/** Opens, and where needed makes, the database file. Throws where the file cannot be used. */
export function openSqlite(file: string, migrations: MigrationBundle = bundle): Engine {
  printWithoutValues()
  const connection = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    prepareConnection(connection)
    migrate(connection, migrations)
  } catch (error) {
    connection.close()
    throw error
  }
  const execute = createExecute(connection)
  const gate = createGate()
  const inside = createInside()

  const db = asHandle(async (text, params, method) => {
    inside.assertOutside()
    await gate.enter()
    try {
      return execute(text, params, method)
    } finally {
      gate.leave()
    }
  })
  const tx = asHandle(async (text, params, method) => {
    inside.assertInside()
    return execute(text, params, method)
  })

  async function transaction<T>(work: (tx: Handle) => Promise<T>): Promise<T> {
    inside.assertOutside()
    await gate.enter()
    const guard = createStrayGuard()
    try {
      connection.exec('BEGIN IMMEDIATE')
      const value = await inside.run(() => Promise.race([work(tx), guard.strayed]))
      connection.exec('COMMIT')
      return value
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      throw error
    } finally {
      guard.end()
      gate.leave()
    }
  }

  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    kind: 'sqlite',
    db,
    tables: buildTables(sqliteKit),
    now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`.mapWith(Number),
    transaction,
    isUnique: (error) => UNIQUE_CODES.has(codeOf(error)),
    notify: async (payload) => void emitter.emit('message', payload),
    listen(listener) {
      emitter.on('message', listener)
      return () => emitter.off('message', listener)
    },
    losesMessages: false,
    close: async () => {
      await gate.enter()
      connection.close()
      gate.leave()
    },
  }
}

const UNIQUE_CODES = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])
const codeOf = (error: unknown) => (error instanceof Error && error.cause instanceof Sqlite.SqliteError ? error.cause.code : '')

type Execute = (text: string, params: unknown[], method: 'run' | 'all' | 'values' | 'get') => { rows: unknown[]; rowsAffected?: number }

/** The engine's door: the one place where a SQLite handle is handed out under the type that the stores are written in. */
const asHandle = (execute: (...args: Parameters<Execute>) => Promise<ReturnType<Execute>>) => drizzle(execute) as unknown as Handle

/** Runs one statement at once; statements are kept prepared, the oldest forgotten first. */
function createExecute(connection: Sqlite.Database): Execute {
  const prepared = new Map<string, Sqlite.Statement>()
  const prepare = (text: string) => {
    const known = prepared.get(text)
    if (known) return known
    const statement = connection.prepare(text)
    prepared.set(text, statement.reader ? statement.raw() : statement)
    const oldest = prepared.size > STATEMENTS_KEPT_MAX ? prepared.keys().next().value : undefined
    if (oldest !== undefined) prepared.delete(oldest)
    return statement
  }
  return (text, params, method) => {
    const statement = prepare(text)
    if (!statement.reader) return { rows: [], rowsAffected: statement.run(...params).changes }
    // The driver's type asks for rows; drizzle reads "nothing found" from `undefined`.
    if (method === 'get') return { rows: statement.get(...params) as unknown[] }
    return { rows: statement.all(...params) }
  }
}

/**
 * SQLite answers at once, so a transaction that awaits its own statements alone is over before the event loop turns.
 * One that is not awaits something else, and would keep every other statement waiting: it is refused.
 */
function createStrayGuard() {
  let timer: NodeJS.Immediate | undefined
  const strayed = new Promise<never>((_, reject) => {
    timer = setImmediate(() => reject(new Error('Programming error: a transaction awaited something other than its own statements')))
  })
  return { strayed, end: () => clearImmediate(timer) }
}

function prepareConnection(connection: Sqlite.Database): void {
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma('recursive_triggers = ON')
}

function migrate(connection: Sqlite.Database, { migrations, triggers }: MigrationBundle): void {
  // Rebuilding a table that others refer to needs this off, and it cannot be changed within the transaction.
  connection.pragma('foreign_keys = OFF')
  const apply = connection.transaction(() => {
    connection.exec(MIGRATIONS_TABLE)
    const applied = connection.prepare<[], AppliedMigration>('SELECT tag, hash FROM migrations').all()
    for (const { tag, hash, statements } of pendingMigrations({ migrations, triggers }, applied)) {
      for (const statement of statements) connection.exec(statement)
      connection.prepare('INSERT INTO migrations (tag, hash) VALUES (?, ?)').run(tag, hash)
    }
    connection.exec(triggers)
  })
  apply.immediate()
  connection.pragma('foreign_keys = ON')
}
