/** Wires what runs commands, and the use cases' view of it: launchers, readings, outputs, the executor. A part of lib/compose.ts. */
import { createHash, randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import path from 'node:path'
import type { Engine } from '@/db/engines/engine'
import type { SealKey } from '@/db/seal-key'
import { createAttemptStore } from '@/db/stores/attempts'
import { createDraftStore } from '@/db/stores/drafts'
import { createDrawnReadings } from '@/db/stores/drawn-readings'
import { createMessageBus } from '@/db/stores/message-bus'
import { createPastedReadings } from '@/db/stores/pasted-readings'
import { createRecoveryStore } from '@/db/stores/recoveries'
import type { Env } from '../env'
import { createLauncherOpener } from '../execution/connections/open-launcher'
import { readOwnScript } from '../execution/connections/script'
import { closeSshPlace, openSshPlace } from '../execution/connections/ssh-place'
import { createConnectionTools } from '../execution/connections/tools'
import { createExecutor, type Executor } from '../execution/executor'
import { createFailpoints, noFailpoints, parseFailpoint, type Failpoint } from '../execution/failpoints'
import { createManagers, type OpenManagers } from '../execution/managers'
import { DEFAULT_SETTINGS, withPatience } from '../execution/ports'
import { createStatusReader, type ExecutorStatusReader } from '../execution/status-reader'
import type { ContentStore } from '../files/content-store'
import { findForReport } from '../handoff/report-checks'
import { log } from '../log'
import { createChangeFeed } from '../recoveries/change-feed'
import type { Deps, Handoff } from '../recoveries/deps'
import { createReadings } from '../recoveries/readings'
import { createIdentityReport, createMachineReport } from '../recoveries/report'
import type { Connection, ConnectionTools, SiteStore } from '../sites/ports'

/** A reading for a page may be this old; a command's comparison is always its own. */
const READING_FRESH_MS = 3_000

export type Wired = { readonly deps: Omit<Deps, 'builders'>; readonly executor: Executor; readonly managers: OpenManagers; readonly tools: ConnectionTools }

type WiredWith = { readonly sites: SiteStore; readonly sealKey: SealKey; readonly handoff: Handoff; readonly contents: ContentStore; readonly replaceStatus: (real: ExecutorStatusReader) => ExecutorStatusReader }

/** Starts nothing: `executor.start` takes up what a former process left. `replaceStatus`: see `Replaced` of lib/compose.ts. */
export function wireExecution(config: Env, engine: Engine, { sites, replaceStatus, sealKey, handoff, contents }: WiredWith): Wired {
  const clock = { now: () => Date.now() }
  const attempts = createAttemptStore(engine)
  const store = createRecoveryStore(engine, { timeZone: config.timeZone, sealKey })
  const feed = createChangeFeed(createMessageBus(engine), (error) => log().warn({ err: error }, 'a change could not be announced'))
  const script = path.resolve('lib/execution/launcher/shirube-exec.sh')
  const ssh = openSshPlace(config.dataDir, config.sshAgent)
  const open = createLauncherOpener({ script, localEnv: localEnvOf(config), ssh, log: log() })
  // Reports of the machine need the use cases, the use cases wake the executor: tied here, and nowhere else.
  const all = (): Deps => ({ ...base, executor })
  const managers = createManagers<Connection>({
    connections: async () => (await sites.connections()).filter(({ retiredAt }) => retiredAt === null), connection: (id) => sites.connection(id), open,
    saveIdentity: async (id, identity) => {
      await sites.saveIdentity(id, identity)
      await createIdentityReport(all())(id, identity)
    },
  })
  const status = replaceStatus(createStatusReader({ managers, clock, newId: randomUUID, readTimeoutMs: DEFAULT_SETTINGS.readTimeoutMs, freshMs: READING_FRESH_MS }))
  const readings = createReadings({ read: (id, unit) => status.read(id, unit), readNow: async (id, unit) => (await status.readNow(id, unit)).reading }, createDrawnReadings(engine), clock, {
    pasted: createPastedReadings(engine), isManual: async (id) => (await sites.connection(id))?.transport === 'manual',
  })
  const base = {
    store, attempts, wholeOutput: (sha256: string) => contents.read(sha256), sites, drafts: createDraftStore(engine), readings, feed, clock, timeZone: config.timeZone, newId: randomUUID,
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'), builders: async () => [], handoff,
    findForReport: (state: Parameters<Deps['findForReport']>[0], addresses: Parameters<Deps['findForReport']>[1]) => findForReport({ readings, store, sites, clock }, state, addresses),
  }
  const executor: Executor = createExecutor({
    owner: randomUUID(), attempts, managers, status, feed, clock, log: log(), settings: withPatience(DEFAULT_SETTINGS, config.patiencePercent),
    report: (recoveryId, intent, claim) => createMachineReport(all())(recoveryId, intent, claim),
    wholes: contents,
    failpoint: failpointOf(config),
  })
  return {
    deps: all(), executor,
    tools: createConnectionTools({ place: ssh, script: readOwnScript(script), open, clock, newId: randomUUID }),
    managers: { ...managers, close: () => managers.close().finally(() => closeSshPlace(ssh)) },
  }
}

/** A plan that says nothing must not pass for one that was carried out: the test that wrote it would prove nothing. */
function failpointOf({ failpoint }: Env): Failpoint {
  if (failpoint === undefined) return noFailpoints
  const plan = parseFailpoint(failpoint)
  if (!plan.ok) throw new Error(`SHIRUBE_FAILPOINT: ${plan.error}`)
  return createFailpoints(plan.value)
}

/** The whole environment of commands on this machine: a home for the site's own `.vmirc`, and no secret of ours. */
function localEnvOf({ mode, dataDir }: Env): Readonly<Record<string, string>> {
  const base = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: homedir(), LANG: 'C.UTF-8' }
  return mode === 'production' ? base : { ...base, SHIRUBE_SIM_DIR: path.join(dataDir, 'simulator') }
}
