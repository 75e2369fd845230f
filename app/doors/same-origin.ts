/**
 * Whether a request that changes something comes from a page of ours. The framework lets a missing Origin and a forged forwarded host pass,
 * so the address that we were told to serve is compared, never one that the request brings along. Browsers send Origin with every POST,
 * forms without script included: a missing one is refused.
 */
import { publicOrigins } from '@/lib/server'

export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  return origin !== null && publicOrigins().includes(origin)
}
