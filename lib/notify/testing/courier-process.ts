/**
 * A program that sends what is due in a database on disk until nothing waits any more, or dies of SIGKILL at a failpoint. Bundled and started
 * by courier-crash.test.ts. Argument: what is to be done (JSON).
 */
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '@/db/client'
import type { TestAddress } from '@/db/testing/index'
import { startCourier, type MailFailpoint } from '../courier'
import { courierDeps, RECOVERY } from './outbox'

export type CourierTask = { readonly address: TestAddress; readonly port: number; readonly now: number; readonly owner: string; readonly dieAt: MailFailpoint | null }

const { address, port, now, owner, dieAt } = JSON.parse(process.argv[2] ?? '{}') as CourierTask
const engine = await openDatabase(address)
const deps = courierDeps({ engine }, port, {
  clock: { now: () => now },
  owner,
  failpoint: async (name) => {
    if (name !== dieAt) return
    process.kill(process.pid, 'SIGKILL')
    await pause(60_000)
  },
})
const courier = startCourier(deps)
while ((await deps.outbox.ofRecovery(RECOVERY)).some(({ status }) => status === 'queued' || status === 'sending')) await pause(20)
await courier.end()
await engine.close()
