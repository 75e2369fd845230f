/** What hand-offs between the two parties make of the recovery. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import { ANSWERING_STEP, isFinished } from '../current-step'
import type { BodyOf, PersonRef, RecoveryEvent } from '../events'
import type { ProcedureRegistry, RequestKey, StepDefinition, StepKey } from '../procedure'
import type { LegState, RecoveryState, RequestState, StepState } from '../state'
import { actorOf, changeLeg, finish, touchParting, touchStep, unfinish, type EventOf, type Reducers } from './reducer'

type HandoffEvent =
  | 'HandoffSent' | 'HandoffAccepted' | 'HandoffPromised' | 'HandoffStarted' | 'HandoffAnswered' | 'HandoffSentBack' | 'HandoffCorrected' | 'HandoffReminded'
  | 'HandoffRecalled' | 'DataCollected' | 'ReplacementReported' | 'DataTransferred'

/** The step of the system builder that a request is sent from, where that is a step of its own. */
const SENDING_STEP: Readonly<Partial<Record<RequestKey, StepKey>>> = { 'request-replacement': 'request-replacement' }

export const requestReducers: Reducers<HandoffEvent> = {
  HandoffSent: (state, event) => {
    const { leg, request } = event.body
    const sent = changeLeg(state, leg, (before) => ({ ...before, requests: [...before.requests, unread(event)] }))
    const from = SENDING_STEP[request]
    const done = from ? touchStep(sent, { leg, step: from }, (step) => finish(step, 'done', event)) : sent
    // A new request asks for a new answer, even where an earlier one had finished the step.
    return touchAnswering(done, event, (step) => (isFinished(step) && !step.openForAnswer ? unfinish(step) : step))
  },
  HandoffAccepted: (state, event) => {
    const { by, promisedAt } = event.body
    return changeRequest(state, event, (request) => ({ ...request, status: 'accepted', acceptedBy: by, acceptedAt: event.at, ...(promisedAt !== null && promised(event.at, promisedAt)) }))
  },
  HandoffPromised: (state, event) => {
    const { promisedAt, awaitingApproval } = event.body
    return changeRequest(state, event, (request) => {
      const approved = request.status === 'awaitingApproval' ? 'accepted' : request.status
      // Without a time of its own nothing new is promised, and the due time counts again as it did.
      const expected = promisedAt === null ? { promisedAt, countsFrom: request.askedAt } : promised(event.at, promisedAt)
      return { ...request, ...expected, status: awaitingApproval ? 'awaitingApproval' : approved }
    })
  },
  HandoffStarted: (state, event) => changeRequest(state, event, (request) => ({ ...request, status: 'inProgress' })),
  HandoffAnswered: (state, event) => answered(state, event, 1, event.body),
  HandoffCorrected: (state, event) => answered(state, event, event.body.version, event.body),
  HandoffSentBack: (state, event) => {
    const { reason, dueAt } = event.body
    // What was promised was promised for the answer that came. What version 1 did not say: the due time stays.
    const back = changeRequest(state, event, (request) => ({ ...request, status: 'sentBack', sentBackReason: reason, askedAt: event.at, dueAt: dueAt === undefined ? request.dueAt : dueAt, promisedAt: null, ...spanFrom(event.at) }))
    const open = touchAnswering(back, event, unfinish)
    return event.body.request === 'collect-data' ? touchParting(open, event.body.leg) : open
  },
  HandoffReminded: (state, event) => {
    const { percent, how, told, to = null } = event.body
    // Nothing about the step itself: whoever fills in a form there may go on.
    return changeLeg(state, event.body.leg, (leg) => changeLatest(leg, event.body.request, (request) => ({ ...request, reminded: Math.max(request.reminded, percent), reminders: [...request.reminders, { percent, how, told, to, at: event.at, by: actorOf(event) }] })))
  },
  HandoffRecalled: (state, event) => {
    const { leg, request, reason } = event.body
    const recalled = changeRequest(state, event, (before) => ({ ...before, status: 'recalled', recalledReason: reason }))
    const from = SENDING_STEP[request]
    return from && leg === state.legs.length ? touchStep(recalled, { leg, step: from }, unfinish) : recalled
  },
  DataCollected: (state, event) =>
    touchParting({ ...state, collected: { items: event.body.items, nothingBecause: event.body.nothingBecause, at: event.at, by: actorOf(event) } }, state.legs.length),
  ReplacementReported: (state, event, procedures) => {
    const { leg: no, replacement, checks } = event.body
    const reported = changeLeg(state, no, (leg) => ({ ...leg, replacement, replacementChecks: checks }))
    // Whoever has a page open with the server's former addresses must see the new ones before he presses.
    const naming = stepsOf(state, no, procedures).filter(({ server }) => server === 'new')
    const before = state.legs.find((leg) => leg.no === no)?.replacement ?? null
    // What was done was done with another server, and is to be done with this one.
    const isOther = before !== null && before.id !== replacement.id && !state.ended
    return naming.reduce((touched, { key }) => touchStep(touched, { leg: no, step: key }, (step) => (isOther && isFinished(step) ? unfinish(step) : step)), reported)
  },
  DataTransferred: (state, event) => ({ ...state, transferred: { where: event.body.where, note: event.body.note, files: event.body.files ?? [], at: event.at, by: actorOf(event) } }),
}

