/**
 * The stores over a test's database file, and a `report` that records what the executor found by the conclusion table, without the
 * procedures' engine: enough to see what the executor says, when, and under which claim. For tests only.
 */
import { openPostgres } from '@/db/engines/postgres'
import { openSqlite } from '@/db/engines/sqlite'
import { createAttemptStore } from '@/db/stores/attempts'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { attempt as newAttempt, begin, next } from '@/db/testing/samples'
import { EVENT_VERSION, type BodyOf, type EventType, type NewEvent, type RecoveryEvent } from '@/lib/recovery/events'
import type { MachineIntent } from '@/lib/recovery/intents'
import type { AttemptStore, Hold, MachineReport, NewAttempt, RecoveryStore } from '@/lib/recoveries/ports'
import { conclude } from '@/lib/vmiunit/conclusion'

export type Records = {
  readonly attempts: AttemptStore
  readonly recoveries: RecoveryStore
  readonly report: MachineReport
  /** Stores a recovery with one pressed attempt; without a hold it waits for whoever claims it. */
  press(change: Partial<NewAttempt> & { readonly id: string }, hold?: Hold): Promise<void>
  /** What was recorded of a recovery, by type. */
  recorded<T extends EventType>(type: T): Promise<readonly BodyOf<T>[]>
  history(): Promise<readonly RecoveryEvent[]>
  /** A person settles an attempt ("I checked"). */
  settleByPerson(attempt: string): Promise<void>
  close(): Promise<void>
}

export const RECOVERY = 'R-2026-0001'

/** `database`: a file of SQLite, or the address of a PostgreSQL database that several processes share. */
export async function openRecords(database: string): Promise<Records> {
  const engine = database.startsWith('postgresql:') ? await openPostgres(database) : openSqlite(database)
  const attempts = createAttemptStore(engine)
  const recoveries = createRecoveryStore(engine)
  const history = async () => (await recoveries.events(RECOVERY)) ?? []
  const place = { leg: 1, step: 'start' } as const

  return {
    attempts,
    recoveries,
    history,
    report: async (recoveryId, intent, claim) => {
      for (;;) {
        const past = await history()
        const events = toEvents(past, intent)
        if (events.length === 0) return 'known'
        const done = events.some(({ type }) => type === 'CommandDeclined' || type === 'OutcomeSettled')
        const appended = await recoveries.append({ ...next(recoveryId, past.length, events), claim, releaseAttempts: done && intent.attempt ? [intent.attempt] : [] })
        if (appended.ok) return 'recorded'
        if (appended.error.code === 'notYours') return 'notYours'
        if (appended.error.code !== 'conflict') throw new Error(appended.error.code)
      }
    },
    async press(change, hold) {
      const past = await history()
      const attempt = newAttempt(change.id, RECOVERY, { requestedAt: Date.now(), ...change })
      const { requestedAt: _, recoveryId: __, connectionId: ___, managerIdentity: ____, unit: _____, id, ...rest } = attempt
      const requested = { type: 'CommandRequested', v: EVENT_VERSION, body: { ...place, attempt: id, no: 1, command: rest.command, argv: rest.argv, basedOn: null, typed: null, agreedBy: null } } as const
      if (past.length === 0) await recoveries.append(begin(RECOVERY))
      const appended = await recoveries.append(next(RECOVERY, past.length || 1, [requested], { newAttempt: attempt, hold }))
      if (!appended.ok) throw new Error(`the press was refused: ${appended.error.code}`)
    },
    async recorded(type) {
      return (await history()).flatMap((event) => (event.type === type ? [event.body as BodyOf<typeof type>] : []))
    },
    async settleByPerson(attempt) {
      const settled = { type: 'OutcomeSettled', v: EVENT_VERSION, body: { ...place, attempt, by: 'person', conclusion: 'ready', note: 'checked' } } as const
      for (;;) {
        const appended = await recoveries.append(next(RECOVERY, (await history()).length, [settled], { releaseAttempts: [attempt] }))
        if (appended.ok) return
        if (appended.error.code !== 'conflict') throw new Error(appended.error.code)
      }
    },
    close: () => engine.close(),
  }
}

/** The events of a report; none where the history has them already. */
function toEvents(past: readonly RecoveryEvent[], { type, ...body }: MachineIntent): readonly NewEvent[] {
  const of = (wanted: EventType) => past.filter((event) => event.type === wanted && 'attempt' in event.body && event.body.attempt === body.attempt)
  const make = (made: EventType, its: object) => ({ type: made, v: EVENT_VERSION, body: its }) as NewEvent
  const names = { declined: 'CommandDeclined', launched: 'CommandLaunched', ended: 'CommandEnded', seen: 'StateSeen', lost: 'OutcomeUnknown' } as const
  if (type !== 'seen') return of(names[type]).length > 0 ? [] : [make(names[type], body)]
  const events = [make('StateSeen', body)]
  if (!('last' in body) || !body.last) return events
  const ended = of('CommandEnded')[0]
  const said = ended?.type === 'CommandEnded' ? ended.body.said.kind : 'none'
  const conclusion = conclude(said, body.seen)
  const ref = { leg: body.leg, step: body.step, attempt: body.attempt }
  return [...events, conclusion === 'unknown' ? make('OutcomeUnknown', { ...ref, why: 'unreadable' }) : make('OutcomeSettled', { ...ref, by: 'machine', conclusion, note: null })]
}
