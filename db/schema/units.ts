import type { Kit } from '../kit'
import type { ConnectionsTable } from './connections'

/** What a site knows about a management unit; lists that are only ever read whole are kept as canonical text. */
export const defineUnits = (kit: Kit, connections: ConnectionsTable) =>
  kit.table(
    'units',
    {
      connectionId: kit.text('connection_id').notNull().references(() => connections.id),
      name: kit.text('name').notNull(),
      displayName: kit.text('display_name').notNull(),
      loadBalancer: kit.text('load_balancer').notNull(),
      loadBalancerContact: kit.text('load_balancer_contact'),
      separateNetworks: kit.bool('separate_networks').notNull(),
      template: kit.canonical('template'),
      wantedData: kit.text('wanted_data'),
      businessCheck: kit.text('business_check'),
      targetMinutes: kit.int('target_minutes'),
      requestDueMinutes: kit.int('request_due_minutes'),
      whoMustBeTold: kit.canonical('who_must_be_told').notNull(),
      contacts: kit.canonical('contacts').notNull(),
      servers: kit.canonical('servers').notNull(),
      retiredAt: kit.timeMs('retired_at'),
    },
    (t) => [kit.primaryKey({ name: 'units_pk', columns: [t.connectionId, t.name] })],
  )
