/** The start wizard: three pages that keep their answers as a draft, and the last one that begins the recovery from what it showed. */
import { err, ok, type Result } from '@/lib/std/result'
import { currentVersion } from '@/lib/procedures/registry'
import type { FailedServer, UnitFacts } from '@/lib/recovery/events'
import type { Actor, Intent } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { Connection, Unit } from '@/lib/sites/ports'
import { usualAddressees, usualDueAt } from '../addressees'
import type { Deps } from '../deps'
import type { ActAnswer } from '../dto'
import { isOldStart, posted, START_DRAFT, START_PAGES, type PostedForm, type StartPage } from '../forms'
import { toMoment } from '../input/moment'
import { parseForm } from '../input/parse-form'
import { factsInput, splitChoice, startInput, targetByHand, targetChoice, usableInput, type StartInput } from '../input/recovery-input'
import { perform } from '../perform'
import { alreadyInRecovery, holdOfLater, meanwhileBegun } from '../same-server'
import { SYSTEM } from '../system-actor'
import { atFormField } from './form-field'
import { presentStepPath } from './next-page'

/** See `RecoveryActs.saveStartPage`. The draft is kept even where the page was refused: nothing typed is lost. */
export async function saveStartPage(deps: Deps, actor: Actor, page: StartPage, form: PostedForm): Promise<ActAnswer> {
  const denied = mayAtAll(actor, 'start')
  if (denied) return { ok: false, refusals: [denied] }
  const checked = checkPage(page, form)
  const flat = Object.fromEntries(Object.entries(form).map(([name, [value = '']]) => [name, value]))
  const answers = { ...flat, ...(page === 'target' ? chosenServer(posted(form, 'choice')) : {}) }
  await deps.drafts.save(actor.id, START_DRAFT, { ...(await stillFitting(deps, actor, page, answers)), ...answers }, deps.clock.now())
  if (!checked.ok) return { ok: false, refusals: checked.error }
  const next = page === 'usable' && posted(form, 'usable') === 'unsure' ? 'unsure' : START_PAGES[START_PAGES.indexOf(page) + 1]
  return { ok: true, recoveryId: '', next: `/recoveries/new/${next}` }
}

type Values = Readonly<Record<string, string>>
const WHICH = ['connectionId', 'unit', 'server'] as const
const OF_TARGET: readonly string[] = ['choice', ...WHICH, 'serviceIp', 'hypervisorName', 'namedByHand']

/** What was answered about another server, or hours ago, is no answer of this start: detection, judgement and reason are asked anew. */
async function stillFitting({ drafts, clock }: Deps, actor: Actor, page: StartPage, answers: Values): Promise<Values> {
  const draft = await drafts.load(actor.id, START_DRAFT)
  if (!draft) return {}
  const isOld = isOldStart(draft.at, clock.now())
  if (page !== 'target') return isOld ? Object.fromEntries(Object.entries(draft.values).filter(([name]) => OF_TARGET.includes(name))) : draft.values
  return !isOld && WHICH.every((name) => (draft.values[name] ?? '') === (answers[name] ?? '')) ? draft.values : {}
}

/** A listed server fills the fields that one named by hand would have been typed into. */
function chosenServer(choice: string): Readonly<Record<string, string>> {
  return choice === 'byHand' || choice === '' ? { namedByHand: 'yes' } : { ...splitChoice(choice), serviceIp: '', hypervisorName: '', namedByHand: '' }
}

function checkPage(page: StartPage, form: PostedForm): Result<unknown, readonly Refusal[]> {
  if (page === 'facts') return parseForm(factsInput, form)
  if (page === 'usable') return parseForm(usableInput, form)
  const choice = parseForm(targetChoice, form)
  return choice.ok && choice.value.choice === 'byHand' ? parseForm(targetByHand, form) : choice
}

/** See `RecoveryActs.start`. */
export async function start(deps: Deps, actor: Actor, form: PostedForm): Promise<ActAnswer> {
  const parsed = parseForm(startInput, form)
  if (!parsed.ok) return { ok: false, refusals: parsed.error }
  const denied = mayAtAll(actor, 'start')
  if (denied) return { ok: false, refusals: [denied] }
  const input = parsed.value
  const act = { key: input.key, inputHash: deps.sha256(JSON.stringify(input)) }
  const recoveryId = await deps.store.nextId(deps.clock.now())
  const performed = await perform(deps, actor, { recoveryId, act, build: (_state, now) => buildIntent(deps, input, { recoveryId, now }) })
  if (!performed.ok) return { ok: false, refusals: performed.error.kind === 'refused' ? performed.error.refusals.map((refusal) => atFormField('start', refusal)) : [refuse('tryAgain')] }
  const met = await meanwhileBegun(deps, recoveryId)
  const hold = met && (await holdOfLater(deps, met))
  if (hold) await perform(deps, SYSTEM, hold)
  await deps.drafts.drop(actor.id, START_DRAFT)
  return { ok: true, recoveryId: performed.value.recoveryId, next: presentStepPath(performed.value.state) }
}

async function buildIntent(deps: Deps, input: StartInput, { recoveryId, now }: { recoveryId: string; now: number }): Promise<Result<Intent, readonly Refusal[]>> {
  const connection = await deps.sites.connection(input.connectionId)
  const unit = connection && (await deps.sites.unit(connection.id, input.unit))
  if (!connection || !unit || connection.retiredAt !== null || unit.retiredAt !== null) return err([refuse('unitUnknown', { field: 'unit', values: { unit: input.unit } })])
  const inRecovery = await alreadyInRecovery(deps, { connectionId: connection.id, unit: unit.name }, input.server)
  if (inRecovery) return err([inRecovery])
  const reading = (await deps.readings.find(input.factsId, unit.name)) ?? (await deps.readings.read(connection.id, unit.name))
  const namedByHand = input.namedByHand && !reading.servers.some(({ id }) => id === input.server)
  const dueAt = toMoment(input.dueAt, now, deps.timeZone, 'future') ?? usualDueAt(unit, now)
  const usable = input.usable === 'yes'
  const procedure = usable ? 'reuse' : 'replace'
  return ok({
    type: 'start', recoveryId, procedure, version: currentVersion(procedure), unit: unit.name, failed: toFailedServer(unit, input, namedByHand), facts: toUnitFacts(connection, unit),
    answer: { usable, reason: input.reason }, reading,
    occurredAt: toMoment(input.occurredAt, now, deps.timeZone, 'past'), detectedAt: toMoment(input.detectedAt, now, deps.timeZone, 'past') ?? now, detectedBy: input.detectedBy,
    incident: input.incident || null, drill: input.drill === 'yes', dueAt, ...(usable ? {} : { addressed: usualAddressees(unit) }),
  })
}

/** What the settings know of the server, else what was typed. */
function toFailedServer(unit: Unit, { server, serviceIp, hypervisorName }: StartInput, namedByHand: boolean): FailedServer {
  const known = unit.servers.find(({ id }) => id === server)
  return { id: server, serviceIp: serviceIp || (known?.serviceIp ?? null), hypervisorName: hypervisorName || (known?.hypervisorName ?? null), namedByHand }
}

const toUnitFacts = (connection: Connection, unit: Unit): UnitFacts => ({
  connectionId: connection.id,
  connectionName: connection.name,
  transport: connection.transport,
  loadBalancer: unit.loadBalancer,
  separateNetworks: unit.separateNetworks,
  template: unit.template,
  businessCheck: unit.businessCheck,
  targetMinutes: unit.targetMinutes,
})
