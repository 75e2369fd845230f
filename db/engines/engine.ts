/**
 * What the stores may know of a database: one handle, typed as PostgreSQL whatever it is, and what differs between the engines.
 * Promises for both: a transaction is alone with its own statements and all or nothing; a commit is on the disk when it is answered.
 * Imports drizzle and the tables only.
 */
import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Tables } from '../schema/tables'

export type Handle = PgDatabase<PgQueryResultHKT, Record<string, never>>
export type EngineKind = 'sqlite' | 'postgres'

export interface Engine {
  readonly kind: EngineKind
  readonly db: Handle
  readonly tables: Tables
  /** The database's own clock, in ms since 1970: leases of several instances are compared on it alone. */
  readonly now: SQL<number>
  /**
   * Runs `work` in one transaction; its error rolls everything back and is thrown on. Only the handle given may be used inside and
   * nothing else may be awaited. Throws on a transaction within a transaction, and on the outer handle used within one.
   */
  transaction<T>(work: (tx: Handle) => Promise<T>): Promise<T>
  /** Whether a statement failed because a unique key was taken. */
  isUnique(error: unknown): boolean
  /** Tells every listener, of every instance. A message may be lost; what matters is read again. Payload: at most 4,000 bytes. */
  notify(payload: string): Promise<void>
  /** Calls `listener` with every payload until the returned function is called. `null`: messages may have been missed. */
  listen(listener: (payload: string | null) => void): () => void
  /** Whether messages of other instances can be lost: what matters is then asked for as well, from time to time. */
  readonly losesMessages: boolean
  close(): Promise<void>
}
