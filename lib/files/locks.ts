/**
 * One at a time works on an upload. Whoever comes asks the one at work to leave off (a browser that lost its line comes again while its
 * former request still hangs), and waits for its turn. The protocol's own locker spins while it waits, and answers a wait in vain by an
 * error after which browsers begin anew.
 */
import type { Lock, Locker } from '@tus/server'

/** Somebody else is at it and did not leave in time. The fields are how the protocol's library answers: browsers ask again later and lose nothing. */
class Locked extends Error {
  readonly status_code = 423
  readonly body = 'Locked\n'
}

type Held = { askToLeave: () => unknown; readonly waiting: Waiter[] }
type Waiter = { readonly askToLeave: () => unknown; readonly enter: () => void }

export type Locks = Locker & {
  /** Runs `work` alone; throws where the one at work did not leave in time. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T>
}

/** @param patienceMs how long somebody waits for his turn */
export function createLocks(patienceMs = 30_000): Locks {
  const held = new Map<string, Held>()

  function wait({ waiting, askToLeave }: Held, signal: AbortSignal, mine: () => unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', giveUp)
        end()
      }
      const waiter: Waiter = { askToLeave: mine, enter: () => settle(resolve) }
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1)
        settle(() => reject(new Locked()))
      }
      const timer = setTimeout(giveUp, patienceMs)
      signal.addEventListener('abort', giveUp)
      waiting.push(waiter)
      askToLeave()
    })
  }

  const lock = async (id: string, signal: AbortSignal, askToLeave: () => unknown): Promise<void> => {
    if (signal.aborted) throw new Locked()
    const other = held.get(id)
    if (other) await wait(other, signal, askToLeave)
    else held.set(id, { askToLeave, waiting: [] })
  }

  const unlock = (id: string): void => {
    const mine = held.get(id)
    const next = mine?.waiting.shift()
    if (!mine || !next) {
      held.delete(id)
      return
    }
    mine.askToLeave = next.askToLeave
    next.enter()
    if (mine.waiting.length > 0) next.askToLeave()
  }

  return {
    newLock: (id): Lock => ({ lock: (signal, askToLeave) => lock(id, signal, askToLeave), unlock: async () => unlock(id) }),
    async alone(id, work) {
      await lock(id, new AbortController().signal, () => undefined)
      try {
        return await work()
      } finally {
        unlock(id)
      }
    },
  }
}
