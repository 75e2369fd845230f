import type { Kit } from '../kit'
import type { ConnectionsTable } from './connections'

/**
 * Who changed a connection or one of its units (`unit` is empty for the connection itself), when, and what in it. Rows are only ever added;
 * triggers hold that. `follows` is the note before about the same thing: the unique index lets one change come after each, so that nobody
 * overwrites what he has not seen.
 */
export const defineSiteChanges = (kit: Kit, connections: ConnectionsTable) =>
  kit.table(
    'site_changes',
    {
      id: kit.text('id').primaryKey(),
      at: kit.timeMs('at').notNull(),
      actorId: kit.text('actor_id').notNull(),
      actorName: kit.text('actor_name').notNull(),
      connectionId: kit.text('connection_id').notNull().references(() => connections.id),
      unit: kit.text('unit').notNull(),
      follows: kit.text('follows').notNull(),
      act: kit.text('act').notNull(),
      fields: kit.canonical('fields').notNull(),
    },
    (t) => [
      kit.uniqueIndex('site_changes_in_turn').on(t.connectionId, t.unit, t.follows),
      kit.index('site_changes_of_connection').on(t.connectionId, t.at),
    ],
  )
