/**
 * Home, list and inbox: rows from the projection alone, in a fixed number of queries however many recoveries there are. Who waits stands in the
 * order of urgency: the overdue first, then the longest waiting.
 */
import type { TimeMs } from '@/lib/std/clock'
import { err, ok } from '@/lib/std/result'
import { byUrgency } from '@/lib/recovery/expected'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { Unit } from '@/lib/sites/ports'
import type { Deps } from '../deps'
import type { ContactView, HomeView, InboxRow, InboxView, RecoveryRow } from '../dto'
import type { ListFilter, Page, Projection } from '../ports'
import type { Answer } from '../service'
import { rolesOf, toContacts } from './viewing'

const LATELY_MAX = 5
const PAGE_MAX = 50
const NEEDS_DECISION: readonly string[] = ['unknown', 'failed', 'attention']

/** What lists are made of. */
type Source = Pick<Deps, 'store' | 'sites' | 'clock'>

export async function homeView(deps: Source, actor: Actor): Answer<HomeView> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const [open, lately, units] = await Promise.all([deps.store.open(), deps.store.lately(LATELY_MAX), deps.sites.units()])
  const now = deps.clock.now()
  const roles = rolesOf(actor)
  const isBuilder = roles.includes('systemBuilder')
  const isMine = ({ driverId }: Projection): boolean => driverId === actor.id
  const needsDecision = ({ status, state }: Projection): boolean => status === 'open' && NEEDS_DECISION.includes(state)
  const isMyTurn = (row: Projection): boolean => isMine(row) && !needsDecision(row) && row.status === 'open' && row.waitsFor !== 'resourceManager'
  const isWaiting = (row: Projection): boolean => isMine(row) && !needsDecision(row) && !isMyTurn(row)
  const sorted = open.toSorted(byUrgency(now, ({ waitingSince }) => waitingSince))
  return ok({
    yours: sorted.filter(isMyTurn).map(toRecoveryRow),
    decide: isBuilder ? sorted.filter(needsDecision).map(toRecoveryRow) : [],
    waiting: sorted.filter(isWaiting).map((row) => ({ ...toRecoveryRow(row), contact: contactFor(units, row) })),
    requests: roles.includes('resourceManager') ? toInboxRows(open, now) : [],
    lately: lately.map(toRecoveryRow),
    mayStart: isBuilder,
    serverNow: now,
  })
}

export async function listView(deps: Source, actor: Actor, filter: ListFilter, cursor: string | null): Answer<Page<RecoveryRow>> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const { items, nextCursor } = await deps.store.list(filter, cursor, PAGE_MAX)
  return ok({ items: items.map(toRecoveryRow), nextCursor })
}

export async function inboxView(deps: Source, actor: Actor): Answer<InboxView> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const now = deps.clock.now()
  return ok({ open: toInboxRows(await deps.store.open(), now), serverNow: now })
}

function toRecoveryRow(row: Projection): RecoveryRow {
  const { id, status, state, procedure, unit, failedServer, newServer, driverName, leg, stepNo, stepKey, waitsFor, waitingSince, dueAt, promisedAt, targetAt, stepsDone, stepsTotal, drill } = row
  return {
    id, status, state, procedure, unit, failedServer, newServer, driverName, leg, stepNo, stepKey, waitsFor, waitingSince, dueAt, promisedAt, targetAt, stepsDone, stepsTotal, drill,
    detectedAt: row.detectedAt, startedAt: row.startedAt, endedAt: row.endedAt, incident: row.incident,
  }
}

const contactFor = (units: readonly Unit[], { connectionId, unit, waitsFor }: Projection): ContactView | null => {
  const found = units.find((each) => each.connectionId === connectionId && each.name === unit)
  return (waitsFor === 'resourceManager' && toContacts(found?.contacts ?? []).find(({ role }) => role === 'resourceManager')) || null
}

const toInboxRows = (open: readonly Projection[], now: TimeMs): readonly InboxRow[] =>
  open
    .flatMap(({ id, unit, failedServer, openRequests }) => openRequests.map((request) => ({ ...request, key: request.key as RequestKey, recoveryId: id, unit, failedServer })))
    .toSorted(byUrgency(now, ({ sentAt }) => sentAt))
