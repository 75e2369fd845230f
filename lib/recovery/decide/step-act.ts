/**
 * An act of a person on one step has two halves: whether it may be done now (which also decides what screens offer), and what is
 * recorded once its form is filled in. Pure.
 */
import { err, ok, type Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import type { ChangeCommand, ServerId } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import { commandOf, serverOf } from '../command-of'
import { currentLeg, definitionOf, procedureOf } from '../current-step'
import type { StepRef } from '../events'
import type { Actor, Intent } from '../intents'
import type { ProcedureRegistry, StepDefinition } from '../procedure'
import { readingNow } from '../reading-now'
import { refuse, type Refusal } from '../refusals'
import type { LegState, RecoveryState, StepState } from '../state'
import type { Decided } from './decision'
import { needControl } from './gates'

export type StepIntent = Extract<Intent, { readonly basedOn: unknown }>
export type StepIntents = { readonly [T in StepIntent['type']]: Extract<StepIntent, { readonly type: T }> }

/** Everything that an act on a step is judged by. `reading` is the one drawn beside the button. */
export type StepContext = {
  readonly state: RecoveryState
  readonly leg: LegState
  readonly step: StepState
  readonly definition: StepDefinition
  readonly ref: StepRef
  readonly server: ServerId | null
  readonly command: ChangeCommand | null
  readonly reading: Reading | null
  readonly actor: Actor
  readonly at: TimeMs
}

export type StepAct<I> = {
  /** Whether this person may do it now, whatever the form will hold. */
  readonly may: (context: StepContext) => Refusal | null
  /** What the filled-in form puts into the history. */
  readonly record: (context: StepContext, intent: I) => Decided
}
export type StepActs<T extends StepIntent['type']> = { readonly [K in T]: StepAct<StepIntents[K]> }

/** Whether this person may do an act on this step at all, the step's own state aside. */
export function needStepRight(state: RecoveryState, type: StepIntent['type'], ref: StepRef, { actor, procedures }: { readonly actor: Actor; readonly procedures: ProcedureRegistry }): Refusal | null {
  const leg = state.legs.find(({ no }) => no === ref.leg)
  const procedure = leg && procedureOf(leg, procedures)
  return needControl(state, actor, type, (procedure && definitionOf(procedure, ref.step))?.actor ?? null)
}

type Who = { readonly actor: Actor; readonly at: TimeMs; readonly reading: Reading | null }

/** Finds the step that is meant. A step of an earlier leg belongs to a course that was left. */
export function stepContext(state: RecoveryState, ref: StepRef, { actor, at, reading }: Who, procedures: ProcedureRegistry): Result<StepContext, Refusal> {
  const leg = currentLeg(state)
  if (ref.leg < leg.no) return err(refuse('stalePage'))
  const step = leg.no === ref.leg ? leg.steps.find((each) => each.key === ref.step) : undefined
  const procedure = procedureOf(leg, procedures)
  const definition = procedure && definitionOf(procedure, ref.step)
  if (!step || !definition) return err(refuse('notFound'))
  const { leg: no, step: key } = ref
  return ok({
    state, leg, step, definition, ref: { leg: no, step: key }, server: serverOf(state, leg, definition), command: commandOf(state, leg, definition),
    reading: reading && readingNow(state, reading, at), actor, at,
  })
}
