/**
 * better-auth, configured: user name and password, sessions in the database (so that each can be revoked), roles as a column of ours.
 * Its HTTP routes are not exposed: the product's own doors call it, so there is one way in. The database adapter is handed in.
 */
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { username } from 'better-auth/plugins'
import { ROLES, type Role } from './may'
import { readyAccounts } from './ready-accounts'

export type AuthDatabase = NonNullable<BetterAuthOptions['database']>
export const PASSWORD_LENGTH_MIN = 10
export const USERNAME_LENGTH_MAX = 64
/** A night's work and the shift after it, counted from the last act: who only looks is asked to sign in again. */
const SESSION_S = 16 * 60 * 60
/** Acts within this time of each other prolong a session once. */
const PROLONG_EVERY_S = 60 * 60

/**
 * @param options.secret signs cookies; at least 32 characters, kept in the data folder
 * @param options.baseUrl the origin that browsers use; cookies are `Secure` where it is https
 * @param options.demo whether ready accounts may be entered without a password
 * @param options.trustedProxyHeader the header that names the browser's address, if a proxy in front always overwrites it
 */
export function createAuth(options: {
  readonly database: AuthDatabase
  readonly secret: string
  readonly baseUrl: string
  readonly trustedProxyHeader: string | undefined
  readonly demo: boolean
}) {
  return betterAuth({
    appName: 'Shirube',
    baseURL: options.baseUrl,
    secret: options.secret,
    database: options.database,
    trustedOrigins: [options.baseUrl],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_LENGTH_MIN, maxPasswordLength: 256 },
    session: { expiresIn: SESSION_S, updateAge: PROLONG_EVERY_S },
    user: {
      additionalFields: {
        role: { type: 'string', required: false, input: false },
        banned: { type: 'boolean', required: false, input: false },
        locale: { type: 'string', required: false },
        theme: { type: 'string', required: false },
      },
    },
    plugins: [username({ minUsernameLength: 2, maxUsernameLength: USERNAME_LENGTH_MAX, displayUsername: false }), readyAccounts(options.demo)],
    advanced: {
      cookiePrefix: 'shirube',
      useSecureCookies: options.baseUrl.startsWith('https:'),
      ipAddress: options.trustedProxyHeader ? { ipAddressHeaders: [options.trustedProxyHeader] } : { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

export type Auth = ReturnType<typeof createAuth>

/** Roles as they stand in the column, comma separated; words that are not roles of ours count for nothing. */
export function toRoles(column: string | null | undefined): readonly Role[] {
  const words = (column ?? '').split(',').map((word) => word.trim())
  return ROLES.filter((role) => words.includes(role))
}
