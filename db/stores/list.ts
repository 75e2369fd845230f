/** Lists of recoveries by keyset: the next page begins after the last row shown, however many lie before it. */
import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { ListFilter, Page, Projection } from '@/lib/recoveries/ports'
import type { Engine } from '../engines/engine'
import { isOpenStatus, toProjection } from './projection-row'
import { parseText } from './row'
import { toTerm } from './search-terms'

const cursorSchema = z.tuple([z.boolean(), z.number(), z.string()])
type Place = z.infer<typeof cursorSchema>

const toCursor = (p: Projection) => Buffer.from(JSON.stringify([isOpenStatus(p.status), p.startedAt, p.id] satisfies Place)).toString('base64url')

/** A cursor comes out of an address: one that cannot be read begins at the first page. */
const fromCursor = (cursor: string | null): Place | null => (cursor === null ? null : (cursorSchema.safeParse(parseText(Buffer.from(cursor, 'base64url').toString())).data ?? null))

/** Open first, then the latest start. `limit` rows and the cursor of the next page, or null at the end. */
export async function listRecoveries(engine: Engine, filter: ListFilter, cursor: string | null, limit: number): Promise<Page<Projection>> {
  const place = fromCursor(cursor)
  const rows = await (filter.text?.trim() ? searchQuery(engine, filter, toTerm(filter.text), place, limit + 1) : listQuery(engine, filter, place, limit + 1))
  const items = rows.slice(0, limit).map(toProjection)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? toCursor(last) : null }
}

export function listQuery({ db, tables: { recoveries: t } }: Engine, { open, unit }: ListFilter, place: Place | null, limit: number) {
  const wanted = and(unit === undefined ? undefined : eq(t.unit, unit), open === undefined ? undefined : eq(t.isOpen, open), after([t.isOpen, t.startedAt, t.id], place))
  return db.select().from(t).where(wanted).orderBy(desc(t.isOpen), desc(t.startedAt), desc(t.id)).limit(limit)
}

/** Walks the words' own index, which is in the list's order, and joins the rows found. */
export async function searchQuery({ db, tables: { recoveries, recoveryTerms: t } }: Engine, { open, unit }: ListFilter, term: string, place: Place | null, limit: number) {
  const wanted = and(
    eq(t.term, term),
    open === undefined ? undefined : eq(t.isOpen, open),
    unit === undefined ? undefined : eq(recoveries.unit, unit),
    after([t.isOpen, t.startedAt, t.recoveryId], place),
  )
  const rows = await db.select({ recovery: recoveries }).from(t).innerJoin(recoveries, eq(recoveries.id, t.recoveryId))
    .where(wanted).orderBy(desc(t.isOpen), desc(t.startedAt), desc(t.recoveryId)).limit(limit)
  return rows.map(({ recovery }) => recovery)
}

type Keys = readonly [Engine['tables']['recoveries']['isOpen'] | Engine['tables']['recoveryTerms']['isOpen'], Engine['tables']['recoveries']['startedAt'] | Engine['tables']['recoveryTerms']['startedAt'], Engine['tables']['recoveries']['id'] | Engine['tables']['recoveryTerms']['recoveryId']]

const after = ([isOpen, startedAt, id]: Keys, place: Place | null): SQL | undefined =>
  place ? sql`(${isOpen}, ${startedAt}, ${id}) < (${sql.param(place[0], isOpen)}, ${sql.param(place[1], startedAt)}, ${sql.param(place[2], id)})` : undefined
