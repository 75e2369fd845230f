import { sql, type SQLWrapper } from 'drizzle-orm'
import type { Kit } from '../kit'
import type { RecoveriesTable } from './recoveries'

/** Settled by a person although its exit record was never collected. Literal, so that both planners match index and query. */
export const leftBehind = (t: { readonly status: SQLWrapper; readonly endedAt: SQLWrapper }) => sql`${t.status} = 'settled' and ${t.endedAt} is null`

/** Collected and settled, its output still on the management server. Literal, as above. */
export const toSweep = (t: { readonly endedAt: SQLWrapper; readonly releasedAt: SQLWrapper; readonly sweptAt: SQLWrapper }) =>
  sql`${t.endedAt} is not null and ${t.releasedAt} is not null and ${t.sweptAt} is null`

/**
 * One press of a command. Until `releasedAt` it holds its unit: the partial unique index is the lock.
 * `byHand`: a person runs it, and no executor ever takes it. `owner`, `epoch`, `leaseUntil` (database's clock) say which executor may write about it.
 */
export const defineAttempts = (kit: Kit, recoveries: RecoveriesTable) =>
  kit.table(
    'attempts',
    {
      id: kit.text('id').primaryKey(),
      recoveryId: kit.text('recovery_id').notNull().references(() => recoveries.id),
      leg: kit.int('leg').notNull(),
      step: kit.text('step').notNull(),
      connectionId: kit.text('connection_id').notNull(),
      managerIdentity: kit.text('manager_identity').notNull(),
      unit: kit.text('unit').notNull(),
      commandName: kit.text('command_name').notNull(),
      command: kit.canonical('command').notNull(),
      argv: kit.canonical('argv').notNull(),
      requestedAt: kit.timeMs('requested_at').notNull(),
      basedOn: kit.canonical('based_on'),
      status: kit.text('status').notNull(),
      owner: kit.text('owner'),
      epoch: kit.int('epoch').notNull(),
      leaseUntil: kit.timeMs('lease_until'),
      identity: kit.text('identity'),
      bootId: kit.text('boot_id'),
      beforeReading: kit.canonical('before_reading'),
      launchedAt: kit.timeMs('launched_at'),
      endedAt: kit.timeMs('ended_at'),
      outputBytes: kit.long('output_bytes').notNull(),
      releasedAt: kit.timeMs('released_at'),
      sweptAt: kit.timeMs('swept_at'),
      byHand: kit.bool('by_hand').notNull().default(false),
    },
    (t) => [
      kit.uniqueIndex('attempts_unit_lock').on(t.managerIdentity, t.unit).where(sql`${t.releasedAt} is null`),
      kit.index('attempts_unsettled').on(t.requestedAt, t.id).where(sql`${t.releasedAt} is null`),
      kit.index('attempts_of_recovery').on(t.recoveryId),
      kit.index('attempts_left_behind').on(t.managerIdentity, t.id).where(leftBehind(t)),
      kit.index('attempts_to_sweep').on(t.managerIdentity, t.endedAt).where(toSweep(t)),
      kit.index('attempts_usual').on(t.unit, t.commandName, t.endedAt),
    ],
  )

export type AttemptsTable = ReturnType<typeof defineAttempts>
