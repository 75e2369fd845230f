/** Knows whether the running code is inside a transaction: the same programming errors are found on both engines. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { assert } from '@/lib/std/assert'

type Transaction = { live: boolean }

export function createInside() {
  const current = new AsyncLocalStorage<Transaction>()
  const isInside = () => current.getStore()?.live === true
  return {
    isInside,
    /** Refuses what would wait for the very transaction that it is called from. */
    assertOutside: () => assert(!isInside(), 'inside a transaction only its own handle may be used'),
    /** Refuses a handle that is used after its transaction ended, or by others. */
    assertInside: () => assert(isInside(), 'a transaction was used after its end'),
    run: async <T>(work: () => Promise<T>): Promise<T> => {
      const transaction = { live: true }
      try {
        return await current.run(transaction, work)
      } finally {
        transaction.live = false
      }
    },
  }
}
