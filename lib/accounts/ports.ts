/** What the doors need of accounts. Types only; the work is sessions.ts, demo-accounts.ts and setup.ts. */
import type { Result } from '@/lib/std/result'
import type { Actor } from '@/lib/recovery/intents'
import type { Refusal } from '@/lib/recovery/refusals'
import type { Role } from './may'

export type DemoAccount = { readonly key: string; readonly name: string; readonly roles: readonly Role[] }

/** Cookies to be set by the door that asked; values are opaque. */
export type Cookie = { readonly name: string; readonly value: string; readonly options: { readonly httpOnly: boolean; readonly secure: boolean; readonly sameSite: 'lax' | 'strict' | 'none'; readonly path: string; readonly maxAge?: number } }

/** Few facts about this installation, by key. */
export interface MetaStore {
  get(key: string): Promise<string | null>
  set(key: string, value: string): Promise<void>
  /** Stores the value where there is none; answers the one that is kept: of several who come at once all get the first's. */
  keep(key: string, value: string): Promise<string>
}

export interface Accounts {
  /** Who the request's cookie belongs to; null without a living session. Roles are read anew each time. */
  actor(headers: Headers): Promise<Actor | null>
  /** As `actor`, for somebody who acts: the session lasts anew from now on. `cookies` are to be set; none where it was prolonged lately. */
  acting(headers: Headers): Promise<{ readonly actor: Actor; readonly cookies: readonly Cookie[] } | null>
  signIn(headers: Headers, username: string, password: string): Promise<Result<readonly Cookie[], Refusal>>
  signOut(headers: Headers): Promise<readonly Cookie[]>
  /** Ready accounts of the demo, entered by one press; empty outside of it. */
  demoAccounts(): readonly DemoAccount[]
  demoSignIn(headers: Headers, key: string): Promise<Result<readonly Cookie[], Refusal>>
  /** Whether a production instance still waits for its first administrator. */
  needsSetup(): Promise<boolean>
  setup(headers: Headers, input: { readonly code: string; readonly name: string; readonly username: string; readonly password: string }): Promise<Result<readonly Cookie[], Refusal>>
  /** People who hold a role. */
  withRole(role: Role): Promise<readonly { readonly id: string; readonly name: string }[]>
}
