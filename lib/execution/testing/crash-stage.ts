/** One press on stage, and the processes that play it: what the crash suites share. For tests only. */
import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { startHost, stopHost, type Host } from './hosts'
import { CONNECTION, oneManager, statusReaderOf } from './quick'
import { openRecords, type Records } from './records'
import { createSite, launchesOf, onChange, openLauncher, put, removeSite, UNIT, until, type Site, type SiteOptions } from './site'

/** Generous, as other tests run beside. */
export const PATIENCE_MS = 60_000

/** Exit 1 and a target state that is seen: a true ending that nobody would guess. */
const ENDS_WITH_A_WARNING = 'echo begun; sleep 0.3; until [ -e "$folder/let-go" ]; do sleep 0.05; done; works; echo over; exit 1'
const PRINTED = createHash('sha256').update('begun\nover\n').digest('hex')
export const TRUE_END = { said: { kind: 'warning', exitCode: 1, signal: null }, outputBytes: 11, outputSha256: PRINTED }

export type Stage = { readonly site: Site; readonly records: Records; readonly attempt: string; /** of the process that takes the press */ readonly owner: string; readonly hosts: Host[] }

export type StageOptions = SiteOptions & {
  /** Another instance stands by before anything is pressed. */
  readonly standby?: boolean
  /** How long a press whose process died before it began is nobody else's. Short, where that is waited for; not where somebody else could be first. */
  readonly pressLeaseMs?: number
  /** The command runs until `letGo`: what happens while it runs must not come too late. */
  readonly held?: boolean
}

export const letGo = ({ site }: Stage): void => put(site, 'let-go', '')

export async function onStage({ standby = false, pressLeaseMs = 900, held = false, ...options }: StageOptions, play: (stage: Stage) => Promise<void>): Promise<void> {
  const site = createSite(options)
  const records = await openRecords(site.database)
  const launcher = openLauncher(site)
  const stage: Stage = { site, records, attempt: randomUUID(), owner: randomUUID(), hosts: [] }
  try {
    onChange(site, ENDS_WITH_A_WARNING)
    if (!held) letGo(stage)
    const probed = await launcher.probe()
    const { reading } = await statusReaderOf(oneManager(launcher)).readNow(CONNECTION, UNIT)
    const other = standby ? begin(stage, null, null) : null
    if (other) await until(() => other.said().includes('ready'), () => other.said(), PATIENCE_MS)
    await records.press({ id: stage.attempt, managerIdentity: probed.ok ? probed.value.identity : '', basedOn: reading }, { owner: stage.owner, leaseMs: pressLeaseMs })
    await play(stage)
  } finally {
    await Promise.all(stage.hosts.map(stopHost))
    await launcher.close()
    await records.close()
    removeSite(site)
  }
}

export const begin = ({ site, hosts, owner }: Stage, failpoint: string | null, press: string | null): Host => {
  const host = startHost({ site, owner: press === null ? randomUUID() : owner, failpoint, press })
  hosts.push(host)
  return host
}
export const isSettled = async ({ records }: Stage): Promise<boolean> => (await records.attempts.unsettled()).length === 0
/** Settled, or it is recorded that nobody knows. */
export const isOver = async (stage: Stage): Promise<boolean> => (await isSettled(stage)) || (await stage.records.recorded('OutcomeUnknown')).length > 0
export const settled = (stage: Stage): Promise<boolean> => until(() => isSettled(stage), () => stage.hosts.map(({ said }) => said()), PATIENCE_MS)

/** What must hold in the end: at most one launch; then the true exit code and the whole output, else the statement that nothing ran. */
export async function expectTruth({ site, records, attempt }: Stage, declinedAs: 'voided' | 'drift'): Promise<void> {
  const launches = launchesOf(site)
  const history = JSON.stringify((await records.history()).map(({ type }) => type))
  expect(launches.length, history).toBeLessThanOrEqual(1)
  if (launches.length === 0) {
    expect(await records.recorded('CommandDeclined'), history).toMatchObject([{ attempt, why: declinedAs }])
    expect(await records.recorded('CommandEnded')).toEqual([])
    return
  }
  expect(await records.recorded('CommandDeclined'), history).toEqual([])
  expect(await records.recorded('CommandLaunched'), history).toHaveLength(1)
  expect(await records.recorded('CommandEnded'), history).toMatchObject([{ attempt, ...TRUE_END }])
  expect(await records.recorded('OutcomeSettled'), history).toMatchObject([{ attempt, conclusion: 'doneWarn' }])
}
