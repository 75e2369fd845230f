import type { Kit } from '../kit'

/** Readings that stood beside a button on somebody's page: what a press is compared with, by whatever process takes it. Kept for a day. */
export const defineDrawnReadings = (kit: Kit) =>
  kit.table('drawn_readings', { id: kit.text('id').primaryKey(), reading: kit.canonical('reading').notNull(), at: kit.timeMs('at').notNull() }, (t) => [kit.index('drawn_readings_by_age').on(t.at)])
