/**
 * The sessions of one management server: a spare one, always open, for what must be quick (launch, state, void), others taken for what lasts
 * (follow, read, interrupt) and kept for the next. Nothing is ever asked twice: after a trouble the caller decides.
 */
import { performance } from 'node:perf_hooks'
import { err, type Result } from '@/lib/std/result'
import type { Answer, Trouble } from './port'
import { openSession, timedOut, type Connect, type Request, type Session } from './session'

export interface Sessions {
  /** By the spare session, one after the other. `deadlineMs` counts from now, waiting included. */
  askSpare<T>(request: Request<T>, deadlineMs: number): Promise<Result<Answer<T>, Trouble>>
  /**
   * By a session of its own. Those that last (`lasting`) queue among themselves and leave places for those that are soon over (`short`);
   * `urgent` queues behind nobody.
   */
  askOwn<T>(request: Request<T>, deadlineMs: number, queue: Queue): Promise<Result<Answer<T>, Trouble>>
  /** Somebody waits for a lasting session: who has one shall be short. */
  readonly crowded: boolean
  close(): Promise<void>
}

export type Queue = 'lasting' | 'short' | 'urgent'

const IDLE_COUNT_MAX = 2
/** Places that lasting requests leave to short ones. */
const SHORT_COUNT = 4
const OPENING_MS = 10_000
const LIVED_MS_MIN = 1_000

export function createSessions(connect: Connect, countMax: number): Sessions {
  const open = new Set<Session>()
  const idle: Session[] = []
  const queues = { lasting: createQueue(Math.max(1, countMax - SHORT_COUNT)), short: createQueue(Math.min(SHORT_COUNT, countMax)) }
  let closed = false
  let spare: Promise<Result<Session, Trouble>> | null = null
  let spareTurn: Promise<unknown> = Promise.resolve()

  const opened = async (until: number, kind: 'ready' | 'plain' | 'urgent'): Promise<Result<Session, Trouble>> => {
    if (closed) return err({ kind: 'noContact', cause: 'unreachable', detail: 'closed' })
    const session = await openSession(connect, until, kind)
    if (session.ok) open.add(session.value)
    if (session.ok && closed) session.value.close()
    return session
  }
  const drop = (session: Session): void => {
    session.close()
    open.delete(session)
  }
  /** The spare, opened anew where the last one is over. */
  const readySpare = async (until: number): Promise<Result<Session, Trouble>> => {
    const current = spare && (await spare)
    if (current?.ok && current.value.usable) return current
    if (current?.ok) open.delete(current.value)
    const openedAt = performance.now()
    spare = opened(until, 'ready')
    void spare.then((fresh) => { if (fresh.ok) void fresh.value.over.then(() => renewSpare(openedAt)) })
    return spare
  }
  /** The next press shall find a spare that already waits. One that died young is left to the next question, or we would spin. */
  const renewSpare = (openedAt: number): void => {
    const now = performance.now()
    if (!closed && now - openedAt >= LIVED_MS_MIN) void readySpare(now + OPENING_MS)
  }
  const throughSpare = async <T>(request: Request<T>, until: number): Promise<Result<Answer<T>, Trouble>> => {
    const session = await readySpare(until)
    if (!session.ok) return session
    return session.value.ask(request, until)
  }
  const throughOwn = async <T>(request: Request<T>, until: number, urgent: boolean): Promise<Result<Answer<T>, Trouble>> => {
    let session = idle.pop()
    while (session && !session.usable) {
      open.delete(session)
      session = idle.pop()
    }
    if (!session) {
      const fresh = await opened(until, urgent ? 'urgent' : 'plain')
      if (!fresh.ok) return fresh
      session = fresh.value
    }
    const answer = await session.ask(request, until)
    if (session.usable && !closed && idle.length < IDLE_COUNT_MAX) idle.push(session)
    else drop(session)
    return answer
  }

  return {
    askSpare(request, deadlineMs) {
      const until = performance.now() + deadlineMs
      const turn = spareTurn.then(() => throughSpare(request, until))
      spareTurn = turn.catch(() => undefined)
      return turn
    },
    async askOwn(request, deadlineMs, queue) {
      const until = performance.now() + deadlineMs
      if (queue === 'urgent') return throughOwn(request, until, true)
      const leave = await queues[queue].enter()
      try {
        return performance.now() >= until ? err(timedOut(`${request.words[0]}: not sent`)) : await throughOwn(request, until, false)
      } finally {
        leave()
      }
    },
    get crowded() { return queues.lasting.waiting },
    async close() {
      closed = true
      await spare
      for (const session of open) drop(session)
    },
  }
}

/** First come, first served; at most `countMax` are inside. */
function createQueue(countMax: number) {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    get waiting() { return waiting.length > 0 },
    async enter(): Promise<() => void> {
      if (inside >= countMax) await new Promise<void>((turn) => waiting.push(turn))
      else inside += 1
      return () => {
        const next = waiting.shift()
        // The place goes over to the next one, so that nobody who comes in between can take it.
        if (next) next()
        else inside -= 1
      }
    },
  }
}
