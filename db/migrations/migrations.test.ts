import { readFileSync } from 'node:fs'
import path from 'node:path'
import { generateDrizzleJson, generateMigration, generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import { getTableName } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { postgresKit, sqliteKit } from '../kit'
import * as postgresEntry from '../schema/entry-postgres'
import * as sqliteEntry from '../schema/entry-sqlite'
import { buildTables } from '../schema/tables'
import { pendingMigrations } from './plan'
import postgresBundle from './postgres.json' with { type: 'json' }
import sqliteBundle from './sqlite.json' with { type: 'json' }

const file = (...parts: readonly string[]) => readFileSync(path.join(import.meta.dirname, ...parts), 'utf8')
const snapshot = (engine: string, tag: string): unknown => JSON.parse(file(engine, 'meta', `${tag.slice(0, 4)}_snapshot.json`))
const engines = [
  { engine: 'sqlite', bundle: sqliteBundle, entry: sqliteEntry, kit: sqliteKit },
  { engine: 'postgres', bundle: postgresBundle, entry: postgresEntry, kit: postgresKit },
] as const

describe.each(engines)('the migrations of $engine', ({ engine, bundle, entry, kit }) => {
  test('are embedded as they stand in the folder, all of them (else: node scripts/migrations.mjs)', () => {
    const journal = JSON.parse(file(engine, 'meta', '_journal.json')) as { readonly entries: readonly { readonly tag: string }[] }
    expect(bundle.migrations).toEqual(journal.entries.map(({ tag }) => ({ tag, sql: file(engine, `${tag}.sql`) })))
    expect(bundle.triggers).toBe(file(engine, 'triggers.sql'))
  })

  test('make every table that the code knows', () => {
    expect(Object.values(entry).map(getTableName).sort()).toEqual(Object.values(buildTables(kit)).map(getTableName).sort())
  })
})

describe('the schema and the last migration say the same (else: node scripts/migrations.mjs NAME)', () => {
  test('on SQLite', async () => {
    const last = snapshot('sqlite', sqliteBundle.migrations.at(-1)?.tag ?? '') as Parameters<typeof generateSQLiteMigration>[0]
    expect(await generateSQLiteMigration(last, await generateSQLiteDrizzleJson(sqliteEntry, last.id))).toEqual([])
  })
  test('on PostgreSQL', async () => {
    const last = snapshot('postgres', postgresBundle.migrations.at(-1)?.tag ?? '') as Parameters<typeof generateMigration>[0]
    expect(await generateMigration(last, generateDrizzleJson(postgresEntry, last.id))).toEqual([])
  })
})

describe('which migrations are still to run', () => {
  const bundle = { migrations: [{ tag: '0000_a', sql: 'A;--> statement-breakpoint\nB;' }, { tag: '0001_b', sql: 'C;' }], triggers: '' }
  const [first, second] = pendingMigrations(bundle, [])

  test('all on an empty database, the later ones on an older, none on the same', () => {
    expect(first?.statements).toHaveLength(2)
    expect(pendingMigrations(bundle, [first ?? { tag: '', hash: '' }])).toEqual([second])
    expect(pendingMigrations(bundle, [first, second].filter((m) => m !== undefined))).toEqual([])
  })
  test('a database that a newer release has used is refused', () => {
    expect(() => pendingMigrations(bundle, [{ tag: '0002_c', hash: 'x' }])).toThrow('newer release')
  })
  test('a migration applied with another text is refused', () => {
    expect(() => pendingMigrations(bundle, [{ tag: '0000_a', hash: 'x' }])).toThrow('another text')
  })
})
