/** One-time links to a request, as they are stored: a token is known to its receiver alone. Types only. */
import type { Locale } from '@/lib/i18n/locale'
import type { MailAddress } from '@/lib/recovery/events'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { TimeMs } from '@/lib/std/clock'

export type HandoffLink = {
  readonly id: string
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string
  readonly recoveryId: string
  readonly leg: number
  readonly request: RequestKey
  readonly requestNo: string
  readonly to: MailAddress
  readonly locale: Locale
  readonly createdAt: TimeMs
  readonly revokedAt: TimeMs | null
  readonly revokedBy: string | null
}

export interface LinkStore {
  add(link: HandoffLink): Promise<void>
  byHash(tokenHash: string): Promise<HandoffLink | null>
  ofRequest(recoveryId: string, requestNo: string): Promise<readonly HandoffLink[]>
  /** Shuts every link of a request that is still open; answers how many. */
  revoke(recoveryId: string, requestNo: string, at: TimeMs, by: string): Promise<number>
}
