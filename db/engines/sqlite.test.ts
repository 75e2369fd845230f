import Sqlite from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createRecoveryStore } from '../stores/recoveries'
import { refusalOf } from '../testing/contract/raw'
import { withTestDatabase, type TestDatabase } from '../testing/index'
import { begin, next, note } from '../testing/samples'
import { openSqlite } from './sqlite'

const fileOf = ({ address }: TestDatabase) => path.join(address.dataDir, 'shirube.db')
const pragma = async ({ engine }: TestDatabase, name: string) => {
  const [row] = await engine.db.select({ value: sql`value` }).from(sql`(select ${sql.raw(name)} as value from ${sql.raw(`pragma_${name}`)})`)
  return row?.value
}

describe('SQLite', () => {
  test('flushes every commit, holds foreign keys, and fires triggers on a replace', () =>
    withTestDatabase('sqlite', null, async (database) => {
      expect(await pragma(database, 'journal_mode')).toBe('wal')
      expect(await pragma(database, 'synchronous')).toBe(2)
      expect(await pragma(database, 'foreign_keys')).toBe(1)
      expect(await pragma(database, 'recursive_triggers')).toBe(1)
    }))

  test('a transaction that awaits anything but its own statements is refused and rolled back, and holds nobody up', () =>
    withTestDatabase('sqlite', null, async ({ engine }) => {
      const { counters } = engine.tables
      let resolve = (): void => undefined
      const never = new Promise<void>((done) => { resolve = done })
      const stray = refusalOf(engine.transaction(async (tx) => {
        await tx.insert(counters).values({ name: 'stray', value: 1 })
        await never
        await tx.insert(counters).values({ name: 'later', value: 1 })
      }))
      expect(await stray).toContain('awaited something other than its own statements')
      await engine.db.insert(counters).values({ name: 'other', value: 1 })
      resolve()
      expect((await engine.db.select().from(counters)).map(({ name }) => name)).toEqual(['other'])
    }))

  test('the file of a newer release is refused, in words, and left as it was', () =>
    withTestDatabase('sqlite', null, async (database) => {
      await database.engine.close()
      const other = new Sqlite(fileOf(database))
      other.prepare("INSERT INTO migrations VALUES ('9999_future', 'x')").run()
      other.close()
      const before = readFileSync(fileOf(database))
      expect(() => openSqlite(fileOf(database))).toThrow('newer release')
      expect(readFileSync(fileOf(database)).equals(before)).toBe(true)
    }))

  test('a file that is no database is refused and left as it was', () =>
    withTestDatabase('sqlite', null, async ({ address }) => {
      const file = path.join(address.dataDir, 'other.db')
      writeFileSync(file, 'these are my holiday photographs'.repeat(100))
      expect(() => openSqlite(file)).toThrow('not a database')
      expect(readFileSync(file, 'utf8')).toContain('holiday')
    }))

  test('a trigger that someone dropped is back after the next start', () =>
    withTestDatabase('sqlite', null, async (database) => {
      await createRecoveryStore(database.engine).append(begin('R-2026-0001'))
      const other = new Sqlite(fileOf(database))
      other.exec('DROP TRIGGER events_no_delete; DROP TRIGGER events_no_update')
      other.close()
      await database.reopen()
      const again = new Sqlite(fileOf(database))
      expect(() => again.exec('DELETE FROM events')).toThrow('append-only')
      again.close()
    }))

  test('another program cannot replace an event, though its triggers are not recursive', () =>
    withTestDatabase('sqlite', null, async (database) => {
      await createRecoveryStore(database.engine).append(begin('R-2026-0001'))
      const other = new Sqlite(fileOf(database))
      expect(() => other.exec('INSERT OR REPLACE INTO events SELECT * FROM events')).toThrow('append-only')
      expect(() => other.exec("INSERT OR REPLACE INTO events (rowid, recovery_id, seq, type, v, at, actor_id, body, hash) SELECT rowid, recovery_id, 2, 'x', v, at, actor_id, body, hash FROM events")).toThrow('append-only')
      other.close()
    }))

  test('what was forged with the triggers out of the way is named by the walk', () =>
    withTestDatabase('sqlite', null, async (database) => {
      const store = createRecoveryStore(database.engine)
      await store.append(begin('R-2026-0001'))
      await store.append(next('R-2026-0001', 1, [note('a'), note('b'), note('c')]))
      const forge = (statement: string) => {
        const other = new Sqlite(fileOf(database))
        other.exec(`DROP TRIGGER IF EXISTS events_no_delete; DROP TRIGGER IF EXISTS events_no_update; ${statement}`)
        other.close()
      }
      forge('DELETE FROM events WHERE seq = 4')
      expect(await store.verify('R-2026-0001')).toEqual({ badSeq: 4, why: 'tailCut' })
      expect(await store.append(next('R-2026-0001', 4, [note('d')]))).toMatchObject({ ok: false })
      forge("UPDATE events SET actor_id = 'other' WHERE seq = 2")
      expect(await store.verify('R-2026-0001')).toEqual({ badSeq: 2, why: 'changed' })
    }))
})
