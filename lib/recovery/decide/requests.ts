/** Sending a request and its way: accepted, promised, begun, sent back, recalled. Nothing is decided by silence. Pure. */
import { err } from '@/lib/std/result'
import { isAddressed, isFinished, isOpenRequest } from '../current-step'
import type { ReplacementRequest } from '../events'
import { dueAgain } from '../expected'
import { refuse, type Refusal } from '../refusals'
import { decided, record } from './decision'
import { needControl, needCurrent, needNoUnsettledAttempt, needUntilEnd } from './gates'
import { handlerOf, isBlank, needHandler, needReason, needValue, notGone } from './input'
import type { RequestActs, RequestContext } from './request-act'
import { requestNo } from './request-no'
import { valuesAreUsed } from './answers'

export const requestActs: RequestActs<'send' | 'remind' | 'accept' | 'promise' | 'beginRequest' | 'sendBack' | 'recall'> = {
  send: {
    may: (context) => needControl(context.state, context.actor, 'send') ?? maySend(context),
    record: (context, { details, message, dueAt, addressed }) => {
      const refused = (context.key === 'request-replacement' ? detailsLack(context, details) : null) ?? notGone(dueAt, context.at, 'dueAt')
      if (refused) return err(refused)
      const { state, leg, key, sending } = context
      return decided([record('HandoffSent', { leg: leg.no, request: key, no: requestNo(state.id, state.legs, key, sending.step.no), dueAt, details, message, ...(addressed && { addressed }) })])
    },
  },

  remind: {
    // A pause rests reminders; what a person wants sent again or has told meanwhile is his to say.
    may: ({ state, actor, request, leg, key }) => needUntilEnd(state, actor, 'remind', { leg: leg.no, key }) ?? (request && isOpenRequest(request) ? null : refuse('requestNotOpen')),
    record: ({ state, leg, key, request, actor }, { percent, how, told, to, countsFrom = request?.countsFrom }) => {
      if (how === 'told' && isBlank(told)) return err(refuse('valueMissing', { field: 'told' }))
      const isMachine = actor.roles === 'system'
      if (isMachine !== percent > 0) return err(refuse('notOffered'))
      // The clock speaks to the driver's own team then.
      if (how === 'mail' && !isMachine && !(request && isAddressed(request))) return err(refuse('mailAddressMissing'))
      // Two instances look at the same clock: the second one finds it done. A time that was set anew meanwhile is not the one that was over.
      const isDone = isMachine && (state.held !== null || (request?.reminded ?? 0) >= percent || request?.countsFrom !== countsFrom)
      return isDone ? decided([]) : decided([record('HandoffReminded', { leg: leg.no, request: key, percent, how, told: how === 'told' ? told : null, ...(to && { to }) })])
    },
  },

  accept: {
    may: (context) => needOpenForManager(context, 'accept') ?? acceptedAlready(context),
    record: ({ leg, key, actor, at }, { promisedAt, awaitingApproval = false, handledBy }) => {
      const refused = needHandler(actor, handledBy) ?? notGone(promisedAt, at, 'promisedAt')
      if (refused) return err(refused)
      return decided([
        record('HandoffAccepted', { leg: leg.no, request: key, by: { id: actor.id, name: handlerOf(actor, handledBy) ?? actor.name }, promisedAt }),
        ...(awaitingApproval ? [record('HandoffPromised', { leg: leg.no, request: key, promisedAt, awaitingApproval })] : []),
      ])
    },
  },

  promise: {
    may: (context) => needOpenForManager(context, 'promise'),
    record: ({ leg, key, at }, { promisedAt, awaitingApproval }) => {
      const refused = promisedAt === null && !awaitingApproval ? refuse('valueMissing', { field: 'promisedAt' }) : notGone(promisedAt, at, 'promisedAt')
      return refused ? err(refused) : decided([record('HandoffPromised', { leg: leg.no, request: key, promisedAt, awaitingApproval })])
    },
  },

  beginRequest: {
    may: (context) => needOpenForManager(context, 'beginRequest') ?? (context.request?.status === 'inProgress' ? refuse('notOffered') : null),
    record: ({ leg, key }) => decided([record('HandoffStarted', { leg: leg.no, request: key })]),
  },

  sendBack: {
    may: (context) => {
      const { state, actor, request, key } = context
      // An earlier step opens again by this: not while a later one has a command whose outcome is open.
      const refused = needControl(state, actor, 'sendBack') ?? needNoUnsettledAttempt(state)
      if (refused) return refused
      if (request?.status !== 'answered') return refuse('requestNotOpen')
      return key === 'request-replacement' && valuesAreUsed(context) ? refuse('valuesAlreadyUsed') : null
    },
    record: ({ leg, key, request, at }, { reason, dueAt, usualDueAt }) => {
      const refused = needReason(reason) ?? notGone(dueAt, at, 'dueAt')
      return refused ? err(refused) : decided([record('HandoffSentBack', { leg: leg.no, request: key, reason, dueAt: dueAgain(request?.dueAt ?? null, at, { named: dueAt, usual: usualDueAt }) })])
    },
  },

  recall: {
    may: ({ state, actor, request }) => needControl(state, actor, 'recall') ?? needNoUnsettledAttempt(state) ?? (request && isOpenRequest(request) ? null : refuse('requestNotOpen')),
    record: ({ leg, key }, { reason }) => {
      const refused = needReason(reason)
      return refused ? err(refused) : decided([record('HandoffRecalled', { leg: leg.no, request: key, reason })])
    },
  },
}

function maySend({ state, request, sending }: RequestContext): Refusal | null {
  if (request && isOpenRequest(request)) return refuse('alreadySent', { values: { no: request.no } })
  const refused = needCurrent(state, sending.step)
  if (refused) return refused
  // What was answered is received, sent back or left out; it is not asked for again beside that.
  return request?.status === 'answered' && sending.definition.kind !== 'request' ? refuse('alreadyAnswered') : null
}

/** The other party's acts go on while the recovery rests. */
function needOpenForManager({ state, actor, request, leg, key }: RequestContext, act: 'accept' | 'promise' | 'beginRequest'): Refusal | null {
  const refused = needUntilEnd(state, actor, act, { leg: leg.no, key })
  if (refused) return refused
  if (request?.status === 'answered') return refuse('alreadyAnswered')
  return request && isOpenRequest(request) ? null : refuse('requestNotOpen')
}

/** Of two who take it on at once the second one learns who was first, so that nobody arranges it twice. */
const acceptedAlready = ({ request }: RequestContext): Refusal | null =>
  request?.acceptedBy ? refuse('alreadyAccepted', { values: { name: request.acceptedBy.name, time: request.acceptedAt ?? request.sentAt } }) : null

function detailsLack({ leg }: RequestContext, details: ReplacementRequest | null): Refusal | null {
  if (!details) return refuse('valueMissing', { field: 'template' })
  const unanswered = leg.steps.some((step) => step.key === 'collect-data' && (step.openForAnswer || !isFinished(step)))
  return (
    needValue(details.template, 'template') ??
    needValue(details.impact, 'impact') ??
    needValue(details.approval.by, 'approvalBy') ??
    // Data not collected yet lies on the old server only.
    (unanswered && details.returnHandling !== 'keepUntilWeSay' ? refuse('returnTooEarly', { field: 'returnHandling' }) : null) ??
    (details.approval.kind === 'approved' && isBlank(details.approval.number) ? refuse('valueMissing', { field: 'approvalNumber' }) : null)
  )
}
