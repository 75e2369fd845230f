/**
 * The one place where it is decided what may enter a recovery's history. Pure and total: from what has happened, what somebody
 * wants and when, come new events with their effects, or a refusal. Nothing is run, stored or sent here; the caller stores the events
 * and the intent of every effect in one transaction, and only then lets the world change.
 *
 * Four kinds of intents, four tables, each a row per intent: acts on a step, on a request, on the recovery as a whole, and reports of
 * the executor. A row says whether the act may be done now (screens offer by the same half) and what a filled-in form records.
 */
import { err, type Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import type { Reading } from '@/lib/vmiunit/outcome'
import { answerActs } from './decide/answers'
import { byHandActs } from './decide/by-hand'
import { confirmActs } from './decide/confirm'
import { controlActs } from './decide/control'
import { courseActs, reopenActs } from './decide/course'
import type { Decided, Decision } from './decide/decision'
import { endActs } from './decide/end'
import { exitActs } from './decide/exits'
import { needRight } from './decide/gates'
import { reports, type MachineIntents } from './decide/outcome'
import type { RecoveryActs, RecoveryIntents, RecoveryIntentType } from './decide/recovery-act'
import type { RequestActs, RequestIntents, RequestIntentType } from './decide/request-act'
import { requestContext, requestKeyOf } from './decide/request-context'
import { requestActs } from './decide/requests'
import { runActs } from './decide/run'
import { decideStart } from './decide/start'
import { needStepRight, stepContext, type StepActs, type StepIntent, type StepIntents } from './decide/step-act'
import type { Actor, DrawnStep, Intent, MachineIntent } from './intents'
import type { ProcedureRegistry } from './procedure'
import { refuse, type Refusal } from './refusals'
import type { LegState, RecoveryState } from './state'

export type { Decision }

/** A row per act on a step. An intent without its row does not compile. */
export const stepActs: StepActs<StepIntent['type']> = { ...confirmActs, ...runActs, ...byHandActs, ...exitActs, ...reopenActs }
export const allRequestActs: RequestActs<RequestIntentType> = { ...requestActs, ...answerActs }
export const recoveryActs = (procedures: ProcedureRegistry): RecoveryActs<RecoveryIntentType> => ({ ...controlActs, ...courseActs(procedures), ...endActs })

/**
 * Decides one intent. `state`: from `evolve`, `null` before the start. `at`: now, in ms. Refusals are values with closed codes
 * (refusals.ts); the events are the caller's to store, all or none.
 */
export function decide(state: RecoveryState | null, intent: Intent, actor: Actor, at: TimeMs, procedures: ProcedureRegistry): Result<Decision, Refusal> {
  if (intent.type === 'start') return state === null ? decideStart(intent, actor, at, procedures) : err(refuse('serverInRecovery'))
  if (state === null) return err(refuse('notFound'))
  const situation: Situation = { state, actor, at, procedures }
  if (isOneOf(stepActs, intent)) return onStep(situation, intent)
  if (isOneOf(allRequestActs, intent)) return onRequest(situation, intent)
  if (isOneOf(reports, intent)) return onReport(situation, intent)
  return onRecovery(situation, intent)
}

/** Whether a table has a row for the intent: the tables themselves say which kind it is. */
const isOneOf = <K extends string>(table: Readonly<Record<K, unknown>>, intent: Intent): intent is Extract<Intent, { readonly type: K }> => Object.hasOwn(table, intent.type)

type Situation = { readonly state: RecoveryState; readonly actor: Actor; readonly at: TimeMs; readonly procedures: ProcedureRegistry }

function onStep<T extends StepIntent['type']>({ state, actor, at, procedures }: Situation, intent: StepIntents[T] & { readonly type: T }): Decided {
  const refused = needStepRight(state, intent.type, intent, { actor, procedures })
  if (refused) return err(refused)
  const reading = drawnReading(state, intent)
  if (!reading.ok) return reading
  const context = stepContext(state, intent, { actor, at, reading: reading.value }, procedures)
  if (!context.ok) return context
  if (isStale(intent, context.value.step.revision)) return err(refuse('stalePage'))
  if (countsByReading(intent) && isOld(context.value.reading, at)) return err(refuse('readingTooOld', { values: { time: context.value.reading?.readAt ?? at } }))
  const act = stepActs[intent.type]
  const mayNot = act.may(context.value)
  return mayNot ? err(mayNot) : act.record(context.value, intent)
}

/** Somebody acted on the step since the page was drawn. What was interrupted is a fact by then, and only recorded. */
const isStale = ({ type, basedOn }: StepIntent, revision: number): boolean => type !== 'interrupt' && basedOn.stepRevision !== revision

/** What is recorded on the strength of a reading alone. A command reads again by itself before it runs. */
const countsByReading = (intent: StepIntent): boolean => intent.type === 'acceptTarget' || intent.type === 'notNeeded' || (intent.type === 'confirm' && intent.automatic)
/** A page that stood open, or a machine that slept, shows what was. What was pasted has its own rule. */
const isOld = (reading: Reading | null, at: TimeMs): boolean => reading?.source === 'read' && at - reading.readAt > COUNTS_FOR_MS
const COUNTS_FOR_MS = 600_000

/** The reading that was drawn beside the button: handed in, or already part of the history. */
function drawnReading(state: RecoveryState, { basedOn, reading }: StepIntent): Result<Reading | null, Refusal> {
  const known = reading ?? (state.lastReading?.id === basedOn.readingId ? state.lastReading : null)
  return (known?.id ?? null) === basedOn.readingId ? { ok: true, value: known } : err(refuse('factsChanged'))
}

function onReport<T extends MachineIntent['type']>({ state, actor, at, procedures }: Situation, intent: MachineIntents[T] & { readonly type: T }): Decided {
  const refused = needRight(state, actor, 'report')
  if (refused) return err(refused)
  const context = stepContext(state, intent, { actor, at, reading: null }, procedures)
  if (!context.ok) return context
  const attempt = context.value.step.attempts.find((each) => each.id === intent.attempt) ?? null
  return reports[intent.type](context.value, attempt, intent)
}

function onRequest<T extends RequestIntentType>({ state, actor, at, procedures }: Situation, intent: RequestIntents[T] & { readonly type: T }): Decided {
  const onBehalf = 'enteredFor' in intent && intent.enteredFor !== null
  const context = requestContext(state, { leg: intent.leg, key: requestKeyOf(intent), onBehalf }, { actor, at }, procedures)
  if (!context.ok) return context
  const act = allRequestActs[intent.type]
  const mayNot = act.may(context.value)
  if (mayNot) return err(mayNot)
  return 'drawn' in intent && intent.drawn && !isStill(context.value.leg, intent.drawn) ? err(refuse('stalePage')) : act.record(context.value, intent)
}

/** What the driver asks of the other party rests on what stood on the page of its step. */
const isStill = ({ steps }: LegState, { step, stepRevision }: DrawnStep): boolean => steps.find(({ key }) => key === step)?.revision === stepRevision

function onRecovery<T extends RecoveryIntentType>({ state, actor, at, procedures }: Situation, intent: RecoveryIntents[T] & { readonly type: T }): Decided {
  const act = recoveryActs(procedures)[intent.type]
  const mayNot = act.may({ state, actor, at })
  return mayNot ? err(mayNot) : act.record({ state, actor, at }, intent)
}
