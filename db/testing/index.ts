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

/** Server address → a migrated database of this process that all others are copies of: migrating each anew took longer than most tests. */
const templates = new Map<string, Promise<string>>()

/** Drops what this process keeps on the server to copy from. */
export async function dropTemplate(serverUrl: string): Promise<void> {
  const template = await templates.get(serverUrl)
  templates.delete(serverUrl)
  if (template !== undefined) await onServer(serverUrl, `DROP DATABASE ${template} WITH (FORCE)`)
}

async function makeTemplate(serverUrl: string): Promise<string> {
  const name = newName('template')
  await onServer(serverUrl, `CREATE DATABASE ${name}`)
  const engine = await openDatabase({ databaseUrl: addressOf(serverUrl, name), dataDir: tmpdir() })
  await engine.close()
  return name
}

async function createPostgresDatabase(serverUrl: string | null) {
  if (serverUrl === null) throw new Error('A PostgreSQL test database needs the address of a server')
  const template = templates.get(serverUrl) ?? makeTemplate(serverUrl)
  templates.set(serverUrl, template)
  const name = newName('test')
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${await template}`)
  return { url: addressOf(serverUrl, name), drop: () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) }
}

const newName = (kind: 'template' | 'test') => `shirube_${kind}_${randomUUID().replaceAll('-', '')}`

function addressOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.toString()
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}
