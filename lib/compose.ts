/**
 * Wires the product together: stores, executor, use cases, accounts. Plain Node, so that scripts and tests can use it; the app imports
 * lib/server.ts, its guarded twin. One instance a process, kept on `globalThis` because a hot reload evaluates modules anew.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import path from 'node:path'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { openDatabase } from '@/db/client'
import type { Engine } from '@/db/engines/engine'
import { createAttemptStore } from '@/db/stores/attempts'
import { createCollectedOutputs } from '@/db/stores/collected-outputs'
import { createDraftStore } from '@/db/stores/drafts'
import { createDrawnReadings } from '@/db/stores/drawn-readings'
import { createMessageBus } from '@/db/stores/message-bus'
import { claimKind, createMetaStore } from '@/db/stores/meta'
import { createPastedReadings } from '@/db/stores/pasted-readings'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { openSealKey, type SealKey } from '@/db/seal-key'
import { firstFaultOfSeals } from '@/db/stores/seal'
import { createSiteStore } from '@/db/stores/sites'
import { createAuth, type Auth } from './accounts/auth'
import { seedDemoPeople } from './accounts/demo-people'
import type { Accounts, MetaStore } from './accounts/ports'
import { createAccounts } from './accounts/sessions'
import { openSetup } from './accounts/setup'
import { createDemoWorld, type DemoWorld } from './demo-world'
import { env, type Env } from './env'
import { createLauncherOpener } from './execution/connections/open-launcher'
import { readOwnScript } from './execution/connections/script'
import { closeSshPlace, openSshPlace } from './execution/connections/ssh-place'
import { createConnectionTools } from './execution/connections/tools'
import { createExecutor, type Executor } from './execution/executor'
import { createFailpoints, noFailpoints, parseFailpoint, type Failpoint } from './execution/failpoints'
import { createManagers, type OpenManagers } from './execution/managers'
import { DEFAULT_SETTINGS, withPatience } from './execution/ports'
import { createStatusReader, type ExecutorStatusReader } from './execution/status-reader'
import { startSweeping } from './execution/sweep'
import { createContentStore, type ContentStore } from './files/content-store'
import { findForReport } from './handoff/report-checks'
import { log } from './log'
import { createActs } from './recoveries/acts/create-acts'
import { createChangeFeed } from './recoveries/change-feed'
import type { Deps } from './recoveries/deps'
import type { ChangeHint } from './recoveries/ports'
import { createReadings } from './recoveries/readings'
import { createMachineReport } from './recoveries/report'
import type { RecoveryActs, RecoveryQueries } from './recoveries/service'
import { createQueries } from './recoveries/views/create-queries'
import { seedDemoSite } from './sites/demo-site'
import { startNightly } from './sites/nightly'
import { createSettings, type Settings } from './sites/settings'
import type { Connection, ConnectionTools, SiteStore } from './sites/ports'
import type { Actor } from './recovery/intents'
import { mayAtAll } from './recovery/may-act'

export type SignedIn = Actor
/** A reading for a page may be this old; a command's comparison is always its own. */
const READING_FRESH_MS = 3_000

export interface Server {
  readonly accounts: Accounts
  readonly pages: RecoveryQueries
  readonly acts: RecoveryActs
  readonly settings: Settings
  /** True on `npm run demo`: the band, the ready accounts, the outside world's page. */
  readonly demo: boolean
  readonly live: Live
  /** An IANA name: the zone that times are shown and typed in. */
  readonly timeZone: string
  /** The simulated outside world; null outside of the demo. */
  readonly world: DemoWorld | null
  health(): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>
}

export type Live = {
  /** What is open now and how far its history goes: what a browser compares on every connect. */
  heads(): Promise<readonly { readonly id: string; readonly seq: number }[]>
  subscribe(listener: (hint: ChangeHint) => void): () => void
  /** Whether somebody may look at all: asked on connect and at every heartbeat. */
  mayWatch(actor: Actor): boolean
  /** Aborted when the server ends: streams close, so that it can. */
  readonly closing: AbortSignal
}

export type Running = {
  readonly server: Server
  /** Ends streams and the work on commands, and gives that work back. Pages are still answered, so that a web server can end in its own time. */
  rest(): Promise<void>
  /** Rests, and closes the database. */
  close(): Promise<void>
}

/** This installation cannot be opened with this configuration; the message says why, in both languages. */
export class WrongInstallation extends Error {}

