/**
 * Carries hints ("this recovery changed") to every instance. Messages may be lost; where the engine can lose them, what changed is asked
 * for every two seconds as well, as long as somebody listens, and told in the same form.
 */
import { asc, eq, gt, isNull, max } from 'drizzle-orm'
import type { ChangeHint } from '@/lib/recoveries/ports'
import type { Engine } from '../engines/engine'

const POLL_EVERY_MS = 2_000
/** A slow transaction shows its rows later than their time says: so far back is looked again. */
const OVERLAP_MS = 30_000

/** A message, or `null` where some may have been missed. */
type Listener = (payload: string | null) => void

/** `pollEveryMs` in ms. One per process: all its listeners share one subscription and one poll. */
export function createMessageBus(engine: Engine, { pollEveryMs = POLL_EVERY_MS } = {}) {
  const listeners = new Set<Listener>()
  const tell: Listener = (payload) => listeners.forEach((listener) => listener(payload))
  let stop: (() => void) | null = null

  function start(): () => void {
    const poll = engine.losesMessages ? startPoll(engine, (hint) => tell(JSON.stringify(hint)), pollEveryMs) : null
    const stopListening = engine.listen((payload) => {
      tell(payload)
      if (payload === null) void poll?.now()
    })
    return () => {
      stopListening()
      poll?.stop()
    }
  }

  return {
    notify: engine.notify,
    listen(listener: Listener): () => void {
      listeners.add(listener)
      stop ??= start()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
  }
}

/** Looks for changes at once, then again and again. What was there at the first look is no news. */
function startPoll(engine: Engine, tell: (hint: ChangeHint) => void, everyMs: number) {
  const look = createLook(engine)
  let timer: NodeJS.Timeout | null = null
  let isStopped = false
  let looking: Promise<void> | null = null

  const now = (): Promise<void> => {
    // Out of reach for a moment: the next look finds the same changes.
    looking ??= look().then((hints) => { if (!isStopped) hints.forEach(tell) }).catch(() => undefined).finally(() => { looking = null })
    return looking
  }
  const again = () => {
    if (!isStopped) timer = setTimeout(() => void now().then(again), everyMs).unref()
  }
  void now().then(again)
  return {
    now,
    stop() {
      isStopped = true
      if (timer) clearTimeout(timer)
    },
  }
}

function createLook({ db, tables: { attempts, outputs, recoveries } }: Engine): () => Promise<readonly ChangeHint[]> {
  let since: number | null = null
  let seqs = new Map<string, number>()
  let totals = new Map<string, number>()
  return async () => {
    const isFirst = since === null
    if (since === null) {
      const [latest] = await db.select({ at: max(recoveries.changedAt) }).from(recoveries)
      since = (latest?.at ?? 0) - OVERLAP_MS
    }
    const changed = await db.select({ id: recoveries.id, seq: recoveries.seq, at: recoveries.changedAt }).from(recoveries).where(gt(recoveries.changedAt, since)).orderBy(asc(recoveries.changedAt))
    const printing = await db.select({ attempt: attempts.id, totalBytes: outputs.receivedBytes }).from(attempts).innerJoin(outputs, eq(outputs.attemptId, attempts.id)).where(isNull(attempts.releasedAt))
    const hints: ChangeHint[] = [
      ...changed.filter(({ id, seq }) => seqs.get(id) !== seq).map(({ id }): ChangeHint => ({ type: 'recovery', id })),
      ...printing.filter(({ attempt, totalBytes }) => totals.get(attempt) !== totalBytes).map(({ attempt, totalBytes }): ChangeHint => ({ type: 'output', attempt, totalBytes })),
    ]
    since = Math.max(since, (changed.at(-1)?.at ?? 0) - OVERLAP_MS)
    seqs = new Map(changed.map(({ id, seq }) => [id, seq]))
    totals = new Map(printing.map(({ attempt, totalBytes }) => [attempt, totalBytes]))
    return isFirst ? [] : hints
  }
}
