/**
 * Opens the database that the configuration names: PostgreSQL by its address, else SQLite in the data folder.
 * Each call opens anew; who keeps the one handle of a process is the composition root.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Engine } from './engines/engine'
import { openPostgres } from './engines/postgres'
import { openSqlite } from './engines/sqlite'

const SQLITE_FILE = 'shirube.db'

/**
 * Opens and migrates. `dataDir` is made where it is not there, readable by its owner only.
 * Throws with a plain sentence where the database is not fit (newer release, fsync off), else with the driver's error.
 */
export async function openDatabase({ databaseUrl, dataDir }: { readonly databaseUrl: string | undefined; readonly dataDir: string }): Promise<Engine> {
  if (databaseUrl !== undefined) return openPostgres(databaseUrl)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return openSqlite(path.join(dataDir, SQLITE_FILE))
}
