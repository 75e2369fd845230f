/**
 * Holding an attempt: a lease on the database's clock, renewed while work goes on. Once it is lost nothing more is written, and
 * whatever is under way for it is told by its signal. Imports ports only.
 */
import type { AttemptStore, Claim } from '@/lib/recoveries/ports'

export interface Lease {
  readonly claim: Claim
  /** Aborted when the attempt is no longer ours, is settled, or the executor closes. */
  readonly over: AbortSignal
  /** Asks the database whether the claim is still current. */
  stillOurs(): Promise<boolean>
  /** Stops renewing. `free`: gives the attempt back at once, so that the next process need not wait for the lease to end. */
  end(free: boolean): Promise<void>
}

/** Begins to renew a claim. `closing` ends the lease with the executor. A failing renewal is tried again until the lease would be over. */
export function holdLease({ attempts, claim, leaseMs, renewEveryMs, closing }: {
  readonly attempts: AttemptStore
  readonly claim: Claim
  readonly leaseMs: number
  readonly renewEveryMs: number
  readonly closing: AbortSignal
}): Lease {
  const over = new AbortController()
  let renewedAt = performance.now()
  let timer: NodeJS.Timeout | null = null

  async function renew(): Promise<boolean> {
    const asked = performance.now()
    const ours = await attempts.renew(claim, leaseMs).catch(() => performance.now() - renewedAt < leaseMs)
    if (ours) renewedAt = asked
    else over.abort()
    return ours
  }
  function schedule(): void {
    timer = setTimeout(() => void renew().then((ours) => { if (ours && !over.signal.aborted) schedule() }), renewEveryMs)
  }
  const close = () => over.abort()
  closing.addEventListener('abort', close, { once: true })
  if (closing.aborted) over.abort()
  else schedule()

  return {
    claim,
    over: over.signal,
    stillOurs: async () => !over.signal.aborted && (await renew()),
    async end(free) {
      if (timer) clearTimeout(timer)
      closing.removeEventListener('abort', close)
      over.abort()
      if (free) await attempts.renew(claim, 0).catch(() => false)
    },
  }
}
