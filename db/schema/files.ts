import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/**
 * Files that people handed over; the bytes lie in the content store under `sha256`. Until it is whole (`completedAt`) nobody sees it but who
 * uploads it. `usedAt`: an answer names it, and it stays for good; one that nobody used may be taken back by who brought it.
 */
export const defineFiles = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table(
    'files',
    {
      id: kit.text('id').primaryKey(),
      recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
      leg: kit.int('leg').notNull(),
      request: kit.text('request').notNull(),
      name: kit.text('name').notNull(),
      sizeBytes: kit.long('size_bytes').notNull(),
      sha256: kit.text('sha256'),
      ownerId: kit.text('owner_id').notNull(),
      ownerName: kit.text('owner_name').notNull(),
      createdAt: kit.timeMs('created_at').notNull(),
      completedAt: kit.timeMs('completed_at'),
      usedAt: kit.timeMs('used_at'),
      removedAt: kit.timeMs('removed_at'),
    },
    (t) => [kit.index('files_of_recovery').on(t.recoveryId, t.createdAt)],
  )
