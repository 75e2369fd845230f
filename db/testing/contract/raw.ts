/** SQL as someone else would send it: another program with the database's own rights. */
import { sql } from 'drizzle-orm'
import type { Engine } from '../../engines/engine'

/** Runs one statement as it stands. */
export const rawRun = (engine: Engine, text: string): Promise<unknown> => {
  const statement = sql.raw(text)
  // drizzle's SQLite handle has `run` where PostgreSQL's has `execute`.
  const handle = engine.db as unknown as { run?: (query: typeof statement) => Promise<unknown>; execute?: (query: typeof statement) => Promise<unknown> }
  return (handle.run ?? handle.execute)?.call(handle, statement) ?? Promise.reject(new Error('unknown handle'))
}

/** What an error and its causes say. */
export function saying(error: unknown): string {
  return error instanceof Error ? `${error.message} ${saying(error.cause)}` : ''
}

/** How a refused statement was refused; an empty text where it went through. */
export const refusalOf = (statement: Promise<unknown>): Promise<string> => statement.then(() => '', saying)
