import type { Kit } from '../kit'

/** The site's settings by key, as canonical text. */
export const defineSettings = (kit: Kit) =>
  kit.table('settings', { key: kit.text('key').primaryKey(), value: kit.canonical('value').notNull(), at: kit.timeMs('at').notNull() })
