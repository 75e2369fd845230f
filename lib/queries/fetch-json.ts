/** Reading from our own routes. Safe in the browser; answers are DTOs of this very release, or the problem that the route told. */
import type { Refusal } from '@/lib/recovery/refusals'

/** A route refused: the closed code, as a page would have shown it. */
export class RefusedQuery extends Error {
  constructor(readonly refusal: Refusal, readonly status: number) {
    super(refusal.code)
  }
}

/**
 * Gets a DTO. @param path of ours, from the root
 * @throws RefusedQuery where the route answered with a problem; TypeError where the server cannot be reached
 */
export async function fetchJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' }, cache: 'no-store' })
  if (response.ok) return (await response.json()) as T
  const problem: unknown = await response.json().catch(() => null)
  throw new RefusedQuery(isRefusal(problem) ? problem : { code: 'tryAgain' }, response.status)
}

const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
