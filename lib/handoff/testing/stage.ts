/** For tests only: links over the real stores on SQLite and the real use cases of recoveries. The management server and the executor are plain values, time is moved by hand. */
import { createHash, randomUUID } from 'node:crypto'
import { createAttemptStore } from '@/db/stores/attempts'
import { createDraftStore } from '@/db/stores/drafts'
import { createDrawnReadings } from '@/db/stores/drawn-readings'
import { createHandedFiles } from '@/db/stores/handed-files'
import { createLinkStore } from '@/db/stores/links'
import { createOutbox } from '@/db/stores/mails'
import { createPastedReadings } from '@/db/stores/pasted-readings'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { createSiteStore } from '@/db/stores/sites'
import { openTestDatabase } from '@/db/testing'
import { begin } from '@/db/testing/samples'
import { mailsOf } from '@/lib/notify/mails-of'
import { createActs } from '@/lib/recoveries/acts/create-acts'
import type { Deps } from '@/lib/recoveries/deps'
import type { PostedForm } from '@/lib/recoveries/forms'
import { loadState } from '@/lib/recoveries/perform'
import { toProjection } from '@/lib/recoveries/projection'
import { createReadings } from '@/lib/recoveries/readings'
import type { MailAddress, NewEvent, RecoveryEvent } from '@/lib/recovery/events'
import type { Actor } from '@/lib/recovery/intents'
import type { RequestKey, StepKey } from '@/lib/recovery/procedure'
import { builder, type Play, upTo } from '@/lib/recovery/testing/play'
import { DEMO_CONNECTION_ID, seedDemoSite } from '@/lib/sites/demo-site'
import { ok } from '@/lib/std/result'
import type { HandoffDeps, Visit } from '../deps'
import type { LinkPage, RequestPage } from '../dto'
import { createHandoffs, type Handoffs } from '../handoffs'
import { linksOf, newLink } from '../links'
import { findForReport } from '../report-checks'

export const RECEIVER = { name: 'リソース管理 当番', mail: 'rm@example.com' }
export const yamada: Actor = { id: 'yamada', name: '山田 太郎', roles: ['resourceManager'] }
export const mori: Actor = { id: 'mori', name: '森 葉子', roles: ['resourceManager'] }
export const takahashi: Actor = { id: 'takahashi', name: '高橋 直子', roles: ['observer'] }

/** Who of the receivers comes by a link. */
export const HANDLER = '木村 翔'
export type Fields = Readonly<Record<string, string | number>>
export const form = (fields: Fields): PostedForm => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [String(value)]]))
export const by = (viewer: Actor | null, headers: Readonly<Record<string, string>> = {}): Visit => ({ viewer, headers: new Headers(headers), locale: null })

export const REQUEST: Fields = {
  returnHandling: 'keepUntilWeSay', approvalKind: 'afterwards', approvedBy: '鈴木課長', impact: '3台中1台が停止', template: 'tmpl-ap-0870', ipWish: 'newIp', placementWish: '障害のあったホストを避ける',
  requesterTeam: '運用一課', requesterPhone: '03-0000-0105',
}
export const REPORT: Fields = { identifier: '192.168.1.110', serviceIp: '192.168.2.110', power: 'off', template: 'tmpl-ap-0870', clonedFromTemplate: 'yes', sameKind: 'yes' }
export const COLLECTED: Fields = { 'items[0].what': 'ログ', 'items[0].where': 'nas01' }

