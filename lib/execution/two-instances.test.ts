/**
 * Two instances of the app on one PostgreSQL: while one takes a press, the other stands by; the first dies, or freezes past its lease. The
 * command is launched at most once, and its true ending is recorded once.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase } from '@/db/testing'
import { usePostgresServer } from '@/db/testing/postgres-server'
import type { FailpointName } from './failpoints'
import { begin, expectTruth, letGo, onStage, PATIENCE_MS, settled, type Stage } from './testing/crash-stage'
import { bundleHosts, isStopped } from './testing/hosts'
import { sshOptions } from './testing/over-ssh'
import { launchesOf, until } from './testing/site'
import { startSshd, type Sshd } from './testing/sshd'

const postgres = usePostgresServer()
let sshd: Sshd
beforeAll(async () => { sshd = await startSshd() })
afterAll(() => sshd.close())
bundleHosts()

const AT: readonly (readonly [FailpointName, launches: 0 | 1])[] = [['before-launch', 0], ['after-launch', 1], ['while-following', 1], ['before-outcome', 1]]

/** The first of the hosts stands by. */
async function shared(name: FailpointName, play: (stage: Stage) => Promise<void>): Promise<void> {
  const database = await openTestDatabase('postgres', postgres.url())
  try {
    await onStage({ database: database.address.databaseUrl ?? '', ssh: (site) => sshOptions(sshd, site), standby: true, pressLeaseMs: 15_000, held: name === 'while-following' }, play)
  } finally {
    await database.dispose()
  }
}

describe.concurrent('one instance stands by', () => {
  for (const [name, launches] of AT) {
    test(`${name}: the other one is killed: it takes over, and launches nothing`, () => shared(name, async (stage) => {
      expect(await begin(stage, `${name}:crash`, stage.attempt).gone).toBe('SIGKILL')
      letGo(stage)
      await settled(stage)
      await expectTruth(stage, 'voided')
      expect(launchesOf(stage.site)).toHaveLength(launches)
    }), 240_000)

    test(`${name}: the other one freezes and wakes up: nothing runs twice, and one record stands`, () => shared(name, async (stage) => {
      const first = begin(stage, `${name}:freeze`, stage.attempt)
      await until(() => isStopped(first), () => first.said(), PATIENCE_MS)
      letGo(stage)
      await settled(stage)
      first.process.kill('SIGCONT')
      await until(() => first.said().includes('attending 0'), () => first.said(), PATIENCE_MS)
      await expectTruth(stage, 'voided')
    }), 240_000)
  }
})
