/**
 * Wires the product together: stores, executor, use cases, accounts. Plain Node, so that scripts and tests can use it; the app imports
 * lib/server.ts, its guarded twin. One instance a process, kept on `globalThis` because a hot reload evaluates modules anew.
 */
import type { Actor } from '@/lib/recovery/intents'
import type { Accounts } from './accounts/ports'
import type { RecoveryActs, RecoveryQueries } from './recoveries/service'

export type SignedIn = Actor

export interface Server {
  readonly accounts: Accounts
  readonly pages: RecoveryQueries
  readonly acts: RecoveryActs
  /** True on `npm run demo`: the band, the ready accounts, the outside world's page. */
  readonly demo: boolean
}

export async function getServer(): Promise<Server> {
  throw new Error('not wired yet')
}

/** Origins under which browsers reach this server. */
export function publicOrigins(): readonly string[] {
  return []
}
