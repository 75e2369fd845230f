import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/**
 * The only truth: append-only by triggers, chained by hashes (db/chain.ts). `body` is the very text that was hashed:
 * canonical JSON of `{actorName, body}`.
 */
export const defineEvents = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table(
    'events',
    {
      recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
      seq: kit.long('seq').notNull(),
      type: kit.text('type').notNull(),
      v: kit.int('v').notNull(),
      at: kit.timeMs('at').notNull(),
      actorId: kit.text('actor_id').notNull(),
      body: kit.canonical('body').notNull(),
      hash: kit.text('hash').notNull(),
    },
    (t) => [kit.primaryKey({ name: 'events_pk', columns: [t.recoveryId, t.seq] })],
  )
