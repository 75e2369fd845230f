import type { Kit } from '../kit'

/** What this database is: `kind` demo or production (each refuses the other's). */
export const defineAppMeta = (kit: Kit) =>
  kit.table('app_meta', { key: kit.text('key').primaryKey(), value: kit.text('value').notNull() })