const holder = globalThis as typeof globalThis & { shirubeRunning?: Promise<Running> }

/** The process's server, composed at the first call. */
export const getRunning = (): Promise<Running> => (holder.shirubeRunning ??= composeServer(env()))
export const getServer = async (): Promise<Server> => (await getRunning()).server

/** A file that was begun longer ago than any command or upload lasts is nobody's. */
const LEFT_ASIDE_MS = 7 * 24 * 3_600_000

/** What the bench puts in the place of a part, to measure the rest without it. */
export type Replaced = { readonly status: (real: ExecutorStatusReader) => ExecutorStatusReader }

/** Opens the database and everything on it; commands that a former process left are taken up by `executor.start`. */
export async function composeServer(config: Env, { status }: Replaced = { status: (real) => real }): Promise<Running> {
  const demo = config.mode !== 'production'
  const engine = await openDatabase(config)
  const claimed = await claimKind(engine, demo ? 'demo' : 'production')
  if (!claimed.ok) {
    await engine.close()
    throw new WrongInstallation('このデータフォルダーは別の用途（デモまたは本番）のものです。ほかのフォルダーを指定してください。 / This data folder belongs to the other kind (demo or production); choose another one.')
  }
  const clock = { now: () => Date.now() }
  const sites = createSiteStore(engine)
  const closing = new AbortController()
  const work = wireExecution(config, engine, { sites, replaceStatus: status, sealKey: await openSeals(config, engine) })
  const auth = await createAuthOf(config, engine, createMetaStore(engine), demo)
  const accounts = createAccounts({ auth, meta: createMetaStore(engine), clock, demo, trustedProxyHeader: config.trustedProxyHeader })
  const deps: Deps = { ...work.deps, builders: () => accounts.withRole('systemBuilder') }
  const simulator = path.join(config.dataDir, 'simulator')
  const world = demo ? createDemoWorld(simulator, clock.now) : null
  if (world) await seedDemo({ auth, sites, world, dataDir: config.dataDir })
  else await announceSetup(auth, createMetaStore(engine))
  await work.executor.start()
  // Nobody waits for it: what a crash left aside is only in the way.
  void work.contents.tidy(LEFT_ASIDE_MS).catch((error: unknown) => log().warn({ err: error }, 'files left aside could not be removed'))
  const sweeping = startSweeping({ managers: work.managers, outputs: createCollectedOutputs(engine), clock, log: log() })
  // Tests count what reads `status`, and tell the simulator how the next reading goes.
  const nightly = config.mode === 'test' ? null : startNightly({ sites, tools: work.tools, clock, timeZone: config.timeZone, log: log() })
  const server: Server = {
    accounts, demo, world, timeZone: config.timeZone,
    pages: createQueries(deps),
    acts: createActs(deps),
    settings: createSettings({ sites, tools: work.tools, clock, newId: randomUUID, log: log(), open: () => deps.store.open() }),
    live: { heads: async () => (await deps.store.open()).map(({ id, seq }) => ({ id, seq })), subscribe: (listener) => deps.feed.subscribe(listener), mayWatch: (actor) => mayAtAll(actor, 'look') === null, closing: closing.signal },
    health: async () => (closing.signal.aborted ? { ready: false, reasons: ['closing'] } : checkHealth(deps)),
  }
  const rest = async (): Promise<void> => {
    closing.abort()
    nightly?.end()
    sweeping.end()
    await work.executor.close()
    await work.managers.close()
  }
  return { server, rest, close: () => rest().then(() => engine.close()) }
}

/** A broken chain keeps nobody from working: whoever looks after the server is told, and every report names its own first bad entry. */
async function openSeals(config: Env, engine: Engine): Promise<SealKey> {
  const key = await openSealKey(config.dataDir)
  const fault = await firstFaultOfSeals(engine, key)
  if (fault) log().error({ seal: fault.badSeq, why: fault.why }, 'the chain of seals is broken: records were changed outside of Shirube')
  return key
}

type Wired = { readonly deps: Omit<Deps, 'builders'>; readonly executor: Executor; readonly managers: OpenManagers; readonly contents: ContentStore; readonly tools: ConnectionTools }

type WiredWith = { readonly sites: SiteStore; readonly sealKey: SealKey; readonly replaceStatus: Replaced['status'] }

