import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/** What was answered to an act, under the key that its page was drawn with: the same press twice is one act. */
export const defineActs = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table('acts', {
    key: kit.text('key').primaryKey(),
    inputHash: kit.text('input_hash').notNull(),
    recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
    seq: kit.long('seq').notNull(),
  })
