/** Confirming by hand or by an answer of `status`, and what is left out, not needed or done outside. Manual 6.3.2. Pure. */
import { err } from '@/lib/std/result'
import { failedIsMissing, isOnline, recordIn, serversSeenBefore } from '../command-of'
import { findRequest, isOpenRequest } from '../current-step'
import { peopleSwitchLoadBalancer } from '../load-balancer'
import type { BodyOf, Statement } from '../events'
import { refuse, type Refusal } from '../refusals'
import { decided, record } from './decision'
import { needAtRest, needCurrent, notListed } from './gates'
import { isBlank, needFields, needReason, needValue, notBefore, notInFuture, statedTimesNotInFuture } from './input'
import type { StepActs, StepContext } from './step-act'

const needOpen = ({ state, step }: StepContext): Refusal | null => needCurrent(state, step) ?? needAtRest(step)

/** What one party sends or answers becomes done by that alone. */
const isHandOff = ({ definition: { kind } }: StepContext): boolean => kind === 'request' || kind === 'collect' || kind === 'report' || kind === 'transfer'

export const confirmActs: StepActs<'confirm' | 'enterAfterwards' | 'skip' | 'notNeeded' | 'overrule'> = {
  confirm: {
    may: (context) => needOpen(context) ?? mayConfirm(context),
    record: (context, { statement, automatic }) => {
      const refused = confirmationLacks(context, statement, automatic) ?? statedTimesNotInFuture(statement, context.at)
      if (refused) return err(refused)
      return decided([record('StepConfirmed', { ...context.ref, statement, reading: context.reading, automatic })])
    },
  },

  enterAfterwards: {
    may: (context) => needOpen(context) ?? (isHandOff(context) ? refuse('notOffered') : null),
    record: ({ ref, at, state }, { what, doneBy, doneAt }) => {
      const failedAt = state.occurredAt ?? state.detectedAt
      const refused =
        needValue(what, 'what') ?? needValue(doneBy, 'doneBy') ?? notInFuture(doneAt, at, 'doneAt') ?? notBefore(doneAt, failedAt, 'doneAt')
      return refused ? err(refused) : decided([record('StepEnteredAfterwards', { ...ref, what, doneBy, doneAt })])
    },
  },

  skip: {
    may: (context) => (context.definition.optional ? needOpen(context) : refuse('notOptional')),
    record: ({ ref, leg }, { reason }) => {
      const refused = needReason(reason)
      if (refused) return err(refused)
      const request = findRequest(leg, 'transfer-data')
      const recalled = request && isOpenRequest(request) ? [record('HandoffRecalled', { leg: leg.no, request: request.key, reason })] : []
      return decided([...recalled, record('StepSkipped', { ...ref, reason })])
    },
  },

  notNeeded: {
    may: (context) => {
      const refused = needOpen(context)
      if (refused || context.step.overruled || answersItself(context)) return refused
      return refuse(context.definition.condition ? 'conditionNotMet' : 'notOffered')
    },
    record: (context, { reason }) => {
      const because = answersItself(context)
      if (!because) {
        const refused = needReason(reason)
        if (refused) return err(refused)
      }
      return decided([record('StepNotNeeded', { ...context.ref, because: because ?? 'overruled', reading: context.reading, reason: isBlank(reason) ? null : reason })])
    },
  },

  // From here on the person, not the evidence, decides whether the step is needed. What a command may do stays as safe as before.
  overrule: {
    may: (context) => needOpen(context) ?? (context.step.overruled || !isConditionOfEvidence(context) ? refuse('notOffered') : null),
    record: ({ ref }, { reason }) => {
      const refused = needReason(reason)
      return refused ? err(refused) : decided([record('StepOverruled', { ...ref, reason })])
    },
  },
}

const isConditionOfEvidence = ({ definition }: StepContext): boolean => definition.condition === 'markSet' || definition.condition === 'powerReportedOff'

/** Why a conditional step is not needed, by the evidence at hand; `null` where the evidence does not say so. */
export function answersItself(context: StepContext): BodyOf<'StepNotNeeded'>['because'] | null {
  const { definition, state, leg, reading, server, step } = context
  switch (definition.condition) {
    case 'markSet': {
      const target = recordIn(reading, server)
      const othersThere = serversSeenBefore(state, step).every((id) => recordIn(reading, id))
      return reading?.complete && target && othersThere && target.markTime === undefined && target.markComment === undefined ? 'noMark' : null
    }
    case 'powerReportedOff':
      return leg.replacement?.power === 'on' && reading?.complete && isOnline(reading, server) ? 'powerOn' : null
    case 'dataNeeded':
      // Nobody transfers what could not be collected.
      return state.collected?.nothingBecause && state.collected.items.length === 0 ? 'dataNotNeeded' : null
    default:
      return null
  }
}

function mayConfirm(context: StepContext): Refusal | null {
  const { definition, leg, step } = context
  switch (definition.kind) {
    case 'connect':
      return null
    case 'manual':
      // Reported on, yet not online: that is not "power", so no one is sent to switch it on unless a person overrules.
      return definition.condition === 'powerReportedOff' && leg.replacement?.power !== 'off' && !step.overruled ? refuse('conditionNotMet') : null
    case 'command':
      return mayStateLoadBalancer(context) || mayStatePower(context) ? null : refuse('notOffered')
    default:
      return refuse('notOffered')
  }
}

export const mayStateLoadBalancer = ({ state, step }: StepContext): boolean => peopleSwitchLoadBalancer(state.facts, step.key)

/** Where the power is settled before the command, in the same step: while the manager does not see the server. */
export const mayStatePower = ({ definition, reading, server, step }: StepContext): boolean =>
  definition.kind === 'command' && (definition.fields ?? []).some((field) => field.name === 'at') && step.awaits === null && !isOnline(reading, server)

function confirmationLacks(context: StepContext, statement: Statement, automatic: boolean): Refusal | null {
  const { definition, reading, step, state, leg, server } = context
  const required = (definition.fields ?? []).filter((field) => field.required).map((field) => field.name)
  if (definition.kind === 'connect' && definition.on === 'M') {
    if (automatic && failedIsMissing(state, step.key, reading)) return notListed(state, state.failed.id, reading)
    if (automatic) return reading?.complete ? null : refuse('readFirst')
    return needReason(statement.reason)
  }
  if (automatic) return refuse('notOffered')
  if (definition.kind === 'command') {
    const power = mayStatePower(context) && !mayOnlyBeLoadBalancer(context, statement)
    return power ? needFields(statement, ['at', 'by', ...(state.failed.hypervisorName === null ? (['vmNameSeen'] as const) : [])]) : loadBalancerLacks(statement)
  }
  return (
    needFields(statement, required) ??
    (step.key === 'power-on' && leg.replacement?.hypervisorName === null ? needFields(statement, ['vmNameSeen']) : null) ??
    (step.key === 'power-on' && !isOnline(reading, server) ? needFields(statement, ['note']) : null)
  )
}

const mayOnlyBeLoadBalancer = (context: StepContext, statement: Statement): boolean =>
  mayStateLoadBalancer(context) && !(isBlank(statement.loadBalancerDoneBy) && isBlank(statement.loadBalancerDoneAt) && isBlank(statement.reason))

/** Who and when, or why it was left out. */
const loadBalancerLacks = (statement: Statement): Refusal | null =>
  isBlank(statement.reason) ? needFields(statement, ['loadBalancerDoneBy', 'loadBalancerDoneAt']) : null
