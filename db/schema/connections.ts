import type { Kit } from '../kit'

/** Ways to a virtual server manager. `identity` is the launcher's, as last read. */
export const defineConnections = (kit: Kit) =>
  kit.table('connections', {
    id: kit.text('id').primaryKey(),
    name: kit.text('name').notNull(),
    transport: kit.text('transport').notNull(),
    host: kit.text('host'),
    user: kit.text('login_user'),
    vmiunitPath: kit.text('vmiunit_path').notNull(),
    jobsDir: kit.text('jobs_dir').notNull(),
    charset: kit.text('charset').notNull(),
    identity: kit.text('identity'),
    pressLimitMs: kit.int('press_limit_ms').notNull(),
  })

export type ConnectionsTable = ReturnType<typeof defineConnections>
