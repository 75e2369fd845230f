import type { Kit } from '../kit'

/** What `status` of a unit printed last in somebody's terminal, as he pasted it: what stands in for a manager that the app cannot ask. */
export const definePastedReadings = (kit: Kit) =>
  kit.table(
    'pasted_readings',
    {
      connectionId: kit.text('connection_id').notNull(),
      unit: kit.text('unit').notNull(),
      reading: kit.canonical('reading').notNull(),
      at: kit.timeMs('at').notNull(),
    },
    (t) => [kit.primaryKey({ name: 'pasted_readings_pk', columns: [t.connectionId, t.unit] })],
  )
