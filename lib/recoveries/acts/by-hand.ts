/**
 * Commands that a person runs in a terminal of his own: what he pastes is read by the parser of everything else, and judged by the engine. Nothing
 * is asked of any manager here.
 */
import { err, ok, type Result } from '@/lib/std/result'
import { currentStep, findStep } from '@/lib/recovery/current-step'
import type { Actor, Intent } from '@/lib/recovery/intents'
import { mayReadAgain } from '@/lib/recovery/may-act'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import { PASTED_FOR_MS } from '@/lib/vmiunit/age'
import type { UnitName } from '@/lib/vmiunit/commands'
import type { Reading, ReadingGap } from '@/lib/vmiunit/outcome'
import { printedExit, readPasted, type PasteProblem } from '@/lib/vmiunit/pasted'
import type { Deps } from '../deps'
import type { ActAnswer } from '../dto'
import { stepDraft } from '../forms'
import { toMoment } from '../input/moment'
import type { InputOf, StepInput } from '../input/step-input'
import { loadState, perform, type Performance } from '../perform'
import { stepPath } from './next-page'
import type { ByHandActName } from './step-intents'

export type ByHandInput = Extract<StepInput, { act: ByHandActName }>

/** See `RecoveryActs.onStep`. */
export async function byHand(deps: Deps, actor: Actor, input: ByHandInput): Promise<ActAnswer> {
  const answer = input.act === 'pasteStatus' ? await pasteStatus(deps, actor, input) : await performByHand(deps, actor, input)
  if (!answer.ok) return { ok: false, refusals: answer.error }
  await deps.drafts.drop(actor.id, stepDraft(input.recoveryId, input.leg, input.step))
  return { ok: true, recoveryId: input.recoveryId, next: nextPage(answer.value, input) }
}

type Stated = { readonly pasted: string; readonly readAt: string }

/**
 * A reading from what was pasted into the fields `pasted` and `readAt`.
 * @returns refusals that name the field, one for each way in which a paste can be no reading
 */
export function toPastedReading(deps: Pick<Deps, 'clock' | 'timeZone' | 'newId'>, actor: Actor, unit: UnitName, { pasted, readAt }: Stated): Result<Reading, readonly Refusal[]> {
  const now = deps.clock.now()
  const printedAt = endOfMinute(toMoment(readAt, now, deps.timeZone, 'past') ?? now, now)
  if (now - printedAt > PASTED_FOR_MS) return err([refuse('pasteTooOld', { field: 'readAt' })])
  if (printedAt > now) return err([refuse('timeInFuture', { field: 'readAt', values: { time: printedAt } })])
  const read = readPasted({ text: pasted, unit, id: deps.newId(), readAt: printedAt, by: actor.name, pastedAt: now })
  return read.ok ? read : err([toRefusal(read.error, unit)])
}

const MINUTE_MS = 60_000
/** Times are typed to the minute: of the minute that is meant the last moment that can have been. */
const endOfMinute = (at: number, now: number): number => (at > now ? at : Math.min(now, at + MINUTE_MS - 1))

function toRefusal(problem: PasteProblem, unit: UnitName): Refusal {
  const field = 'pasted'
  switch (problem.code) {
    case 'empty':
      return refuse('pasteEmpty', { field })
    case 'garbled':
      return refuse('pasteGarbled', { field })
    case 'foreignUnit':
      return refuse('pasteForeignUnit', { field, values: { unit: problem.unit, name: unit } })
    case 'noEnd':
      return refuse('pasteNoEnd', { field, values: { target: problem.target } })
    case 'gap':
      return gapRefusal(problem.gap, field)
  }
}

function gapRefusal(gap: ReadingGap, field: string): Refusal {
  switch (gap.code) {
    case 'exit':
      return refuse('pasteExit', { field, values: { target: gap.target, n: gap.exitCode ?? '―' } })
    case 'count':
      return refuse('pasteCount', { field, values: { n: gap.listed, max: gap.announced ?? '―' } })
    case 'duplicate':
      return refuse('pasteDuplicate', { field, values: { address: gap.server } })
    case 'noStatus':
      return refuse('pasteNoStatus', { field, values: { address: gap.server } })
    default:
      return refuse('pasteGarbled', { field })
  }
}

/** Keeps the state as the present one of its unit; the history takes it with the act that rests on it. */
async function pasteStatus(deps: Deps, actor: Actor, input: InputOf<'pasteStatus'>): Promise<Result<RecoveryState, readonly Refusal[]>> {
  const state = await loadState(deps, input.recoveryId)
  if (!state || !findStep(state, input)) return err([refuse('notFound')])
  const denied = mayReadAgain(state, actor)
  if (denied) return err([denied])
  const reading = toPastedReading(deps, actor, state.unit, input)
  if (!reading.ok) return reading
  await deps.readings.paste(state.facts.connectionId, reading.value)
  return ok(state)
}

