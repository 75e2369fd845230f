/**
 * The tables of better-auth 1.7.25: core, user name, administration, rate limit, and our `locale` and `theme` of a user.
 * Keys are the library's field names; it is handed these tables as its schema.
 */
import type { Kit } from '../kit'

export const defineUser = (kit: Kit) =>
  kit.table('user', {
    id: kit.text('id').primaryKey(),
    name: kit.text('name').notNull(),
    email: kit.text('email').notNull().unique('user_email_unique'),
    emailVerified: kit.bool('email_verified').notNull(),
    image: kit.text('image'),
    createdAt: kit.date('created_at').notNull(),
    updatedAt: kit.date('updated_at').notNull(),
    username: kit.text('username').unique('user_username_unique'),
    displayUsername: kit.text('display_username'),
    role: kit.text('role'),
    banned: kit.bool('banned'),
    banReason: kit.text('ban_reason'),
    banExpires: kit.date('ban_expires'),
    locale: kit.text('locale'),
    theme: kit.text('theme'),
  })

type UserTable = ReturnType<typeof defineUser>

export const defineSession = (kit: Kit, user: UserTable) =>
  kit.table(
    'session',
    {
      id: kit.text('id').primaryKey(),
      expiresAt: kit.date('expires_at').notNull(),
      token: kit.text('token').notNull().unique('session_token_unique'),
      createdAt: kit.date('created_at').notNull(),
      updatedAt: kit.date('updated_at').notNull(),
      ipAddress: kit.text('ip_address'),
      userAgent: kit.text('user_agent'),
      userId: kit.text('user_id').notNull().references(() => user.id, { onDelete: 'cascade' }),
      impersonatedBy: kit.text('impersonated_by'),
    },
    (t) => [kit.index('session_of_user').on(t.userId)],
  )

export const defineAccount = (kit: Kit, user: UserTable) =>
  kit.table(
    'account',
    {
      id: kit.text('id').primaryKey(),
      accountId: kit.text('account_id').notNull(),
      providerId: kit.text('provider_id').notNull(),
      userId: kit.text('user_id').notNull().references(() => user.id, { onDelete: 'cascade' }),
      accessToken: kit.text('access_token'),
      refreshToken: kit.text('refresh_token'),
      idToken: kit.text('id_token'),
      accessTokenExpiresAt: kit.date('access_token_expires_at'),
      refreshTokenExpiresAt: kit.date('refresh_token_expires_at'),
      scope: kit.text('scope'),
      password: kit.text('password'),
      createdAt: kit.date('created_at').notNull(),
      updatedAt: kit.date('updated_at').notNull(),
    },
    (t) => [kit.index('account_of_user').on(t.userId)],
  )

export const defineVerification = (kit: Kit) =>
  kit.table(
    'verification',
    {
      id: kit.text('id').primaryKey(),
      identifier: kit.text('identifier').notNull(),
      value: kit.text('value').notNull(),
      expiresAt: kit.date('expires_at').notNull(),
      createdAt: kit.date('created_at').notNull(),
      updatedAt: kit.date('updated_at').notNull(),
    },
    (t) => [kit.index('verification_identifier').on(t.identifier)],
  )

export const defineRateLimit = (kit: Kit) =>
  kit.table('rate_limit', {
    id: kit.text('id').primaryKey(),
    key: kit.text('key').notNull().unique('rate_limit_key_unique'),
    count: kit.int('count').notNull(),
    lastRequest: kit.long('last_request').notNull(),
  })
