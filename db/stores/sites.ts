/** The store of connections and units, and of the notes of who changed them. */
import { and, asc, desc, eq, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Connection, NewSiteChange, SiteChange, SiteStore, Unit } from '@/lib/sites/ports'
import { canonical } from '../canonical'
import type { Engine, Handle } from '../engines/engine'
import { parseText, readBy } from './row'

const connectionSchema = z.object({
  id: z.string(), name: z.string(), transport: z.enum(['local', 'ssh', 'manual']),
  host: z.string().nullable(), port: z.number().nullable(), user: z.string().nullable(), keyFile: z.string().nullable(), hostKey: z.string().nullable(),
  sshConfig: z.string().nullable(), scriptPath: z.string().nullable(), forcedCommand: z.boolean(),
  vmiunitPath: z.string(), jobsDir: z.string(), charset: z.enum(['utf-8', 'euc-jp', 'shift_jis']), identity: z.string().nullable(), pressLimitMs: z.number(),
  loadBalancerLinkage: z.enum(['enabled', 'disabled', 'unknown']),
  timeOutsMs: z.object({ start: z.number(), stop: z.number(), update: z.number(), unmark: z.number(), attach: z.number(), detach: z.number() }).partial(),
  lastTest: z.object({ at: z.number(), checks: z.array(z.object({ name: z.string(), code: z.string(), detail: z.string().nullable() })) }).nullable(),
  retiredAt: z.number().nullable(),
}) satisfies z.ZodType<Connection>

const contactSchema = z.object({
  role: z.enum(['resourceManager', 'managerAdministrator', 'networkAdministrator', 'business', 'vendor', 'driverTeam']),
  name: z.string(), phone: z.string().nullable(), mail: z.string().nullable(), order: z.number(),
  /** Releases without mail kept no language. */
  locale: z.enum(['ja', 'en']).default('ja'),
})
const serverSchema = z.object({ id: z.string(), serviceIp: z.string().nullable(), hypervisorName: z.string().nullable(), hostName: z.string().nullable() })
const unitSchema = z.object({
  connectionId: z.string(), name: z.string(), displayName: z.string(), loadBalancer: z.enum(['linked', 'people', 'none']), loadBalancerContact: z.string().nullable(),
  separateNetworks: z.boolean(), template: z.object({ name: z.string(), version: z.string(), os: z.string(), hypervisorKind: z.string() }).nullable(),
  wantedData: z.string().nullable(), businessCheck: z.string().nullable(), targetMinutes: z.number().nullable(), requestDueMinutes: z.number().nullable(),
  whoMustBeTold: z.array(z.string()), contacts: z.array(contactSchema), servers: z.array(serverSchema), retiredAt: z.number().nullable(),
}) satisfies z.ZodType<Unit>

const fieldsSchema = z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
const ACTS = ['added', 'changed', 'retired', 'broughtBack', 'hostKeySet', 'scriptCopied'] as const
const actSchema = z.enum(ACTS) satisfies z.ZodType<SiteChange['act']>

const connectionRow = ({ timeOutsMs, lastTest, ...plain }: Connection) => ({ ...plain, timeOutsMs: canonical(timeOutsMs), lastTest: lastTest && canonical(lastTest) })
const unitRow = ({ template, whoMustBeTold, contacts, servers, ...plain }: Unit) =>
  ({ ...plain, template: template && canonical(template), whoMustBeTold: canonical(whoMustBeTold), contacts: canonical(contacts), servers: canonical(servers) })

export function createSiteStore(engine: Engine): SiteStore {
  const { db, tables: { connections, units, siteChanges } } = engine
  const toConnection = (row: typeof connections.$inferSelect) => readBy(connectionSchema, { ...row, timeOutsMs: parseText(row.timeOutsMs), lastTest: row.lastTest === null ? null : parseText(row.lastTest) }, `connections ${row.id}`)
  const toUnit = (row: typeof units.$inferSelect) =>
    readBy(unitSchema, {
      ...row,
      template: row.template === null ? null : parseText(row.template),
      whoMustBeTold: parseText(row.whoMustBeTold),
      contacts: parseText(row.contacts),
      servers: parseText(row.servers),
    }, `units ${row.connectionId} ${row.name}`)

  const putConnection = async (handle: Handle, connection: Connection): Promise<void> => {
    const row = connectionRow(connection)
    await handle.insert(connections).values(row).onConflictDoUpdate({ target: connections.id, set: row })
  }
  const putUnit = async (handle: Handle, unit: Unit): Promise<void> => {
    const row = unitRow(unit)
    await handle.insert(units).values(row).onConflictDoUpdate({ target: [units.connectionId, units.name], set: row })
  }
  const about = (connectionId: string, unit: string | null) => and(eq(siteChanges.connectionId, connectionId), eq(siteChanges.unit, unit ?? ''))
  async function changing({ change: { actor, fields, unit, ...change }, seen }: NewSiteChange, put: (tx: Handle) => Promise<void>): Promise<boolean> {
    try {
      await engine.transaction(async (tx) => {
        await put(tx)
        await tx.insert(siteChanges).values({ ...change, unit: unit ?? '', follows: seen ?? '', actorId: actor.id, actorName: actor.name, fields: canonical(fields) })
      })
      return true
    } catch (error) {
      if (engine.isUnique(error)) return false
      throw error
    }
  }

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
    saveConnection: (connection) => putConnection(db, connection),
    saveUnit: (unit) => putUnit(db, unit),
    async saveIdentity(connectionId, identity) {
      await db.update(connections).set({ identity }).where(eq(connections.id, connectionId))
    },
    async saveTest(connectionId, test) {
      await db.update(connections).set({ lastTest: canonical(test) }).where(eq(connections.id, connectionId))
    },
    changeConnection: (connection, note) => changing(note, async (tx) => {
      const row = connectionRow(connection)
      // What the machine learnt meanwhile stays, but where the change forgets it: only null is written over it.
      const { identity, lastTest, ...told } = row
      const set = { ...told, ...(identity === null && { identity }), ...(lastTest === null && { lastTest }) }
      await tx.insert(connections).values(row).onConflictDoUpdate({ target: connections.id, set })
    }),
    changeUnit: (unit, note) => changing(note, (tx) => putUnit(tx, unit)),
    async changes(connectionId, limit) {
      const rows = await db.select().from(siteChanges).where(eq(siteChanges.connectionId, connectionId)).orderBy(desc(siteChanges.at), desc(siteChanges.id)).limit(limit)
      return rows.map(({ id, at, fields, act, actorId, actorName, unit }) => {
        const name = `site_changes ${id}`
        return { id, at, connectionId, unit: unit || null, actor: { id: actorId, name: actorName }, act: readBy(actSchema, act, name), fields: readBy(fieldsSchema, parseText(fields), name) }
      })
    },
    async lastChange(connectionId, unit) {
      // By who follows whom, not by the clock, which may have been set back in between.
      const followed = db.select({ id: siteChanges.follows }).from(siteChanges).where(about(connectionId, unit))
      const [row] = await db.select({ id: siteChanges.id }).from(siteChanges).where(and(about(connectionId, unit), notInArray(siteChanges.id, followed)))
      return row?.id ?? null
    },
  }
}
