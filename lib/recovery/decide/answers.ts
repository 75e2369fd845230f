/**
 * Answers of the resource manager: by himself, or entered by the system builder as a report received. A second answer is a
 * correction. They go on while the recovery is on hold, and are kept after its end. Manual 6.3.2 (2), steps 1, 6 and 13. Pure.
 */
import { err } from '@/lib/std/result'
import { mayBeRegistered } from '../command-of'
import { isFinished } from '../current-step'
import type { DataItem, EnteredFor, NewEvent, Replacement } from '../events'
import { refuse, type Refusal } from '../refusals'
import { decided, record } from './decision'
import { needRight } from './gates'
import { handlerOf, isBlank, needHandler, needTeller, needValue } from './input'
import { checkReport } from './report-checks'
import type { RequestActs, RequestContext } from './request-act'

type AnswerType = 'answerCollect' | 'answerReport' | 'answerTransfer'

export const answerActs: RequestActs<AnswerType> = {
  answerCollect: {
    may: (context) => needAnswerer(context, 'answerCollect') ?? needAsked(context),
    record: (context, { items, nothingBecause, enteredFor, handledBy }) => {
      const refused = needTeller(enteredFor, context.at) ?? needHandler(context.actor, handledBy) ?? itemsLack(items, nothingBecause)
      if (refused) return err(refused)
      const collected = { leg: context.leg.no, items, nothingBecause }
      return decided([record('DataCollected', collected), answered(context, enteredFor, handledBy)])
    },
  },

  answerReport: {
    may: (context) => needAnswerer(context, 'answerReport') ?? needAsked(context) ?? (isFinished(context.answering) && valuesAreUsed(context) ? refuse('valuesAlreadyUsed') : null),
    record: (context, { replacement, checks: elsewhere, reading, enteredFor, handledBy }) => {
      const refused = needTeller(enteredFor, context.at) ?? needHandler(context.actor, handledBy) ?? needReadBack(enteredFor)
      if (refused) return err(refused)
      const { state, leg, at } = context
      if (isOtherServer(context, replacement)) return err(refuse('valuesAlreadyUsed'))
      const checks = checkReport({ state, leg, replacement, elsewhere, reading, at })
      if (!checks.ok) return checks
      return decided([record('ReplacementReported', { leg: leg.no, replacement, checks: checks.value, reading }), answered(context, enteredFor, handledBy)])
    },
  },

  answerTransfer: {
    may: (context) => {
      const { request, answering, state } = context
      const refused = needAnswerer(context, 'answerTransfer')
      if (refused) return refused
      if (!request) return refuse('dataNotAsked')
      return isFinished(answering) && !state.ended ? refuse('alreadyAnswered') : needAsked(context)
    },
    record: (context, { where, note, files = [], enteredFor, handledBy }) => {
      const refused = needTeller(enteredFor, context.at) ?? needHandler(context.actor, handledBy) ?? (files.length > 0 ? null : needValue(where, 'where'))
      return refused ? err(refused) : decided([record('DataTransferred', { leg: context.leg.no, where, note, ...(files.length > 0 && { files }) }), answered(context, enteredFor, handledBy)])
    },
  },
}

/** The values of the report are used from the moment when somebody pressed `attach`, or had it done elsewhere: what was declined did not use them. */
export const valuesAreUsed = ({ leg }: Pick<RequestContext, 'leg'>): boolean => mayBeRegistered(leg)

/** Where the new server is registered, the report names that one until `attach` is opened again: later steps are about it. */
const isOtherServer = ({ leg }: RequestContext, { id, serviceIp }: Replacement): boolean =>
  leg.steps.some((step) => step.key === 'attach' && isFinished(step)) && leg.replacement !== null && (leg.replacement.id !== id || leg.replacement.serviceIp !== serviceIp)

/** The other party itself, or whoever is in control and was told. */
const needAnswerer = ({ state, actor, onBehalf, leg, key }: RequestContext, act: AnswerType): Refusal | null => needRight(state, actor, act, { onBehalf, request: { leg: leg.no, key } })

/** Addresses heard by telephone differ by a swap of digits only: they are said back before they count. */
const needReadBack = (enteredFor: EnteredFor | null): Refusal | null =>
  enteredFor?.how === 'phone' && !enteredFor.readBack ? refuse('statementMissing', { field: 'readBack' }) : null

/** Asked and not taken back. An answer that crosses the end of the recovery is kept even so. */
const needAsked = ({ request, state }: RequestContext): Refusal | null =>
  request && (request.status !== 'recalled' || state.ended) ? null : refuse('requestNotOpen')

function answered({ leg, key, request, actor }: RequestContext, enteredFor: EnteredFor | null, told: string | null | undefined): NewEvent {
  const version = (request?.answerVersion ?? 0) + 1
  const handledBy = handlerOf(actor, told)
  const body = { leg: leg.no, request: key, enteredFor, ...(handledBy !== null && { handledBy }) }
  return version === 1 ? record('HandoffAnswered', body) : record('HandoffCorrected', { ...body, version })
}

function itemsLack(items: readonly DataItem[], nothingBecause: string | null): Refusal | null {
  // Whichever of the two was dropped, somebody would miss it.
  if (items.length > 0 && nothingBecause !== null) return refuse('itemsAndNone', { field: 'nothing' })
  if (items.length === 0) return isBlank(nothingBecause) ? refuse('itemsMissing', { field: 'items' }) : null
  for (const [index, item] of items.entries()) {
    const refused = needValue(item.what, `items.${index}.what`) ?? (item.file ? null : needValue(item.where, `items.${index}.where`))
    if (refused) return refused
  }
  return null
}
