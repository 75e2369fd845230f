/**
 * Which migrations are still to run. Pure; the engines read what was applied and run the rest under their lock.
 */
import { createHash } from 'node:crypto'

/** What ships for one engine: migrations in order, and the triggers that are applied at every start. */
export type MigrationBundle = { readonly migrations: readonly { readonly tag: string; readonly sql: string }[]; readonly triggers: string }
export type AppliedMigration = { readonly tag: string; readonly hash: string }
export type PendingMigration = AppliedMigration & { readonly statements: readonly string[] }

/** Where the engines note what they applied. */
export const MIGRATIONS_TABLE = 'CREATE TABLE IF NOT EXISTS migrations (tag TEXT PRIMARY KEY NOT NULL, hash TEXT NOT NULL)'

/**
 * Answers the migrations to run, in order.
 * Throws where the database is not one that this release can use: it knows a migration that we do not (a newer release was here),
 * or one of ours was applied with another text. Nothing has been changed then.
 */
export function pendingMigrations(bundle: MigrationBundle, applied: readonly AppliedMigration[]): readonly PendingMigration[] {
  const ours = bundle.migrations.map(({ tag, sql }) => ({ tag, hash: createHash('sha256').update(sql).digest('hex'), statements: sql.split('--> statement-breakpoint') }))
  for (const { tag, hash } of applied) {
    const known = ours.find((migration) => migration.tag === tag)
    if (!known) throw new Error(`The database was used by a newer release (it knows the migration ${tag}). Nothing was changed. Start the newer release, or restore the backup made before the upgrade.`)
    if (known.hash !== hash) throw new Error(`The migration ${tag} was applied with another text than this release has. Nothing was changed. Use the release that made this database.`)
  }
  return ours.filter(({ tag }) => !applied.some((done) => done.tag === tag))
}
