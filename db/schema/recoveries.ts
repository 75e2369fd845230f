import type { Kit } from '../kit'

/**
 * The projection: one row a recovery, written in the transaction of its events. Lists and locks look here, the truth is in `events`.
 * `headHash` is the hash of event `seq`, so that a cut tail shows; `changedAt` is the database's clock, for those who poll.
 */
export const defineRecoveries = (kit: Kit) =>
  kit.table(
    'recoveries',
    {
      id: kit.text('id').primaryKey(),
      seq: kit.long('seq').notNull(),
      headHash: kit.text('head_hash').notNull(),
      isOpen: kit.bool('is_open').notNull(),
      status: kit.text('status').notNull(),
      procedure: kit.text('procedure').notNull(),
      unit: kit.text('unit').notNull(),
      connectionId: kit.text('connection_id').notNull(),
      failedServer: kit.text('failed_server').notNull(),
      newServer: kit.text('new_server'),
      driverId: kit.text('driver_id').notNull(),
      driverName: kit.text('driver_name').notNull(),
      incident: kit.text('incident'),
      leg: kit.int('leg').notNull(),
      stepNo: kit.int('step_no'),
      stepKey: kit.text('step_key'),
      state: kit.text('state').notNull(),
      waitsFor: kit.text('waits_for').notNull(),
      waitingSince: kit.timeMs('waiting_since').notNull(),
      dueAt: kit.timeMs('due_at'),
      promisedAt: kit.timeMs('promised_at'),
      targetAt: kit.timeMs('target_at'),
      openRequests: kit.canonical('open_requests').notNull(),
      stepsDone: kit.int('steps_done').notNull(),
      stepsTotal: kit.int('steps_total').notNull(),
      stepsNotNeeded: kit.int('steps_not_needed').notNull(),
      drill: kit.bool('drill').notNull(),
      detectedAt: kit.timeMs('detected_at').notNull(),
      startedAt: kit.timeMs('started_at').notNull(),
      endedAt: kit.timeMs('ended_at'),
      changedAt: kit.timeMs('changed_at').notNull(),
    },
    (t) => [
      kit.index('recoveries_in_order').on(t.isOpen, t.startedAt, t.id),
      kit.index('recoveries_of_unit').on(t.unit, t.isOpen, t.startedAt, t.id),
      kit.index('recoveries_ended').on(t.isOpen, t.endedAt, t.id),
      kit.index('recoveries_changed').on(t.changedAt),
    ],
  )

export type RecoveriesTable = ReturnType<typeof defineRecoveries>