type Begun = Exclude<ByHandInput, { act: 'pasteStatus' }>

async function performByHand(deps: Deps, actor: Actor, input: Begun): Promise<Result<RecoveryState, readonly Refusal[]>> {
  // Made before the first try, so that a try again is the same attempt, and the same reading.
  const made: Made = { attempt: deps.newId(), readings: new Map() }
  const performance: Performance = {
    recoveryId: input.recoveryId,
    act: { key: input.key, inputHash: deps.sha256(JSON.stringify(input)) },
    build: async (state) => (state ? toIntent(deps, actor, input, state, made) : err([refuse('notFound')])),
    pastedOutput: input.act === 'endByHand' ? { attempt: input.attempt, bytes: new TextEncoder().encode(input.pasted), sha256: deps.sha256(input.pasted) } : undefined,
  }
  const performed = await perform(deps, actor, performance)
  if (!performed.ok) return err(performed.error.kind === 'refused' ? performed.error.refusals : [refuse('tryAgain')])
  const { state } = performed.value
  const reading = made.readings.get(state.unit)
  if (reading) await deps.readings.paste(state.facts.connectionId, reading)
  return ok(state)
}

type Made = { readonly attempt: string; readonly readings: Map<UnitName, Reading> }

async function toIntent(deps: Deps, actor: Actor, input: Begun, state: RecoveryState, made: Made): Promise<Result<Intent, readonly Refusal[]>> {
  // Whoever may not act is told that, and nothing about what he pasted.
  const denied = mayReadAgain(state, actor)
  if (denied) return err([denied])
  const on = { leg: input.leg, step: input.step, basedOn: { stepRevision: input.stepRevision, readingId: null } }
  switch (input.act) {
    case 'runByHand': {
      const reading = await deps.readings.find(input.factsId, state.unit)
      const last = await deps.readings.pasted(state.facts.connectionId, state.unit)
      // Somebody pasted another state since this page was drawn.
      if (reading && last && last.id !== reading.id) return err([refuse('factsChanged')])
      const { typed, agreedBy, cautionsRead } = input
      return ok({ type: 'runByHand', ...on, basedOn: { ...on.basedOn, readingId: reading?.id ?? null }, reading, attempt: made.attempt, typed: typed || null, agreedBy: agreedBy || null, cautionsRead })
    }
    case 'endByHand': {
      const exitCode = toExitCode(input)
      if (!exitCode.ok) return exitCode
      return ok({ type: 'endByHand', ...on, attempt: input.attempt, exitCode: exitCode.value, outputBytes: Buffer.byteLength(input.pasted), outputSha256: deps.sha256(input.pasted) })
    }
    case 'seeByHand': {
      const known = made.readings.get(state.unit)
      const reading = known ? ok(known) : toPastedReading(deps, actor, state.unit, input)
      if (!reading.ok) return reading
      made.readings.set(state.unit, reading.value)
      return ok({ type: 'seeByHand', ...on, basedOn: { ...on.basedOn, readingId: reading.value.id }, reading: reading.value, attempt: input.attempt })
    }
    case 'notRunByHand':
      return ok({ type: 'notRunByHand', ...on, attempt: input.attempt })
  }
}

const EXIT_CODE_MAX = 255

/** What was chosen, unless the pasted output itself says another code. Null: nobody knows it. */
function toExitCode({ exit, exitCode, pasted }: InputOf<'endByHand'>): Result<number | null, readonly Refusal[]> {
  if (exit === 'other' && (exitCode === null || exitCode > EXIT_CODE_MAX)) return err([refuse('numberOutOfRange', { field: 'exitCode', values: { min: 0, max: EXIT_CODE_MAX } })])
  const chosen = exit === 'unknown' ? null : exit === 'other' ? exitCode : Number(exit)
  const printed = printedExit(pasted)
  return printed === null || printed === chosen ? ok(chosen) : err([refuse('exitDiffers', { field: 'exit', values: { n: printed } })])
}

/** As long as there is something to paste for this step, the page of pasting; else the step's own, which shows what came of it. */
function nextPage(state: RecoveryState, { act, leg, step }: ByHandInput): string {
  const here = findStep(state, { leg, step })
  const page = stepPath(state.id, leg, here?.no ?? currentStep(state)?.no ?? 1)
  const last = here?.attempts.at(-1)
  const goesOn = last?.byHand === true && (last.status === 'requested' || last.status === 'ended')
  const isCommand = act === 'pasteStatus' && COMMAND_STEPS.includes(step)
  return goesOn || isCommand ? `${page}/by-hand` : page
}

const COMMAND_STEPS: readonly string[] = ['unmark', 'start', 'stop', 'detach', 'attach', 'update']
