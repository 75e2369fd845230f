/**
 * The column kit: tables are declared once, in these words, and built for either engine.
 * Promises that a column means the same on both: times are integers in ms since 1970, bytes are bytes, canonical text is kept
 * byte for byte (never jsonb, which gives other bytes back). Stores are typed as PostgreSQL; the SQLite kit is cast to it here,
 * as the SQLite handle is at its engine's door, and nowhere else. Imports drizzle only.
 */
import * as postgres from 'drizzle-orm/pg-core'
import * as sqlite from 'drizzle-orm/sqlite-core'

const bytea = postgres.customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
})

export const postgresKit = {
  table: postgres.pgTable,
  text: (name: string) => postgres.text(name),
  /** A whole number within ±2^31: counts, step numbers. */
  int: (name: string) => postgres.integer(name),
  /** A whole number within ±2^53: sequence numbers, sizes in bytes. */
  long: (name: string) => postgres.bigint(name, { mode: 'number' }),
  bool: (name: string) => postgres.boolean(name),
  /** A moment in ms since 1970. */
  timeMs: (name: string) => postgres.bigint(name, { mode: 'number' }),
  /** A moment as the accounts library has it (a `Date`); our own tables use `timeMs`. */
  date: (name: string) => postgres.timestamp(name, { withTimezone: true, mode: 'date' }),
  bytes: (name: string) => bytea(name),
  /** JSON as text, kept as the very text that was written (see canonical.ts). */
  canonical: (name: string) => postgres.text(name),
  index: postgres.index,
  uniqueIndex: postgres.uniqueIndex,
  primaryKey: postgres.primaryKey,
}

export type Kit = typeof postgresKit

export const sqliteKit = {
  table: sqlite.sqliteTable,
  text: (name: string) => sqlite.text(name),
  int: (name: string) => sqlite.integer(name),
  long: (name: string) => sqlite.integer(name),
  bool: (name: string) => sqlite.integer(name, { mode: 'boolean' }),
  timeMs: (name: string) => sqlite.integer(name),
  date: (name: string) => sqlite.integer(name, { mode: 'timestamp_ms' }),
  bytes: (name: string) => sqlite.blob(name, { mode: 'buffer' }),
  canonical: (name: string) => sqlite.text(name),
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  primaryKey: sqlite.primaryKey,
} as unknown as Kit
