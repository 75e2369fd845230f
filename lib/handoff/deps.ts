/** What the use cases of links are given. Types only. */
import type { Actor } from '@/lib/recovery/intents'
import type { Locale } from '@/lib/i18n/locale'
import type { Outbox } from '@/lib/notify/ports'
import type { Deps } from '@/lib/recoveries/deps'
import type { RecoveryActs } from '@/lib/recoveries/service'
import type { LinkStore } from './ports'

export type HandoffDeps = Pick<Deps, 'store' | 'sites' | 'clock' | 'timeZone' | 'newId' | 'handoff'> & {
  readonly links: LinkStore
  readonly outbox: Pick<Outbox, 'ofRecovery' | 'add'>
  /** The site's setting: a link answers without signing in. Asked each time. */
  readonly linkAlone: () => Promise<boolean>
  readonly onStep: RecoveryActs['onStep']
  /** The header in which the proxy in front writes the client's address. */
  readonly trustedProxyHeader: string | undefined
}

/** Somebody with a token. `viewer`: who is signed in; `locale`: what he chose, null where he chose nothing. */
export type Visit = { readonly viewer: Actor | null; readonly headers: Pick<Headers, 'get'>; readonly locale: Locale | null }
