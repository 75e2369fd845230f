import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/** One open recovery per (manager identity, server): the primary key is the lock. Rows go when the recovery ends. */
export const defineServerLocks = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table(
    'server_locks',
    {
      managerIdentity: kit.text('manager_identity').notNull(),
      server: kit.text('server').notNull(),
      recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
    },
    (t) => [
      kit.primaryKey({ name: 'server_locks_pk', columns: [t.managerIdentity, t.server] }),
      kit.index('server_locks_of_recovery').on(t.recoveryId),
    ],
  )
