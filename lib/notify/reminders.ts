/**
 * Looks which requests are past the time at which their answer was expected, and has them reminded of: once at 100 %, once at 150 % of that time.
 * The time is the one that was set last, by sending, sending back or a promise; while the recovery rests it stands still.
 * Several instances may look at the same clock; whether a reminder is still called for is decided where it is recorded.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock, TimeMs } from '@/lib/std/clock'
import { findRequest } from '@/lib/recovery/current-step'
import { isGone } from '@/lib/recovery/decide/input'
import { expectedAt, type Expected } from '@/lib/recovery/expected'
import type { Intent } from '@/lib/recovery/intents'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Unit } from '@/lib/sites/ports'
import { nextReceiver } from './contacts'

const END_WITHIN_MS = 3_000
/** A time that was expected at once is no time at all: nobody is reminded twice in the same minute. */
const SPAN_MIN_MS = 10 * 60_000

/** Of a recovery's projection, what is looked at here. */
type Waiting = Expected & { readonly leg: number; readonly key: string; readonly countsFrom: TimeMs; readonly restedMs: number; readonly reminded: number }
type Watched = { readonly id: string; readonly status: string; readonly openRequests: readonly Waiting[] }

export type Reminder = { readonly leg: number; readonly request: RequestKey; readonly percent: 100 | 150; readonly countsFrom: TimeMs }

export type ReminderDeps = {
  /** Every open or held recovery. */
  readonly open: () => Promise<readonly Watched[]>
  readonly remind: (recoveryId: string, reminder: Reminder) => Promise<void>
  readonly clock: Clock
  readonly log: { warn(facts: object, message: string): void }
  readonly everyMs: number
}

/** Looks at once and then again and again, never twice at the same time. */
export function startReminders(deps: ReminderDeps): { readonly end: () => Promise<void> } {
  let running: Promise<void> | null = null
  const look = (): void => {
    running ??= remindAll(deps).finally(() => {
      running = null
    })
  }
  const timer = setInterval(look, deps.everyMs)
  timer.unref()
  look()
  return {
    async end() {
      clearInterval(timer)
      await Promise.race([running, pause(END_WITHIN_MS, undefined, { ref: false })])
    },
  }
}

async function remindAll({ open, remind, clock, log }: ReminderDeps): Promise<void> {
  const recoveries = await open().catch((error: unknown) => {
    log.warn({ err: error }, 'open requests could not be read')
    return []
  })
  for (const { id, reminder } of remindersDue(recoveries, clock.now()))
    await remind(id, reminder).catch((error: unknown) => log.warn({ err: error, recoveryId: id }, 'a reminder could not be recorded'))
}

/** Which reminders are called for now. What rests is not reminded of. Pure. */
export const remindersDue = (recoveries: readonly Watched[], now: TimeMs): readonly { readonly id: string; readonly reminder: Reminder }[] =>
  recoveries.filter(({ status }) => status === 'open').flatMap(({ id, openRequests }) => openRequests.flatMap((request) => {
    const percent = percentDue(request, now)
    return percent !== null && percent > request.reminded ? [{ id, reminder: { leg: request.leg, request: request.key as RequestKey, percent, countsFrom: request.countsFrom } }] : []
  }))

/** The act that records it, with whom it asks: when half of the time more is over, whoever is next in order. Nobody has an address: nobody is named. Pure. */
export function toRemind(reminder: Reminder, state: RecoveryState, unit: Unit | null): Intent {
  const leg = state.legs.find(({ no }) => no === reminder.leg)
  const first = (leg && findRequest(leg, reminder.request)?.addressed?.to) ?? null
  const to = (reminder.percent > 100 ? nextReceiver(unit, first) : null) ?? first
  return { type: 'remind', ...reminder, how: 'mail', told: null, ...(to && { to }) }
}

function percentDue(request: Waiting, now: TimeMs): Reminder['percent'] | null {
  const { countsFrom, restedMs } = request
  const setFor = expectedAt(request)
  // Histories of earlier releases hold times that were over before they began to count.
  if (setFor === null || isGone(setFor, countsFrom)) return null
  const overMs = now - restedMs - setFor
  if (overMs < 0) return null
  return overMs >= Math.max(setFor - countsFrom, SPAN_MIN_MS) / 2 ? 150 : 100
}
