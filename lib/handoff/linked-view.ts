/**
 * One request as its receiver sees it by a link: a step's page in shape, so that the same forms are drawn, and neutral but for what concerns the
 * request. Nothing of the recovery's other steps, people and readings is in it. Pure.
 */
import type { TimeMs } from '@/lib/std/clock'
import { procedures } from '@/lib/procedures/registry'
import { ANSWERING_STEP, definitionOf, procedureOf } from '@/lib/recovery/current-step'
import type { Actor } from '@/lib/recovery/intents'
import { isHolder } from '@/lib/recovery/link-holder'
import { offersOf } from '@/lib/recovery/offers'
import type { StepDefinition } from '@/lib/recovery/procedure'
import type { LegState, RecoveryState, RequestState, StepState } from '@/lib/recovery/state'
import type { RecoveryView, StepAct, StepView } from '@/lib/recoveries/dto'
import { failedView, replacementView } from '@/lib/recoveries/views/recovery-view'
import { ANSWER_ACT, isLatest } from './standing'

export type Linked = {
  readonly state: RecoveryState
  readonly leg: LegState
  readonly request: RequestState
  readonly actor: Actor
  readonly now: TimeMs
  readonly actKey: string
} & Pick<StepView, 'files' | 'uploads'>

/** Acts that a link is made for; the answer is `ANSWER_ACT` of its request. */
const RECEIVER_ACTS: readonly StepAct[] = ['acceptRequest', 'promise', 'beginRequest']
export const actsOfLink = ({ key }: Pick<RequestState, 'key'>): readonly StepAct[] => [...RECEIVER_ACTS, ANSWER_ACT[key]]

/** Null where this release does not know the step that answers the request. */
export function toLinkedView({ state, leg, request, actor, now, actKey, files, uploads }: Linked): StepView | null {
  const key = ANSWERING_STEP[request.key]
  const procedure = procedureOf(leg, procedures)
  const definition = procedure && definitionOf(procedure, key)
  const step = leg.steps.find((each) => each.key === key)
  if (!definition || !step) return null
  const { acts, notOffered } = offersOf(state, { leg: leg.no, step: key }, { actor, at: now, reading: null, procedures })
  const isReport = request.key === 'request-replacement'
  // What was answered under another number is that one's, and so is every act.
  const isOver = !isLatest(leg, request)
  return {
    recovery: recoveryOf({ state, leg, actor, now, isReport: isReport && !isOver }), leg: leg.no, definition: definitionFor(definition), state: stateOf(step),
    acts: isOver ? [] : acts.filter((act) => actsOfLink(request).includes(act)), notOffered, actKey, files, uploads,
    target: isReport ? (isOver ? null : replacementView(state, leg)) : failedView(state, leg), request: requestFor(request), context: contextOf({ state, leg, isReport, isOver, request }),
    handler: actor.roles === 'link' ? toldBefore(request) : null, opensAfter: null, reading: null, record: null, argv: null, programPath: null, runsAs: null, cautions: [], usual: null, settlingMs: null, timeOutMs: null, contacts: [], nextContact: null, mails: [], links: null, blast: null,
  }
}

function recoveryOf({ state, leg, actor, now, isReport }: Pick<Linked, 'state' | 'leg' | 'actor' | 'now'> & { readonly isReport: boolean }): RecoveryView {
  return {
    id: state.id, status: state.status, procedure: leg.procedure, leg: leg.no, unit: state.unit, failed: failedView(state, leg), replacement: isReport ? replacementView(state, leg) : null, drill: state.drill,
    driver: { id: '', name: state.driver.name, isViewer: false }, viewer: { id: '', name: actor.name, roles: [] }, readOnlyBecause: state.readOnly, serverNow: now,
    seq: 0, state: 'waiting', legs: [], connectionName: '', transport: 'local', loadBalancer: 'none', incident: null, occurredAt: null, detectedAt: 0, startedAt: 0, endedAt: null, targetAt: null,
    serviceRestoredAt: null, rail: [], currentStep: null, progress: { done: 0, total: 0, notNeeded: 0 }, held: null, resumed: null, sameUnit: [], acts: [], switchTo: null, noContactSince: null, lostNews: [],
  }
}

const definitionFor = ({ no, key, kind, actor, from, on, server, optional, group }: StepDefinition): StepView['definition'] => ({
  no, key, kind, actor, from, on, server, optional: optional === true, group, command: null, condition: null, irreversible: false, fields: [], secondEvidence: null,
})

const stateOf = ({ no, key, status, revision, openForAnswer }: StepState): StepState => ({
  no, key, status, revision, openForAnswer, awaits: null, outcome: null, finishedAt: null, finishedBy: null, statement: null, evidence: null, reason: null, agreedBy: null, notNeededBecause: null,
  overruled: false, secondEvidence: null, enteredAfterwards: null, automatic: false, attempts: [], reopened: [],
})

const named = <P extends { readonly name: string }>({ name }: P): { readonly id: string; readonly name: string } => ({ id: '', name })
const namedOrNull = (person: { readonly name: string } | null) => person && named(person)

/** Who took it on or answered it by a link, as he said himself; somebody who is signed in is another one. */
const toldBefore = ({ acceptedBy, answeredBy }: RequestState): string => [acceptedBy, answeredBy].find((person) => person !== null && isHolder(person))?.name ?? ''

/** Who it was addressed to is told by name, beside this. */
const requestFor = (request: RequestState): RequestState =>
  ({ ...request, sentBy: named(request.sentBy), acceptedBy: namedOrNull(request.acceptedBy), answeredBy: namedOrNull(request.answeredBy), addressed: null, reminders: [] })

/** What this request was told and has answered; the data of step 1 belongs to its collection and to its hand-over. */
function contextOf({ state, leg, isReport, isOver, request }: Pick<Linked, 'state' | 'leg' | 'request'> & { readonly isReport: boolean; readonly isOver: boolean }): StepView['context'] {
  const { collected, transferred } = state
  return {
    template: isReport ? state.facts.template : null,
    collected: isReport || (isOver && request.key === 'collect-data') || !collected ? null : { ...collected, by: named(collected.by) },
    transferred: request.key === 'transfer-data' && !isOver && transferred ? { ...transferred, by: named(transferred.by) } : null,
    report: isReport && !isOver && leg.replacement ? { replacement: leg.replacement, checks: leg.replacementChecks } : null,
    businessCheck: null, stopped: null, notes: [],
  }
}
