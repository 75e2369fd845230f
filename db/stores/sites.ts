/** The store of connections and units. */
import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Connection, SiteStore, Unit } from '@/lib/sites/ports'
import { canonical } from '../canonical'
import type { Engine } from '../engines/engine'
import { parseText, readBy } from './row'

const connectionSchema = z.object({
  id: z.string(), name: z.string(), transport: z.enum(['local', 'ssh', 'manual']),
  host: z.string().nullable(), port: z.number().nullable(), user: z.string().nullable(), keyFile: z.string().nullable(), hostKey: z.string().nullable(),
  sshConfig: z.string().nullable(), scriptPath: z.string().nullable(), forcedCommand: z.boolean(),
  vmiunitPath: z.string(), jobsDir: z.string(), charset: z.enum(['utf-8', 'euc-jp', 'shift_jis']), identity: z.string().nullable(), pressLimitMs: z.number(),
  loadBalancerLinkage: z.enum(['enabled', 'disabled', 'unknown']),
  timeOutsMs: z.object({ start: z.number(), stop: z.number(), update: z.number(), unmark: z.number(), attach: z.number(), detach: z.number() }).partial(),
  lastTest: z.object({ at: z.number(), checks: z.array(z.object({ name: z.string(), code: z.string(), detail: z.string().nullable() })) }).nullable(),
}) satisfies z.ZodType<Connection>

const contactSchema = z.object({
  role: z.enum(['resourceManager', 'managerAdministrator', 'networkAdministrator', 'business', 'vendor', 'driverTeam']),
  name: z.string(), phone: z.string().nullable(), mail: z.string().nullable(), order: z.number(),
})
const serverSchema = z.object({ id: z.string(), serviceIp: z.string().nullable(), hypervisorName: z.string().nullable(), hostName: z.string().nullable() })
const unitSchema = z.object({
  connectionId: z.string(), name: z.string(), displayName: z.string(), loadBalancer: z.enum(['linked', 'people', 'none']), loadBalancerContact: z.string().nullable(),
  separateNetworks: z.boolean(), template: z.object({ name: z.string(), version: z.string(), os: z.string(), hypervisorKind: z.string() }).nullable(),
  wantedData: z.string().nullable(), businessCheck: z.string().nullable(), targetMinutes: z.number().nullable(), requestDueMinutes: z.number().nullable(),
  whoMustBeTold: z.array(z.string()), contacts: z.array(contactSchema), servers: z.array(serverSchema),
}) satisfies z.ZodType<Unit>

export function createSiteStore({ db, tables: { connections, units } }: Engine): SiteStore {
  const toConnection = (row: typeof connections.$inferSelect) => readBy(connectionSchema, { ...row, timeOutsMs: parseText(row.timeOutsMs), lastTest: row.lastTest === null ? null : parseText(row.lastTest) }, `connections ${row.id}`)
  const toUnit = (row: typeof units.$inferSelect) =>
    readBy(unitSchema, {
      ...row,
      template: row.template === null ? null : parseText(row.template),
      whoMustBeTold: parseText(row.whoMustBeTold),
      contacts: parseText(row.contacts),
      servers: parseText(row.servers),
    }, `units ${row.connectionId} ${row.name}`)

  return {
    connections: async () => (await db.select().from(connections).orderBy(asc(connections.name), asc(connections.id))).map(toConnection),
    async connection(id) {
      const [row] = await db.select().from(connections).where(eq(connections.id, id))
      return row ? toConnection(row) : null
    },
    units: async () => (await db.select().from(units).orderBy(asc(units.name), asc(units.connectionId))).map(toUnit),
    async unit(connectionId, name) {
      const [row] = await db.select().from(units).where(and(eq(units.connectionId, connectionId), eq(units.name, name)))
      return row ? toUnit(row) : null
    },
    async saveConnection({ timeOutsMs, lastTest, ...plain }) {
      const row = { ...plain, timeOutsMs: canonical(timeOutsMs), lastTest: lastTest && canonical(lastTest) }
      await db.insert(connections).values(row).onConflictDoUpdate({ target: connections.id, set: row })
    },
    async saveUnit({ template, whoMustBeTold, contacts, servers, ...plain }) {
      const row = { ...plain, template: template && canonical(template), whoMustBeTold: canonical(whoMustBeTold), contacts: canonical(contacts), servers: canonical(servers) }
      await db.insert(units).values(row).onConflictDoUpdate({ target: [units.connectionId, units.name], set: row })
    },
    async saveIdentity(connectionId, identity) {
      await db.update(connections).set({ identity }).where(eq(connections.id, connectionId))
    },
    async saveTest(connectionId, test) {
      await db.update(connections).set({ lastTest: canonical(test) }).where(eq(connections.id, connectionId))
    },
  }
}
