import type { Kit } from '../kit'

/** Ways to a virtual server manager. `identity` is the launcher's, as last read. */
export const defineConnections = (kit: Kit) =>
  kit.table('connections', {
    id: kit.text('id').primaryKey(),
    name: kit.text('name').notNull(),
    transport: kit.text('transport').notNull(),
    host: kit.text('host'),
    port: kit.int('port'),
    user: kit.text('login_user'),
    keyFile: kit.text('key_file'),
    hostKey: kit.text('host_key'),
    sshConfig: kit.text('ssh_config'),
    scriptPath: kit.text('script_path'),
    forcedCommand: kit.bool('forced_command').notNull().default(false),
    vmiunitPath: kit.text('vmiunit_path').notNull(),
    jobsDir: kit.text('jobs_dir').notNull(),
    charset: kit.text('charset').notNull(),
    identity: kit.text('identity'),
    pressLimitMs: kit.int('press_limit_ms').notNull(),
    loadBalancerLinkage: kit.text('load_balancer').notNull().default('unknown'),
    timeOutsMs: kit.canonical('time_outs').notNull().default('{}'),
    lastTest: kit.canonical('last_test'),
    retiredAt: kit.timeMs('retired_at'),
  })

export type ConnectionsTable = ReturnType<typeof defineConnections>
