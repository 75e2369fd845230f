/** Where an executor is watched at its work: each test has a site with a launcher at it, and the stores. For tests only. */
import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import type { NewAttempt } from '@/lib/recoveries/ports'
import type { Executor, ExecutorDeps } from '../executor'
import type { Launcher } from '../launcher/port'
import { CONNECTION, oneManager, quickExecutor, statusReaderOf } from './quick'
import { openRecords, type Records } from './records'
import { createSite, openLauncher, removeSite, UNIT, until, type Site } from './site'


export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** To be called where the tests are described: what it sets up and clears belongs to each of them. */
export function useStage() {
  let site: Site
  let records: Records
  let launcher: Launcher
  let identity: string
  const executors: Executor[] = []
  const opened: { close(): Promise<void> }[] = []

  beforeEach(async () => {
    site = createSite()
    records = await openRecords(site.database)
    launcher = openLauncher(site)
    const probed = await launcher.probe()
    if (!probed.ok) throw new Error(JSON.stringify(probed.error))
    identity = probed.value.identity
  })
  afterEach(async () => {
    await Promise.all(executors.splice(0).map((executor) => executor.close()))
    await Promise.all([launcher, ...opened.splice(0)].map((each) => each.close()))
    await records.close()
    removeSite(site)
  })

  return {
    get site() { return site },
    get records() { return records },
    get launcher() { return launcher },
    /** What the manager there calls itself. */
    get identity() { return identity },
    /** All that the running test made. */
    executors,
    /** What else is to be closed after them. */
    opened,
    executor(change: Partial<ExecutorDeps> = {}): Executor {
      const made = quickExecutor(site, records, launcher, change)
      executors.push(made)
      return made
    },
    /** By a person who just saw the state; `by`: the executor whose process takes it. */
    async press(change: Partial<NewAttempt> = {}, by?: Executor): Promise<string> {
      const id = randomUUID()
      const { reading } = await statusReaderOf(oneManager(launcher)).readNow(CONNECTION, UNIT)
      await records.press({ id, managerIdentity: identity, basedOn: reading, ...change }, by?.hold)
      return id
    },
    settled: () => until(async () => (await records.recorded('OutcomeSettled'))[0], records.history),
    declined: () => until(async () => (await records.recorded('CommandDeclined'))[0], records.history),
    unknown: () => until(async () => (await records.recorded('OutcomeUnknown'))[0], records.history),
  }
}
