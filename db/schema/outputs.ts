import type { Kit } from '../kit'
import type { AttemptsTable } from './attempts'

/** How much a command has printed so far, and the whole output's hash once it ended. */
export const defineOutputs = (kit: Kit, attempts: AttemptsTable) =>
  kit.table('outputs', {
    attemptId: kit.text('attempt_id').primaryKey().references(() => attempts.id),
    receivedBytes: kit.long('received_bytes').notNull(),
    totalBytes: kit.long('total_bytes'),
    sha256: kit.text('sha256'),
  })
