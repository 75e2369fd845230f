import type { Kit } from '../kit'

/** Numbers given out so far, by name: `R-2026` counts the recoveries of a year. */
export const defineCounters = (kit: Kit) =>
  kit.table('counters', { name: kit.text('name').primaryKey(), value: kit.long('value').notNull() })
