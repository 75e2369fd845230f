import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import path from 'node:path'
import pg from 'pg'
import { describe, expect, inject, test, vi } from 'vitest'
import type { RecoveryStore } from '@/lib/recoveries/ports'
import type { EngineKind } from './engines/engine'
import { createRecoveryStore } from './stores/recoveries'
import { rawRun } from './testing/contract/raw'
import { openTestDatabase, type TestAddress, type TestDatabase } from './testing/index'
import { usePostgresServer } from './testing/postgres-server'
import { seedClosed } from './testing/seed'

const ROWS = inject('isThorough') ? 100_000 : 4_000
const LARGE = ['recoveries', 'events', 'recovery_terms']

type Statement = { readonly text: string; readonly values: readonly unknown[] }

/** How drizzle calls either driver. */
type Sent = readonly [query: string | { readonly text: string }, values?: unknown]

/** Reads that pages make, by what they show. */
const reads: Readonly<Record<string, (store: RecoveryStore) => Promise<unknown>>> = {
  'the list': (store) => store.list({}, null, 20),
  'a late page of the list': async (store) => store.list({}, Buffer.from(JSON.stringify([false, Date.UTC(2019, 0, 20), 'R'])).toString('base64url'), 20),
  'the closed ones': (store) => store.list({ open: false }, null, 20),
  'the open ones': (store) => store.list({ open: true }, null, 20),
  'the list of a unit': (store) => store.list({ unit: 'unit_3', open: false }, null, 20),
  'a search': (store) => store.list({ text: 'SEED-77' }, null, 20),
  'a search that finds everything': (store) => store.list({ text: '10.0' }, null, 20),
  'home, open': (store) => store.open(),
  'home, on a unit': (store) => store.openOnUnit('connection-1', 'unit_3'),
  'home, lately': (store) => store.lately(5),
  'a history': (store) => store.events('R-2019-0000077'),
  'a projection': (store) => store.projection('R-2019-0000077'),
}

/** Full scans of large tables, and sorts of whole tables, in SQLite's words. */
function sqliteScans({ dataDir }: TestAddress, { text }: Statement): readonly string[] {
  const connection = new Sqlite(path.join(dataDir, 'shirube.db'), { readonly: true })
  try {
    const plan = connection.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...Array.from(text.matchAll(/\?/g), () => null))
    return plan.map(({ detail }) => detail).filter((detail) => (detail.startsWith('SCAN') && !detail.includes(' USING ')) || detail.includes('TEMP B-TREE'))
  } finally {
    connection.close()
  }
}

async function postgresScans({ databaseUrl }: TestAddress, { text, values }: Statement): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values])
  await client.end()
  return rows.map((row) => row['QUERY PLAN']).filter((line) => LARGE.some((table) => line.includes(`Seq Scan on ${table}`)))
}

/** The statements that `work` sends; `work` must use a handle that has sent none of them before. */
async function statementsOf(kind: EngineKind, work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const sent: Statement[] = []
  const spy = kind === 'sqlite' ? vi.spyOn(Sqlite.prototype, 'prepare') : vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    for (const [query, values] of spy.mock.calls as unknown as readonly Sent[]) {
      sent.push({ text: typeof query === 'string' ? query : query.text, values: Array.isArray(values) ? values : [] })
    }
  } finally {
    spy.mockRestore()
  }
  return sent
}

const plans = (kind: EngineKind, serverUrl: () => string | null) =>
  test(`with ${ROWS} closed recoveries no page reads a whole table, nor asks row by row`, async () => {
    const database = await openTestDatabase(kind, serverUrl())
    try {
      await seedClosed(database.engine, ROWS)
      await rawRun(database.engine, 'ANALYZE')
      for (const [name, read] of Object.entries(reads)) {
        const { store, close } = await freshStore(database)
        const statements = await statementsOf(kind, () => read(store))
        expect(statements.map(({ text }) => text), name).toHaveLength(1)
        for (const statement of statements) {
          const scans = kind === 'sqlite' ? sqliteScans(database.address, statement) : await postgresScans(database.address, statement)
          expect(scans, `${name}: ${statement.text}`).toEqual([])
        }
        await close()
      }
      expect(await createRecoveryStore(database.engine).verify('R-2019-0000077')).toBeNull()
    } finally {
      await database.dispose()
    }
  }, 600_000)

/** A handle whose connection is open but which has prepared nothing of the store's. */
async function freshStore({ reopen }: TestDatabase) {
  const engine = await reopen()
  await engine.db.select({ one: sql`1` }).from(engine.tables.appMeta)
  return { store: createRecoveryStore(engine), close: engine.close }
}

describe('on SQLite', () => plans('sqlite', () => null))

describe('on PostgreSQL', () => {
  const server = usePostgresServer()
  plans('postgres', server.url)
})
