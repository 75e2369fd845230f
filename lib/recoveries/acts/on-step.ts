/** The use case behind every form of a step: parse, find what it was based on, perform, say where to go on. */
import { err, ok, type Result } from '@/lib/std/result'
import type { Actor, Intent } from '@/lib/recovery/intents'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Reading } from '@/lib/vmiunit/outcome'
import { usualDueAt } from '../addressees'
import type { Deps } from '../deps'
import type { ActAnswer } from '../dto'
import { DRAFTED_ACTS, FILES_FIELD, stepDraft, type PostedForm } from '../forms'
import { parseForm, postedItems } from '../input/parse-form'
import { stepInput, type StepInput } from '../input/step-input'
import { perform } from '../perform'
import { byHand, type ByHandInput } from './by-hand'
import { atFormField } from './form-field'
import { nextAfterStep } from './next-page'
import { readAgain } from './read-again'
import { broughtFiles, shutLinks } from './hand-off'
import { NO_FINDINGS, toRequestIntent, type RequestActInput } from './request-intents'
import { toStepIntent, type StepActInput } from './step-intents'

const REQUEST_ACTS: readonly StepInput['act'][] = ['sendRequest', 'askTransfer', 'sendAgain', 'toldIt', 'acceptRequest', 'promise', 'beginRequest', 'sendBack', 'recall', 'answerCollect', 'answerReport', 'answerTransfer']
/** What goes out to somebody, by a time that the unit's settings may say. */
const SENDING_ACTS: readonly StepInput['act'][] = ['sendRequest', 'askTransfer', 'sendBack', 'reopen']
const isRequestAct = (input: StepInput): input is RequestActInput => REQUEST_ACTS.includes(input.act)

const BY_HAND_ACTS: readonly StepInput['act'][] = ['pasteStatus', 'runByHand', 'endByHand', 'seeByHand', 'notRunByHand']
const isByHand = (input: StepInput): input is ByHandInput => BY_HAND_ACTS.includes(input.act)

/** See `RecoveryActs.onStep`. */
export async function onStep(deps: Deps, actor: Actor, form: PostedForm): Promise<ActAnswer> {
  const parsed = parseForm(stepInput, form, { items: postedItems(form), cautionsRead: form.cautionsRead ?? [], files: form[FILES_FIELD] ?? [], hashes: postedItems(form, 'hashes') })
  if (!parsed.ok) return { ok: false, refusals: parsed.error }
  const input = parsed.value
  if (input.act === 'readAgain' || input.act === 'checkNow') return readAgain(deps, actor, input)
  if (isByHand(input)) return byHand(deps, actor, input)
  if (input.act === 'shutLinks') return shutLinks(deps, actor, input)
  // Made before the first try, so that a try again is the same attempt.
  const attempt = deps.newId()
  const act = { key: input.key, inputHash: inputHash(deps, input) }
  const performed = await perform(deps, actor, { recoveryId: input.recoveryId, act, build: (state, now) => buildIntent(deps, input, { actor, state, now, attempt }) })
  if (performed.ok) {
    if (DRAFTED_ACTS.includes(input.act)) await deps.drafts.drop(actor.id, stepDraft(input.recoveryId, input.leg, input.step))
    if (input.act === 'endWaiting') deps.executor.judgeNow(input.attempt)
    return { ok: true, recoveryId: input.recoveryId, next: nextAfterStep(performed.value.state, input, actor) }
  }
  const refusals = performed.error.kind === 'refused' ? performed.error.refusals : [refuse('tryAgain')]
  return { ok: false, refusals: refusals.map((refusal) => atFormField(input.act, refusal)) }
}

type Situation = { readonly actor: Actor; readonly state: RecoveryState | null; readonly now: number; readonly attempt: string }

async function buildIntent(deps: Deps, input: StepActInput | RequestActInput, { actor, state, now, attempt }: Situation): Promise<Result<Intent, readonly Refusal[]>> {
  if (!state) return err([refuse('notFound')])
  const moment = { now, timeZone: deps.timeZone }
  const unit = SENDING_ACTS.includes(input.act) ? await deps.sites.unit(state.facts.connectionId, state.unit) : null
  if (!isRequestAct(input)) {
    const onStepIntent = toStepIntent(input satisfies StepActInput, { ...moment, reading: await drawnReading(deps, state, input), attempt, usualDueAt: usualDueAt(unit, now) })
    return onStepIntent ? ok(onStepIntent) : err([refuse('readFirst')])
  }
  const findings = input.act === 'answerReport' ? await deps.findForReport(state, input) : NO_FINDINGS
  const brought = await broughtFiles(deps, actor, input)
  if (!brought.ok) return err([brought.error])
  const intent = toRequestIntent(input, moment, { findings, files: brought.value, unit })
  return intent ? ok(intent) : err([refuse('notOffered')])
}

/** The reading beside the button: drawn lately, or part of the history already. */
async function drawnReading(deps: Deps, state: RecoveryState, { factsId }: StepInput): Promise<Reading | null> {
  return (await deps.readings.find(factsId, state.unit)) ?? (state.lastReading?.id === factsId ? state.lastReading : null)
}

const inputHash = (deps: Deps, input: StepInput): string => deps.sha256(JSON.stringify(input))
