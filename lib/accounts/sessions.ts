/** Who is there: signing in and out, and the person behind a request. Every answer is a value; better-auth's errors stop here. */
import { isAPIError } from 'better-auth/api'
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import type { Clock } from '@/lib/std/clock'
import { err, ok } from '@/lib/std/result'
import type { Actor } from '@/lib/recovery/intents'
import { refuse } from '@/lib/recovery/refusals'
import { toRoles, USERNAME_LENGTH_MAX, type Auth } from './auth'
import { listPeople } from './people'
import type { Accounts, Cookie, MetaStore } from './ports'
import { DEMO_ACCOUNTS } from './ready-accounts'
import { setUp } from './setup'
import { createSignInLimit } from './sign-in-limit'

export type AccountsOptions = { readonly auth: Auth; readonly meta: MetaStore; readonly clock: Clock; readonly demo: boolean; readonly trustedProxyHeader: string | undefined }

/** The accounts of one instance. */
export function createAccounts({ auth, meta, clock, demo, trustedProxyHeader }: AccountsOptions): Accounts {
  const limit = createSignInLimit()

  const signIn: Accounts['signIn'] = async (headers, username, password) => {
    const name = username.normalize('NFKC').trim()
    if (name.length > USERNAME_LENGTH_MAX) return err(refuse('signInFailed'))
    const attempt = limit.begin(limitKeys(name, trustedProxyHeader ? headers.get(trustedProxyHeader) : null), clock.now())
    if (!attempt) return err(refuse('tooManyTries'))
    try {
      const { headers: answered } = await auth.api.signInUsername({ body: { username: name, password }, headers, returnHeaders: true })
      attempt.succeeded()
      return ok(toCookies(answered))
    } catch (error) {
      if (isAPIError(error)) return err(refuse('signInFailed'))
      attempt.undecided()
      throw error
    }
  }

  return {
    signIn,
    // Looking prolongs nothing: a page cannot set cookies, and an open stream would keep a forgotten browser signed in for ever.
    actor: async (headers) => toActor((await auth.api.getSession({ headers, query: { disableRefresh: true } }))?.user),
    async acting(headers) {
      const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true })
      const actor = toActor(response?.user)
      return actor && { actor, cookies: toCookies(answered) }
    },
    async signOut(headers) {
      const { headers: answered } = await auth.api.signOut({ headers, returnHeaders: true })
      return toCookies(answered)
    },
    demoAccounts: () => (demo ? DEMO_ACCOUNTS.map(({ key, name, roles }) => ({ key, name, roles })) : []),
    async demoSignIn(headers, key) {
      const account = DEMO_ACCOUNTS.find((one) => one.key === key)
      if (!demo || !account) return err(refuse('demoOnly'))
      const { headers: answered } = await auth.api.enterReadyAccount({ body: { username: account.username }, headers, returnHeaders: true })
      return ok(toCookies(answered))
    },
    needsSetup: async () => !demo && (await listPeople(auth)).length === 0,
    async setup(headers, input) {
      const attempt = limit.begin(['setup'], clock.now())
      if (!attempt) return err(refuse('tooManyTries'))
      const done = await setUp(auth, meta, input)
      if (done.ok || done.error.code !== 'setupCodeWrong') attempt.undecided()
      return done.ok ? signIn(headers, input.username, input.password) : err(done.error)
    },
    withRole: async (role) => (await listPeople(auth)).filter(({ roles }) => roles.includes(role)).map(({ id, name }) => ({ id, name })),
  }
}

type User = { readonly id: string; readonly name: string; readonly role?: string | null; readonly banned?: boolean | null }

const toActor = (user: User | undefined): Actor | null => (user && !user.banned ? { id: user.id, name: user.name, roles: toRoles(user.role) } : null)

const limitKeys = (username: string, address: string | null): readonly string[] => [`name:${username.toLowerCase()}`, ...(address ? [`address:${address}`] : [])]

/** What better-auth wants set, in the words of the doors. */
function toCookies(headers: Headers): readonly Cookie[] {
  return headers.getSetCookie().flatMap((line) =>
    [...parseSetCookieHeader(line)].map(([name, attributes]) => {
      const { httpOnly, secure, sameSite, path, maxAge } = toCookieOptions(attributes)
      // The value is percent-encoded in the header and is encoded again when it is set.
      return { name, value: decodeURIComponent(attributes.value), options: { httpOnly: httpOnly ?? true, secure: secure ?? false, sameSite: sameSite ?? 'lax', path: path ?? '/', maxAge } }
    }),
  )
}
