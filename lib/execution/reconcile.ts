/**
 * What is done about attempts that this process did not take the press of: found after a start, or when another process's lease is over.
 * They are attended to, collected or declined; never launched. Imports ports only.
 */
import type { AttemptRow } from '@/lib/recoveries/ports'
import type { ExecutorDeps } from './work'

/** How many are taken up at one look; the next look takes more. */
const AT_ONCE = 50

/**
 * Attempts without an owner that are ours to take up; those of connections that no application uses (`manual`) are left to their people. A
 * connection that cannot be opened keeps nobody else's attempts waiting.
 */
export async function findOrphans({ attempts, managers, log }: ExecutorDeps): Promise<readonly AttemptRow[]> {
  const rows = await attempts.claimable(AT_ONCE)
  const managed = await Promise.all(rows.map(async (row) => {
    try {
      return (await managers.get(row.connectionId)) ? row : null
    } catch (error) {
      log.error({ err: error, connectionId: row.connectionId, attempt: row.id }, 'a connection could not be opened')
      return null
    }
  }))
  return managed.filter((row) => row !== null)
}

/** Whether the commit that precedes every launch is in this database; where it was restored from a backup, it may have been lost. */
export const isCommitted = (row: AttemptRow): boolean => row.identity !== null
