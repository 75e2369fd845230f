import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/** One-time links to a request: only the token's hash is here. Until when one is good is told by its request, not by a column. */
export const defineHandoffLinks = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table(
    'handoff_links',
    {
      id: kit.text('id').primaryKey(),
      tokenHash: kit.text('token_hash').notNull(),
      recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
      leg: kit.int('leg').notNull(),
      request: kit.text('request').notNull(),
      requestNo: kit.text('request_no').notNull(),
      toName: kit.text('to_name').notNull(),
      toMail: kit.text('to_mail').notNull(),
      locale: kit.text('locale').notNull(),
      createdAt: kit.timeMs('created_at').notNull(),
      revokedAt: kit.timeMs('revoked_at'),
      revokedBy: kit.text('revoked_by'),
    },
    (t) => [kit.uniqueIndex('handoff_links_token').on(t.tokenHash), kit.index('handoff_links_of_recovery').on(t.recoveryId, t.requestNo)],
  )
