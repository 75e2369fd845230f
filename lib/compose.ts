/**
 * Wires the product together: stores, executor, use cases, accounts; the parts that take more than a line are in lib/compose. Plain Node, so
 * that scripts and tests can use it; the app imports lib/server.ts, its guarded twin. One instance a process, kept on `globalThis` because a hot
 * reload evaluates modules anew.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { openDatabase } from '@/db/client'
import type { Engine } from '@/db/engines/engine'
import { openSealKey, type SealKey } from '@/db/seal-key'
import { createCollectedOutputs } from '@/db/stores/collected-outputs'
import { claimKind, createMetaStore } from '@/db/stores/meta'
import { firstFaultOfSeals } from '@/db/stores/seal'
import { createSiteStore } from '@/db/stores/sites'
import type { Accounts } from './accounts/ports'
import { createAccounts } from './accounts/sessions'
import { announceSetup, wireAuth } from './compose/accounts'
import { makePrivate } from './compose/data-folder'
import { openDemo } from './compose/demo'
import { wireExecution, type Wired } from './compose/execution'
import { wireHandoff } from './compose/handoff'
import { checkHealth, type Health } from './compose/health'
import type { DemoWorld } from './demo-world'
import { env, type Env } from './env'
import { createContentStore } from './files/content-store'
import type { Uploads } from './files/uploads'
import type { Handoffs } from './handoff/handoffs'
import type { Mailbox } from './notify/mailbox'
import type { MailSettingsPage } from './notify/settings'
import type { ExecutorStatusReader } from './execution/status-reader'
import { startSweeping } from './execution/sweep'
import { log } from './log'
import { createActs } from './recoveries/acts/create-acts'
import type { Deps } from './recoveries/deps'
import type { ChangeHint } from './recoveries/ports'
import type { RecoveryActs, RecoveryQueries } from './recoveries/service'
import { createQueries } from './recoveries/views/create-queries'
import { startNightly } from './sites/nightly'
import { createSettings, type Settings } from './sites/settings'
import type { Actor } from './recovery/intents'
import { mayAtAll } from './recovery/may-act'

export type SignedIn = Actor

export interface Server {
  readonly accounts: Accounts
  readonly pages: RecoveryQueries
  readonly acts: RecoveryActs
  readonly settings: Settings
  readonly mailSettings: MailSettingsPage
  /** One-time links: what they show, and what may be done by them. */
  readonly handoffs: Handoffs
  readonly uploads: Uploads
  /** True on `npm run demo`: the band, the ready accounts, the outside world's page. */
  readonly demo: boolean
  readonly live: Live
  /** An IANA name: the zone that times are shown and typed in. */
  readonly timeZone: string
  /** The simulated outside world; null outside of the demo. */
  readonly world: DemoWorld | null
  /** Where the demo's mail stays; null outside of it. */
  readonly mailbox: Mailbox | null
  health(): Promise<Health>
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
  await makePrivate(config.dataDir)
  const engine = await openDatabase(config)
  const claimed = await claimKind(engine, demo ? 'demo' : 'production')
  if (!claimed.ok) {
    await engine.close()
    throw new WrongInstallation('このデータフォルダーは別の用途（デモまたは本番）のものです。ほかのフォルダーを指定してください。 / This data folder belongs to the other kind (demo or production); choose another one.')
  }
  const clock = { now: () => Date.now() }
  const sites = createSiteStore(engine)
  const closing = new AbortController()
  const contents = createContentStore(path.join(config.dataDir, 'content'))
  const handoff = wireHandoff(config, engine, { sites, contents, clock, store: () => work.deps.store })
  const work: Wired = wireExecution(config, engine, { sites, contents, handoff: handoff.parts, replaceStatus: status, sealKey: await openSeals(config, engine) })
  const meta = createMetaStore(engine)
  const auth = await wireAuth(config, engine, meta)
  const accounts = createAccounts({ auth, meta, clock, demo, trustedProxyHeader: config.trustedProxyHeader })
  const deps: Deps = { ...work.deps, builders: () => accounts.withRole('systemBuilder') }
  const world = demo ? await openDemo({ auth, sites, dataDir: config.dataDir, now: clock.now }) : null
  if (!demo) await announceSetup(auth, meta)
  await work.executor.start()
  // Nobody waits for it: what a crash left aside is only in the way.
  void contents.tidy(LEFT_ASIDE_MS).catch((error: unknown) => log().warn({ err: error }, 'files left aside could not be removed'))
  const sweeping = startSweeping({ managers: work.managers, outputs: createCollectedOutputs(engine), clock, log: log() })
  // Tests count what reads `status`, and tell the simulator how the next reading goes.
  const nightly = config.mode === 'test' ? null : startNightly({ sites, tools: work.tools, clock, timeZone: config.timeZone, log: log() })
  const acts = createActs(deps)
  const handing = handoff.start(deps, acts)
  const server: Server = {
    accounts, demo, world, timeZone: config.timeZone,
    pages: createQueries(deps),
    acts,
    handoffs: handing.handoffs,
    uploads: handoff.uploads,
    mailSettings: handoff.mail.settingsPage,
    mailbox: handoff.mail.mailbox,
    settings: createSettings({ sites, tools: work.tools, clock, newId: randomUUID, log: log(), open: () => deps.store.open() }),
    live: { heads: async () => (await deps.store.open()).map(({ id, seq }) => ({ id, seq })), subscribe: (listener) => deps.feed.subscribe(listener), mayWatch: (actor) => mayAtAll(actor, 'look') === null, closing: closing.signal },
    health: async () => (closing.signal.aborted ? { ready: false, reasons: ['closing'] } : checkHealth({ store: deps.store, dataDir: config.dataDir })),
  }
  const rest = async (): Promise<void> => {
    closing.abort()
    sweeping.end()
    await Promise.all([nightly?.end(), work.executor.close(), handing.end()])
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
