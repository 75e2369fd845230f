import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/**
 * What a recovery is found by: whole words only, in the order of the list, so that a search reads as many rows as it shows
 * however many recoveries there are (`searchTerms` in stores/search-terms.ts).
 */
export const defineRecoveryTerms = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table(
    'recovery_terms',
    {
      term: kit.text('term').notNull(),
      isOpen: kit.bool('is_open').notNull(),
      startedAt: kit.timeMs('started_at').notNull(),
      recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
    },
    (t) => [
      kit.primaryKey({ name: 'recovery_terms_pk', columns: [t.term, t.isOpen, t.startedAt, t.recoveryId] }),
      kit.index('recovery_terms_of_recovery').on(t.recoveryId),
    ],
  )
