import { sql } from 'drizzle-orm'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { withTestDatabase } from '../testing/index'
import { startPostgresCluster } from '../testing/postgres-cluster'
import { usePostgresServer } from '../testing/postgres-server'
import { openPostgres } from './postgres'

describe('PostgreSQL', () => {
  const server = usePostgresServer()

  async function onServer(url: string, ...statements: readonly string[]) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }

  test("commits synchronously in every session, whatever the role's own setting", () =>
    withTestDatabase('postgres', server.url(), async ({ address }) => {
      const url = address.databaseUrl ?? ''
      const name = new URL(url).pathname.slice(1)
      await onServer(url, `ALTER DATABASE ${name} SET synchronous_commit = off`)
      // The opening itself asks for the setting and would refuse.
      const engine = await openPostgres(url)
      await engine.close()
    }))

  test('a server that does not flush is refused', async () => {
    const careless = await startPostgresCluster(['fsync=off'])
    await expect(openPostgres(careless.url)).rejects.toThrow('fsync off')
    await careless.stop()
  })

  test('a server that is not there is an error, not a hang', async () => {
    await expect(openPostgres('postgresql://nobody@127.0.0.1:9/none')).rejects.toThrow('ECONNREFUSED')
  })

  test('two instances that start at once on an empty database both find it migrated', () =>
    withTestDatabase('postgres', server.url(), async ({ address }) => {
      const url = address.databaseUrl ?? ''
      await onServer(url, 'DROP SCHEMA public CASCADE', 'CREATE SCHEMA public')
      const engines = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)])
      for (const engine of engines) {
        expect(await engine.db.select().from(engine.tables.events)).toEqual([])
        await engine.close()
      }
    }))

  test('a server that restarts within a transaction fails that transaction alone: the process lives, and the next one is served', () =>
    withTestDatabase('postgres', server.url(), async ({ engine, address }) => {
      const { counters } = engine.tables
      const cut = engine.transaction(async (tx) => {
        await tx.insert(counters).values({ name: 'lost', value: 1 })
        await onServer(address.databaseUrl ?? '', "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()")
        await tx.insert(counters).values({ name: 'lost, too', value: 1 })
      })
      await expect(cut).rejects.toThrow()
      await engine.transaction((tx) => tx.insert(counters).values({ name: 'kept', value: 1 }))
      expect((await engine.db.select().from(counters)).map(({ name }) => name)).toEqual(['kept'])
    }))

  test('no statement waits for ever, and nobody holds rows while he is frozen', () =>
    withTestDatabase('postgres', server.url(), async ({ engine }) => {
      const settings = await Promise.all(['statement_timeout', 'idle_in_transaction_session_timeout'].map((name) => engine.db.execute<Record<string, string>>(sql.raw(`SHOW ${name}`))))
      expect(settings.map((rows) => (rows as unknown as { rows: Record<string, string>[] }).rows[0])).toEqual([{ statement_timeout: '1min' }, { idle_in_transaction_session_timeout: '30s' }])
    }))

  test('a listener whose connection was cut is told that it may have missed something, and hears again', () =>
    withTestDatabase('postgres', server.url(), async ({ engine, address }) => {
      const heard: (string | null)[] = []
      engine.listen((payload) => heard.push(payload))
      await vi.waitFor(() => expect(heard).toEqual([null]), { timeout: 5_000 })
      await onServer(address.databaseUrl ?? '', "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid() AND datname = current_database()")
      await vi.waitFor(() => expect(heard).toEqual([null, null]), { timeout: 5_000 })
      await engine.notify('hello')
      await vi.waitFor(() => expect(heard).toEqual([null, null, 'hello']), { timeout: 5_000 })
    }))
})