function wireExecution(config: Env, engine: Engine, { sites, replaceStatus, sealKey }: WiredWith): Wired {
  const clock = { now: () => Date.now() }
  const attempts = createAttemptStore(engine)
  const store = createRecoveryStore(engine, { timeZone: config.timeZone, sealKey })
  const feed = createChangeFeed(createMessageBus(engine), (error) => log().warn({ err: error }, 'a change could not be announced'))
  const script = path.resolve('lib/execution/launcher/shirube-exec.sh')
  const ssh = openSshPlace(config.dataDir, config.sshAgent)
  const open = createLauncherOpener({ script, localEnv: localEnvOf(config), ssh, log: log() })
  const managers = createManagers<Connection>({
    connections: async () => (await sites.connections()).filter(({ retiredAt }) => retiredAt === null), connection: (id) => sites.connection(id), saveIdentity: (id, identity) => sites.saveIdentity(id, identity),
    open,
  })
  const status = replaceStatus(createStatusReader({ managers, clock, newId: randomUUID, readTimeoutMs: DEFAULT_SETTINGS.readTimeoutMs, freshMs: READING_FRESH_MS }))
  const readings = createReadings({ read: (id, unit) => status.read(id, unit), readNow: async (id, unit) => (await status.readNow(id, unit)).reading }, createDrawnReadings(engine), clock, {
    pasted: createPastedReadings(engine), isManual: async (id) => (await sites.connection(id))?.transport === 'manual',
  })
  const contents = createContentStore(path.join(config.dataDir, 'content'))
  const base = {
    store, attempts, wholeOutput: (sha256: string) => contents.read(sha256), sites, drafts: createDraftStore(engine), readings, feed, clock, timeZone: config.timeZone, newId: randomUUID,
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'), builders: async () => [],
    findForReport: (state: Parameters<Deps['findForReport']>[0], addresses: Parameters<Deps['findForReport']>[1]) => findForReport({ readings, store, clock }, state, addresses),
  }
  const executor: Executor = createExecutor({
    owner: randomUUID(), attempts, managers, status, feed, clock, log: log(), settings: withPatience(DEFAULT_SETTINGS, config.patiencePercent),
    // The executor's reports need the use cases, the use cases wake the executor: tied here, and nowhere else.
    report: (recoveryId, intent, claim) => createMachineReport({ ...base, executor })(recoveryId, intent, claim),
    wholes: contents,
    failpoint: failpointOf(config),
  })
  return {
    deps: { ...base, executor }, executor, contents,
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

const SECRET_KEY = 'session-secret'

async function createAuthOf(config: Env, engine: Engine, meta: MetaStore, demo: boolean): Promise<Auth> {
  // Kept beside the sessions that it protects, so that instances on one database share it.
  if ((await meta.get(SECRET_KEY)) === null) await meta.set(SECRET_KEY, randomBytes(32).toString('base64url'))
  const secret = await meta.get(SECRET_KEY)
  if (secret === null) throw new Error('the session secret could not be kept')
  const { user, session, account, verification } = engine.tables
  const isPostgres = engine.kind === 'postgres'
  const database = drizzleAdapter(engine.db, { provider: isPostgres ? 'pg' : 'sqlite', schema: { user, session, account, verification }, transaction: isPostgres })
  return createAuth({ database, secret, baseUrl: config.baseUrl, trustedProxyHeader: config.trustedProxyHeader, demo })
}

type Demo = { readonly auth: Auth; readonly sites: SiteStore; readonly world: DemoWorld; readonly dataDir: string }

async function seedDemo({ auth, sites, world, dataDir }: Demo): Promise<void> {
  await seedDemoPeople(auth)
  await seedDemoSite(sites, { vmiunitPath: path.resolve('build/simulator/vmiunit'), jobsDir: path.join(dataDir, 'jobs') })
  if (world.read().world === null) await world.reset()
}

async function announceSetup(auth: Auth, meta: MetaStore): Promise<void> {
  const code = await openSetup(auth, meta)
  if (code !== null) log().warn({ setupCode: code }, 'nobody has an account yet: open /setup with this code')
}

async function checkHealth({ store }: Pick<Deps, 'store'>): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }> {
  try {
    await store.lately(1)
    return { ready: true, reasons: [] }
  } catch (error) {
    log().error({ err: error }, 'not ready')
    return { ready: false, reasons: ['database'] }
  }
}
