/** The number of a request, short enough to be told by telephone: `R-2026-0012-5`; a repeated one is `R-2026-0012-5.2`. Pure. */
import type { RequestKey } from '../procedure'
import type { LegState } from '../state'

/** `legs`: all so far, since a number is never given twice. `stepNo`: the manual's number of the step that sends. */
export function requestNo(recoveryId: string, legs: readonly LegState[], key: RequestKey, stepNo: number): string {
  const earlier = legs.flatMap((leg) => leg.requests).filter((request) => request.key === key).length
  return earlier === 0 ? `${recoveryId}-${stepNo}` : `${recoveryId}-${stepNo}.${earlier + 1}`
}
