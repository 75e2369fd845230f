/**
 * Fills a database with closed recoveries, as years of use would, for the bench and for the plans of the lists. Written in bulk and
 * past the use cases; histories are short but hashed as the store does it, so `verify` holds. No seals are taken.
 */
import { EVENT_VERSION } from '@/lib/recovery/events'
import type { Projection } from '@/lib/recoveries/ports'
import { FIRST_PREVIOUS } from '../chain'
import type { Engine } from '../engines/engine'
import { chainEvents } from '../stores/event-row'
import { toRow } from '../stores/projection-row'
import { searchTerms } from '../stores/search-terms'
import { begin, note, projection, started, stopped } from './samples'

/** Rows of one transaction. */
const BATCH = 400
/** Rows of one statement, within both engines' limit of parameters. */
const STATEMENT_ROWS_MAX = 1_000
const APART_MS = 1_800_000
const FIRST_START = Date.UTC(2019, 0, 1)

/** One closed recovery of the seed, by its number from 1. Ten units, four servers each. */
function closed(n: number): Projection {
  const startedAt = FIRST_START + n * APART_MS
  return projection(`R-2019-${String(n).padStart(7, '0')}`, {
    seq: 3, status: 'stopped', unit: `unit_${n % 10}`, failedServer: `10.0.${n % 10}.${n % 4}`, incident: `SEED-${n}`, waitsFor: 'none', state: 'stopped',
    detectedAt: startedAt - 60_000, startedAt, waitingSince: startedAt, endedAt: startedAt + 600_000,
  })
}

/** Adds `count` closed recoveries; a second call adds nothing that is there. */
export async function seedClosed(engine: Engine, count: number): Promise<void> {
  for (let from = 1; from <= count; from += BATCH) {
    await seedBatch(engine, Array.from({ length: Math.min(BATCH, count - from + 1) }, (_, i) => closed(from + i)))
  }
}

async function seedBatch({ transaction, tables, now }: Engine, batch: readonly Projection[]): Promise<void> {
  const histories = batch.map((p) => {
    const events = [started(p.failedServer), note('seeded'), { ...stopped(), v: EVENT_VERSION }]
    return chainEvents({ ...begin(p.id), projection: p, events, at: p.startedAt }, FIRST_PREVIOUS)
  })
  const heads = batch.map((p, i) => ({ ...toRow(p), headHash: histories[i]?.at(-1)?.hash ?? '', changedAt: now }))
  const terms = batch.flatMap((p) => searchTerms(p).map((term) => ({ term, isOpen: false, startedAt: p.startedAt, recoveryId: p.id })))
  await transaction(async (tx) => {
    const added = await tx.insert(tables.recoveries).values(heads).onConflictDoNothing().returning({ id: tables.recoveries.id })
    const isNew = new Set(added.map(({ id }) => id))
    for (const rows of pieces(histories.flat().filter((event) => isNew.has(event.recoveryId)))) await tx.insert(tables.events).values(rows)
    for (const rows of pieces(terms.filter((term) => isNew.has(term.recoveryId)))) await tx.insert(tables.recoveryTerms).values(rows)
  })
}

function* pieces<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += STATEMENT_ROWS_MAX) yield rows.slice(at, at + STATEMENT_ROWS_MAX)
}
