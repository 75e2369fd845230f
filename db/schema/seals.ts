import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/**
 * The second chain, over all recoveries: (recovery, event, its hash) at start, hand-offs and end. Append-only by triggers like the events.
 * A cut tail or a rewritten history contradicts its seal. `signature` is empty in rows of the time before seals were signed.
 */
export const defineSeals = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table(
    'seals',
    {
      seq: kit.long('seq').primaryKey(),
      recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
      eventSeq: kit.long('event_seq').notNull(),
      eventHash: kit.text('event_hash').notNull(),
      reason: kit.text('reason').notNull(),
      at: kit.timeMs('at').notNull(),
      hash: kit.text('hash').notNull(),
      signature: kit.text('signature'),
    },
    (t) => [kit.index('seals_of_recovery').on(t.recoveryId, t.eventSeq)],
  )
