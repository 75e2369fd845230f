/** Databases for tests, of both kinds: each its own, made empty and removed afterwards. Needs no test runner, so e2e can use it too. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openDatabase } from '../client'
import type { Engine, EngineKind } from '../engines/engine'

/** What `openDatabase` was given: another process can open the same database with it. */
export type TestAddress = { readonly databaseUrl: string | undefined; readonly dataDir: string }
export type TestDatabase = { readonly engine: Engine; readonly address: TestAddress; /** Opens the same database again, as the next start does. */ reopen(): Promise<Engine>; /** What a second instance of the app works with: on SQLite there is one handle a process. */ secondInstance(): Promise<Engine>; dispose(): Promise<void> }

/** Makes an empty, migrated database. `serverUrl`: the PostgreSQL server to make it on; not needed for SQLite. */
export async function openTestDatabase(kind: EngineKind, serverUrl: string | null): Promise<TestDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shirube-test-'))
  const postgres = kind === 'postgres' ? await createPostgresDatabase(serverUrl) : null
  const address = { databaseUrl: postgres?.url, dataDir }
  const opened: Engine[] = []
  const open = async () => {
    const engine = await openDatabase(address)
    opened.push(engine)
    return engine
  }
  const engine = await open()
  return {
    engine,
    address,
    reopen: open,
    secondInstance: async () => (kind === 'postgres' ? open() : engine),
    async dispose() {
      for (const each of opened) await each.close()
      await postgres?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Runs `work` with an empty database that is removed afterwards. */
export async function withTestDatabase<T>(kind: EngineKind, serverUrl: string | null, work: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await openTestDatabase(kind, serverUrl)
  try {
    return await work(database)
  } finally {
    await database.dispose()
  }
}

async function createPostgresDatabase(serverUrl: string | null) {
  if (serverUrl === null) throw new Error('A PostgreSQL test database needs the address of a server')
  const name = `shirube_test_${randomUUID().replaceAll('-', '')}`
  const onServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await onServer(`CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.toString(), drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) }
}
