/**
 * Whether somebody may do something now, whatever the form will hold: the half of every act that screens, doors and `decide` share, so
 * that buttons and decisions never disagree. Who may is lib/accounts/may.ts's to say, here as everywhere. Pure.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { Reading } from '@/lib/vmiunit/outcome'
import { allRequestActs, recoveryActs, stepActs } from './decide'
import { needRight, needRightTo, needUntilEnd } from './decide/gates'
import type { RecoveryIntentType } from './decide/recovery-act'
import type { RequestIntentType } from './decide/request-act'
import { requestContext } from './decide/request-context'
import { needStepRight, stepContext, type StepIntent } from './decide/step-act'
import type { StepRef } from './events'
import type { Actor } from './intents'
import type { ProcedureRegistry, RequestKey } from './procedure'
import type { Refusal } from './refusals'
import type { RecoveryState } from './state'

/** `reading`: the one drawn beside the button, `null` where none is. */
export type Viewer = { readonly actor: Actor; readonly at: TimeMs; readonly reading: Reading | null; readonly procedures: ProcedureRegistry }

/** `null`: an act on this step would be accepted with a well-formed form, based on the page as it is drawn now. */
export function mayActOnStep(state: RecoveryState, type: StepIntent['type'], ref: StepRef, { procedures, ...who }: Viewer): Refusal | null {
  const refused = needStepRight(state, type, ref, { actor: who.actor, procedures })
  if (refused) return refused
  const context = stepContext(state, ref, who, procedures)
  return context.ok ? stepActs[type].may(context.value) : context.error
}

export type WhichRequest = { readonly leg: number; readonly key: RequestKey; readonly onBehalf?: boolean }

/** The same for a request of the current leg. `onBehalf`: an answer entered as a report received. */
export function mayActOnRequest(state: RecoveryState, type: RequestIntentType, which: WhichRequest, { procedures, ...who }: Viewer): Refusal | null {
  const context = requestContext(state, { ...which, onBehalf: which.onBehalf ?? false }, who, procedures)
  return context.ok ? allRequestActs[type].may(context.value) : context.error
}

/** The same for the recovery as a whole. */
export const mayActOnRecovery = (state: RecoveryState, type: RecoveryIntentType, { actor, at, procedures }: Viewer): Refusal | null =>
  recoveryActs(procedures)[type].may({ state, actor, at })

/** The same for what needs no recovery of its own: to look, to begin one, to keep a draft, the settings. */
export const mayAtAll = (actor: Actor, act: 'look' | 'start' | 'draft' | 'changeSettings' | 'testConnection'): Refusal | null => needRightTo(actor, act)

const ANSWERS = { 'collect-data': 'answerCollect', 'request-replacement': 'answerReport', 'transfer-data': 'answerTransfer' } as const satisfies Record<RequestKey, RequestIntentType>

/** To shut the links of a request: as long as whoever holds one could answer by it, or correct what was answered. */
export function mayShutLinks(state: RecoveryState, which: { readonly leg: number; readonly key: RequestKey }, viewer: Viewer): Refusal | null {
  const holder: Actor = { id: '', name: '', roles: 'link', link: { recoveryId: state.id, leg: which.leg, request: which.key } }
  return needUntilEnd(state, viewer.actor, 'revokeLinks') ?? mayActOnRequest(state, ANSWERS[which.key], which, { ...viewer, actor: holder })
}

/** To bring files to a request: whoever may answer it now, or send it, or enter what he was told. `null`: he may. */
export function mayBringFiles(state: RecoveryState, which: { readonly leg: number; readonly key: RequestKey }, viewer: Viewer): Refusal | null {
  const answering = mayActOnRequest(state, ANSWERS[which.key], which, viewer)
  if (answering === null || mayActOnRequest(state, 'send', which, viewer) === null) return null
  return mayActOnRequest(state, ANSWERS[which.key], { ...which, onBehalf: true }, viewer) === null ? null : answering
}

/** To see a request and the files that go with it. */
export const maySeeRequest = (state: RecoveryState, actor: Actor, request: { readonly leg: number; readonly key: RequestKey }): Refusal | null => needRight(state, actor, 'seeRequest', { request })

/** To let the machine conclude anew from a reading of this moment; looking itself is everybody's. */
export const mayReadAgain = (state: RecoveryState, actor: Actor): Refusal | null => needRight(state, actor, 'readAgain')
