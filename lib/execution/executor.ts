/**
 * The executor: runs what was pressed, at most once, and finds out what became of everything that may be running. Lives in the server
 * process; any number of them may share a database. Promises: an attempt is launched only by the process that took its press; what is
 * written about it is written under a current claim; contact lost is no outcome.
 * Imports lib/std, the vocabulary, ports, the launcher's port. Source: docs/decisions/0007-executor.md.
 */
import { err, ok } from '@/lib/std/result'
import type { AttemptRow, AttemptStore, ExecutorPort } from '@/lib/recoveries/ports'
import { attend, attendUncommitted } from './attend'
import { holdLease } from './claim'
import type { Trouble } from './launcher/port'
import { press } from './press'
import { findOrphans, isCommitted } from './reconcile'
import { createStrangers, type Strangers } from './strangers'
import { seeNow } from './verify'
import { pause, type ExecutorDeps, type Watched, type Work } from './work'

export type { ExecutorDeps } from './work'

/** Closing waits this long for work to come to a stop; commands go on in any case. */
const CLOSE_WITHIN_MS = 3_000
/** How often the job lists are compared with the database. */
const STRANGERS_EVERY_MS = 60_000

export interface Executor extends ExecutorPort {
  /** Takes up what a former process left, then looks for more from time to time. Resolves after the first look. */
  start(): Promise<void>
  /** Ends following and timers and gives attempts back. Commands go on running, and the next process attends to them. */
  close(): Promise<void>
  /** The attempts in this process's hands. */
  attending(): readonly string[]
}

type Running = { readonly watched: Watched; readonly done: Promise<void> }

export function createExecutor(deps: ExecutorDeps): Executor {
  const { attempts, managers, log, settings } = deps
  const strangers = createStrangers(deps)
  const closing = new AbortController()
  const running = new Map<string, Running>()
  let timers: readonly NodeJS.Timeout[] = []

  function take(attempt: string, pressed: boolean): void {
    if (closing.signal.aborted || running.has(attempt)) return
    const watched: Watched = { noContactSince: null, judgeNow: false, hurry: new AbortController(), lost: false }
    const done = runAttempt(deps, { attempt, pressed, watched, strangers, closing: closing.signal })
      .catch((error: unknown) => log.error({ err: error, attempt }, 'work on an attempt broke off; it is taken up again after its lease'))
      .finally(() => running.delete(attempt))
    running.set(attempt, { watched, done })
  }
  async function sweep(): Promise<void> {
    for (const row of await findOrphans(deps)) take(row.id, false)
  }
  const logged = (what: () => Promise<void>) => async (): Promise<void> => {
    await what().catch((error: unknown) => log.error({ err: error }, 'the executor could not look for work'))
  }

  return {
    hold: { owner: deps.owner, leaseMs: settings.leaseMs },
    wake: (attempt) => take(attempt, true),
    async start() {
      // The server starts all the same: the next look comes soon.
      await logged(sweep)()
      void logged(strangers.look)()
      timers = [repeat(logged(sweep), settings.sweepEveryMs), repeat(logged(strangers.look), STRANGERS_EVERY_MS)]
    },
    async close() {
      closing.abort()
      timers.forEach(clearInterval)
      const all = Promise.all([...running.values()].map(({ done }) => done))
      await within(CLOSE_WITHIN_MS, all)
    },
    async readAgain(attempt) {
      const row = await attempts.get(attempt)
      if (!row) return null
      return seeNow(row, await deps.status.readNow(row.connectionId, row.unit))
    },
    async interrupt(attempt) {
      const row = await attempts.get(attempt)
      const manager = row && (await managers.get(row.connectionId))
      if (!row || !manager || row.byHand || !isCommitted(row)) return err({ code: 'notRunning' })
      const answer = await manager.launcher.interrupt(attempt)
      // Silence after it was asked leaves open whether it arrived; another manager knows nothing of it.
      if (!answer.ok) return wasAsked(answer.error) ? ok({ alive: [], forced: false, unanswered: true }) : err({ code: 'noContact' })
      if (answer.value.identity !== row.identity) return err({ code: 'noContact' })
      const { alive, forced, state } = answer.value.value
      if (state.kind === 'starting') return err({ code: 'tryAgain' })
      return state.kind === 'absent' || state.kind === 'void' ? err({ code: 'notRunning' }) : ok({ alive: namesOf(row, alive), forced })
    },
    judgeNow(attempt) {
      const work = running.get(attempt)
      if (!work) return
      work.watched.judgeNow = true
      work.watched.hurry.abort()
    },
    noContactSince: (attempt) => running.get(attempt)?.watched.noContactSince ?? null,
    strangers: () => strangers.all(),
    attending: () => [...running.keys()],
  }

  function repeat(look: () => Promise<void>, everyMs: number): NodeJS.Timeout {
    let looking = false
    const timer = setInterval(() => {
      if (looking || closing.signal.aborted) return
      looking = true
      void look().finally(() => { looking = false })
    }, everyMs)
    timer.unref()
    return timer
  }
}

type Taken = NonNullable<Awaited<ReturnType<AttemptStore['claim']>>>
type Taking = { readonly attempt: string; readonly pressed: boolean; readonly watched: Watched; readonly strangers: Strangers; readonly closing: AbortSignal }

/** Everything this process does about one attempt, from the claim to the end of its lease. */
async function runAttempt(deps: ExecutorDeps, { attempt, pressed, watched, strangers, closing }: Taking): Promise<void> {
  const { attempts, settings, owner } = deps
  await deps.failpoint('before-claim')
  const taken = (pressed && (await heldSincePress(deps, attempt))) || (await attempts.claim(attempt, owner, settings.leaseMs))
  if (!taken) return
  const lease = holdLease({ attempts, claim: taken.claim, leaseMs: settings.leaseMs, renewEveryMs: settings.renewEveryMs, closing })
  let broke = true
  try {
    await deps.failpoint('after-claim')
    const manager = await deps.managers.get(taken.row.connectionId)
    if (manager) await work(deps, { row: taken.row, manager, lease, watched, strangers }, pressed && !taken.takenOver)
    // Still unsettled: there is nothing more to do now, and it is not to be taken up again at once.
    if (await lease.stillOurs()) await pause(settings.unknownEveryMs, lease.over)
    broke = false
  } finally {
    // After a mistake of ours the attempt rests until the lease is over, so that a lasting one does not spin.
    await lease.end(!broke)
  }
}

/** A press of this process was stored under its hold; null where it was not, or somebody took it over since. */
async function heldSincePress({ attempts, owner }: ExecutorDeps, attempt: string): Promise<Taken | null> {
  const row = await attempts.get(attempt)
  return row?.owner === owner && row.epoch === 1 && row.status === 'claimed' ? { claim: { attempt, owner, epoch: 1 }, row, takenOver: false } : null
}

async function work(deps: ExecutorDeps, attempt: Work, mayLaunch: boolean): Promise<void> {
  if (isCommitted(attempt.row)) return attend(deps, attempt, null)
  if (!mayLaunch) return attendUncommitted(deps, attempt)
  const pressed = await press(deps, attempt)
  if (!pressed.over) await attend(deps, attempt, pressed.first)
}

const wasAsked = (trouble: Trouble): boolean => trouble.kind === 'noContact' && trouble.cause !== 'unreachable'

/** What is still alive, for people: the launcher counts processes and knows no names but the command's. */
const namesOf = (row: AttemptRow, alive: number): readonly string[] => Array.from({ length: alive }, () => `vmiunit ${row.argv[0] ?? ''}`)

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => { timer = setTimeout(resolve, ms) })])
  clearTimeout(timer)
}
