import type { Kit } from '../kit'
import type { AttemptsTable } from './attempts'

/** The first and the last MiB of an output, raw. Pieces never overlap; what lies between was cut and is counted. */
export const defineOutputChunks = (kit: Kit, attempts: AttemptsTable) =>
  kit.table(
    'output_chunks',
    {
      attemptId: kit.text('attempt_id').notNull().references(() => attempts.id),
      startByte: kit.long('start_byte').notNull(),
      endByte: kit.long('end_byte').notNull(),
      bytes: kit.bytes('bytes').notNull(),
    },
    (t) => [kit.primaryKey({ name: 'output_chunks_pk', columns: [t.attemptId, t.startByte] })],
  )
