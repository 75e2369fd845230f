/** A plugin of better-auth that enters an account without a password: the demo's one press. Refuses everywhere but in the demo. */
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { DemoAccount } from './ports'

/** The people of the demo. Two system builders, so that control can change hands. */
export const DEMO_ACCOUNTS: readonly (DemoAccount & { readonly username: string })[] = [
  { key: 'sato', username: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] },
  { key: 'tanaka', username: 'tanaka', name: '田中 健', roles: ['systemBuilder'] },
  { key: 'yamada', username: 'yamada', name: '山田 太郎', roles: ['resourceManager'] },
  { key: 'suzuki', username: 'suzuki', name: '鈴木 一郎', roles: ['administrator'] },
  { key: 'takahashi', username: 'takahashi', name: '高橋 直子', roles: ['observer'] },
]

/** @param allowed true on the demo only; else the endpoint refuses, should anything ever reach it */
export const readyAccounts = (allowed: boolean) => ({
  id: 'ready-accounts' as const,
  endpoints: {
    enterReadyAccount: createAuthEndpoint('/ready-accounts/enter', { method: 'POST', body: z.object({ username: z.string() }), metadata: { SERVER_ONLY: true } }, async (context) => {
      const isReady = DEMO_ACCOUNTS.some(({ username }) => username === context.body.username)
      if (!allowed || !isReady) throw new APIError('FORBIDDEN')
      const user = await context.context.adapter.findOne<ReadyUser>({ model: 'user', where: [{ field: 'username', value: context.body.username }] })
      if (!user) throw new APIError('NOT_FOUND')
      const session = await context.context.internalAdapter.createSession(user.id)
      await setSessionCookie(context, { session, user })
      return context.json({ entered: true })
    }),
  },
})
type ReadyUser = { id: string; name: string; email: string; emailVerified: boolean; createdAt: Date; updatedAt: Date }
