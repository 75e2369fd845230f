/** An executor with a test's patience: leases of a moment, settling times of a few. For tests only. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ChangeFeed } from '@/lib/recoveries/ports'
import { createContentStore } from '@/lib/files/content-store'
import { createExecutor, type Executor, type ExecutorDeps } from '../executor'
import { noFailpoints } from '../failpoints'
import type { Launcher } from '../launcher/port'
import { DEFAULT_SETTINGS, type ExecutorSettings, type Managers } from '../ports'
import { createStatusReader } from '../status-reader'
import type { Records } from './records'
import type { Site } from './site'

export const CONNECTION = 'connection-1'

const settlingMs = { start: 600, stop: 600, update: 600, unmark: 600, attach: 600, detach: 600 }
export const QUICK: ExecutorSettings = {
  ...DEFAULT_SETTINGS,
  leaseMs: 700, renewEveryMs: 150, sweepEveryMs: 60, contactEveryMs: 60, unknownEveryMs: 100, followSeconds: 1, settleEveryMs: 60, settlingMs,
}

export const quietFeed: ChangeFeed = { changed: () => {}, output: () => {}, subscribe: () => () => {} }
export const clock = { now: () => Date.now() }

/** One manager under the samples' connection id. */
export const oneManager = (launcher: Launcher, pressLimitMs = 30_000, charset: 'utf-8' | 'euc-jp' | 'shift_jis' = 'utf-8'): Managers => ({
  get: async (id) => (id === CONNECTION ? { launcher, charset, pressLimitMs } : null),
  ids: async () => [CONNECTION],
  answered: async () => {},
})

export const statusReaderOf = (managers: Managers) => createStatusReader({ managers, clock, newId: randomUUID, readTimeoutMs: 5_000, freshMs: 500 })

export function quickExecutor(site: Site, records: Pick<Records, 'attempts' | 'report'>, launcher: Launcher, change: Partial<ExecutorDeps> = {}): Executor {
  const managers = change.managers ?? oneManager(launcher)
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  return createExecutor({
    owner: randomUUID(), attempts: records.attempts, report: records.report, managers, status: statusReaderOf(managers), feed: quietFeed,
    wholes: createContentStore(join(site.folder, 'content')), clock, log, failpoint: noFailpoints, settings: QUICK, ...change,
  })
}