const nothingRuns: Deps['executor'] = {
  hold: { owner: 'this process', leaseMs: 15_000 }, wake: () => {}, readAgain: async () => null, interrupt: async () => ok({ alive: [], forced: false }), judgeNow: () => {}, noContactSince: () => null, strangers: () => [],
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** A recovery of the demo's unit, played until `key` is the present step. */
export async function openStage(key: StepKey) {
  const database = await openTestDatabase('sqlite', null)
  const { engine } = database
  const play: Play = upTo({ procedure: 'replace', facts: { connectionId: DEMO_CONNECTION_ID } }, key)
  const time = { now: play.at + 1_000 }
  const site = { linkAlone: true }
  const clock = { now: () => time.now }
  const [store, sites, links, outbox, files] = [createRecoveryStore(engine), createSiteStore(engine), createLinkStore(engine), createOutbox(engine), createHandedFiles(engine)]
  await seedDemoSite(sites, { vmiunitPath: '/opt/vmiunit', jobsDir: '/var/jobs' })
  const unit = await sites.unit(DEMO_CONNECTION_ID, 'gyoumu_a')
  if (unit) await sites.saveUnit({ ...unit, contacts: unit.contacts.map((contact) => (contact.role === 'resourceManager' ? { ...contact, ...RECEIVER } : contact)) })
  const readNow = async () => ({ ...play.read(), readAt: time.now })
  const woken = { mails: 0 }
  const deps: Deps = {
    store, attempts: createAttemptStore(engine), wholeOutput: async () => null, sites, drafts: createDraftStore(engine),
    readings: createReadings({ read: readNow, readNow }, createDrawnReadings(engine), clock, { pasted: createPastedReadings(engine), isManual: async () => false }),
    executor: nothingRuns, feed: { changed: () => {}, output: () => {}, subscribe: () => () => {} }, clock, timeZone: 'Asia/Tokyo', newId: randomUUID,
    findForReport: (state, addresses) => findForReport(deps, state, addresses), sha256: (text) => createHash('sha256').update(text).digest('hex'), builders: async () => [],
    handoff: {
      mailsFor: async ({ before, after, events, at }) => mailsOf({ after, events, unit: await sites.unit(after.facts.connectionId, after.unit), seqBefore: before?.seq ?? 0, at, host: 'shirube.example.com', linkAlone: site.linkAlone, newId: randomUUID }),
      wakeMail: () => { woken.mails += 1 },
      mails: async () => [], links: (state, request) => linksOf({ links, clock }, state, request),
      shutLinks: async (recoveryId, requestNo, name) => void (await links.revoke(recoveryId, requestNo, time.now, name)),
      files: (recoveryId, leg, request) => files.ofRequest(recoveryId, leg, request), uploadLimits: async () => ({ maxBytes: 1_000, freeBytes: 1_000_000 }),
    },
  }
  await store.append({ ...begin('R-2026-0012'), events: play.events.map(({ type, v, body }) => ({ type, v, body }) as NewEvent), actor: builder, at: time.now, projection: toProjection(play.state, play.at) })
  const acts = createActs(deps)
  const reached: PostedForm[] = []
  const handoffDeps: HandoffDeps = {
    ...deps, links, outbox, linkAlone: async () => site.linkAlone, trustedProxyHeader: undefined,
    onStep: (actor, posted) => { reached.push(posted); return acts.onStep(actor, posted) },
  }
  return {
    deps, handoffDeps, database, play, time, site, sites, links, outbox, woken, /** forms that got as far as the use case */ reached,
    handoffs: createHandoffs(handoffDeps),
    id: 'R-2026-0012',
    events: async (): Promise<readonly RecoveryEvent[]> => (await store.events('R-2026-0012')) ?? [],
    /** As the courier makes one for a mail. */
    async linkTo(request: RequestKey, requestNo: string, to: MailAddress = RECEIVER): Promise<string> {
      const { token } = await newLink({ links, clock, newId: randomUUID, baseUrl: 'https://shirube.example.com' }, { recoveryId: 'R-2026-0012', leg: 1, request, requestNo, to, locale: 'ja' })
      return token
    },
    /** The driver's own act on a step, as its page posts it. */
    async drive(step: StepKey, act: string, fields: Fields = {}): Promise<void> {
      const state = await loaded(deps)
      const answer = await acts.onStep(builder, form({ act, recoveryId: state.id, leg: 1, step, stepRevision: state.legs[0]?.steps.find(({ key: each }) => each === step)?.revision ?? 0, factsId: '', key: randomUUID(), ...fields }))
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    },
    async onRecovery(act: string, fields: Fields = {}): Promise<void> {
      const answer = await acts.onRecovery(builder, form({ act, recoveryId: 'R-2026-0012', key: randomUUID(), ...fields }))
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    },
  }
}

async function loaded({ store }: Deps) {
  const state = await loadState({ store }, 'R-2026-0012')
  if (!state) throw new Error('the stage has its recovery')
  return state
}

/** The page as it is drawn, where it shows the request. */
export async function shown(handoffs: Handoffs, token: string, visit: Visit = by(null)): Promise<RequestPage> {
  const page: LinkPage = await handoffs.open(token, visit)
  if (page.shows !== 'request') throw new Error(`the page shows ${page.shows}`)
  return page
}

/** A form of that page as a browser posts it. */
export const drawn = ({ view, byLink }: RequestPage, act: string, fields: Fields = {}): PostedForm =>
  form({ ...(byLink && { handledBy: HANDLER }), act, recoveryId: view.recovery.id, leg: view.leg, step: view.definition.key, stepRevision: view.state.revision, factsId: view.reading?.id ?? '', key: view.actKey, ...fields })

/** Opens the page and presses. */
export async function press(handoffs: Handoffs, token: string, act: string, fields: Fields = {}, visit: Visit = by(null)) {
  return handoffs.act(token, visit, drawn(await shown(handoffs, token, visit), act, fields))
}
export const codes = (answer: Awaited<ReturnType<Handoffs['act']>>): readonly string[] => (answer.ok ? [] : answer.refusals.map(({ code }) => code))
