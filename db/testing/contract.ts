/** The one contract of the database: what the stores promise, on whatever engine they stand. Run for both by contract.test.ts. */
import { afterEach, beforeEach } from 'vitest'
import type { EngineKind } from '../engines/engine'
import { attemptContract } from './contract/attempts'
import { changeContract } from './contract/changes'
import { engineContract } from './contract/engine'
import { fileContract } from './contract/files'
import { historyContract } from './contract/history'
import { linkContract } from './contract/links'
import { listContract } from './contract/lists'
import { lockContract } from './contract/locks'
import { mailSettingsContract } from './contract/mail-settings'
import { mailContract } from './contract/mails'
import { outputContract } from './contract/output'
import { sealContract } from './contract/seals'
import { siteContract } from './contract/sites'
import { openTestDatabase, type TestDatabase } from './index'

/** The database of the running test. */
export type Current = () => TestDatabase

/** Declares the suite; every test has an empty database of its own. */
export function databaseContract(kind: EngineKind, serverUrl: () => string | null): void {
  let current: TestDatabase | null = null
  beforeEach(async () => {
    current = await openTestDatabase(kind, serverUrl())
  })
  afterEach(async () => {
    await current?.dispose()
    current = null
  })
  const database: Current = () => {
    if (!current) throw new Error('No test is running')
    return current
  }
  engineContract(database)
  historyContract(database)
  sealContract(database)
  lockContract(database)
  attemptContract(database)
  outputContract(database)
  listContract(database)
  linkContract(database)
  siteContract(database)
  mailSettingsContract(database)
  changeContract(database)
  mailContract(database)
  fileContract(database)
}