const stepsOf = (state: RecoveryState, no: number, procedures: ProcedureRegistry): readonly StepDefinition[] => {
  const leg = state.legs.find((each) => each.no === no)
  return (leg && procedures(leg.procedure, leg.version)?.steps) ?? []
}

/** A new time begins: nobody has been reminded of it yet. */
const spanFrom = (at: TimeMs): Pick<RequestState, 'countsFrom' | 'reminded'> => ({ countsFrom: at, reminded: 0 })
const promised = (at: TimeMs, promisedAt: TimeMs): Pick<RequestState, 'promisedAt' | 'countsFrom' | 'reminded'> => ({ promisedAt, ...spanFrom(at) })

type RequestEvent = RecoveryEvent & { readonly body: { readonly leg: number; readonly request: RequestKey } }

/** Changes the latest request of that kind in its leg. */
function changeLatest(leg: LegState, key: RequestKey, change: (request: RequestState) => RequestState): LegState {
  const index = leg.requests.findLastIndex((request) => request.key === key)
  return { ...leg, requests: leg.requests.map((request, at) => (at === index ? change(request) : request)) }
}

const changeRequest = (state: RecoveryState, event: RequestEvent, change: (request: RequestState) => RequestState): RecoveryState =>
  touchAnswering(changeLeg(state, event.body.leg, (leg) => changeLatest(leg, event.body.request, change)), event, (step) => step)

const touchAnswering = (state: RecoveryState, event: RequestEvent, change: (step: StepState) => StepState): RecoveryState =>
  touchStep(state, { leg: event.body.leg, step: ANSWERING_STEP[event.body.request] }, change)

/**
 * An answer finishes the step that waited for it, except a transfer, which the system builder still has to receive. After the
 * end it is kept and changes no step.
 */
function answered(state: RecoveryState, event: RequestEvent, version: number, { enteredFor, handledBy }: Pick<BodyOf<'HandoffAnswered'>, 'enteredFor' | 'handledBy'>): RecoveryState {
  const actor = actorOf(event)
  const by: PersonRef = handledBy === undefined ? actor : { ...actor, name: handledBy }
  const kept = changeRequest(state, event, (request) => ({
    ...request,
    // A recalled request stays recalled: the answer that crossed it is kept for the driver to see.
    status: request.status === 'recalled' ? 'recalled' : 'answered',
    answeredAt: event.at,
    answeredBy: by,
    enteredFor,
    answerVersion: version,
  }))
  if (state.ended || event.body.request === 'transfer-data') return kept
  return touchAnswering(kept, event, (step) => (step.status === 'done' ? step : finish({ ...step, openForAnswer: false }, 'done', event)))
}

const unread = (event: EventOf<'HandoffSent'>): RequestState => ({
  key: event.body.request,
  leg: event.body.leg,
  no: event.body.no,
  status: 'unread',
  sentAt: event.at,
  sentBy: actorOf(event),
  askedAt: event.at,
  dueAt: event.body.dueAt,
  promisedAt: null,
  ...spanFrom(event.at),
  acceptedBy: null,
  acceptedAt: null,
  answeredAt: null,
  answeredBy: null,
  enteredFor: null,
  sentBackReason: null,
  recalledReason: null,
  answerVersion: 0,
  message: event.body.message,
  details: event.body.details,
  addressed: event.body.addressed ?? null,
  reminders: [],
})
