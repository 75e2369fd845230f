/** The ways out of *unknown*, *needs attention* and *failed*: none of them is a dead end. Pure. */
import { err } from '@/lib/std/result'
import { EFFECT } from '@/lib/vmiunit/commands'
import { targetState } from '@/lib/vmiunit/targets'
import { recordIn, serversSeenBefore } from '../command-of'
import { lastRun } from '../current-step'
import { refuse, type Refusal } from '../refusals'
import type { AttemptState } from '../state'
import { decided, record } from './decision'
import { needAtRest, needCurrent } from './gates'
import { needAgreement, needReason, needValue, notBefore, notInFuture } from './input'
import type { StepActs, StepContext, StepIntents } from './step-act'

const needOpen = ({ state, step }: StepContext): Refusal | null => needCurrent(state, step) ?? needAtRest(step)

export const exitActs: StepActs<'conclude' | 'giveSecondEvidence' | 'acceptTarget' | 'goOnWithout' | 'goOnWithoutWaiting'> = {
  conclude: {
    may: ({ state, step }) => needCurrent(state, step) ?? (step.status === 'unknown' ? null : refuse('notOffered')),
    record: (context, intent) => {
      const attempt = context.step.attempts.find((each) => each.id === intent.attempt && each.status === 'unknown')
      if (!attempt) return err(refuse('noSuchAttempt'))
      const refused = needReason(intent.note, 'note')
      if (refused) return err(refused)
      const conclusion = intent.happened ? ifItHappened(context, attempt) : 'ready'
      return decided([record('OutcomeSettled', { ...context.ref, attempt: attempt.id, by: 'person', conclusion, note: intent.note })])
    },
  },

  giveSecondEvidence: {
    may: (context) => needOpen(context) ?? mayGiveSecondEvidence(context),
    record: (context, intent) => {
      const kind = context.definition.secondEvidence
      if (!kind) return err(refuse('secondEvidenceNotAsked'))
      const refused = secondEvidenceLacks(context, intent)
      if (refused) return err(refused)
      const { hypervisorShows, by, at, note, vmNameSeen } = intent
      return decided([record('SecondEvidenceGiven', { ...context.ref, kind, hypervisorShows: kind === 'hypervisor' ? hypervisorShows : null, by, at, note, vmNameSeen })])
    },
  },

  acceptTarget: {
    may: (context) => needOpen(context) ?? mayAcceptTarget(context),
    record: ({ ref, reading }, { reason }) => {
      const refused = needReason(reason)
      if (refused) return err(refused)
      if (!reading) return err(refuse('readFirst'))
      return decided([record('TargetAccepted', { ...ref, reason, reading })])
    },
  },

  goOnWithout: {
    may: (context) =>
      context.definition.goOnWithout ? (needOpen(context) ?? (['attention', 'failed'].includes(context.step.status) ? null : refuse('notOffered'))) : refuse('goOnNotAllowed'),
    record: ({ ref }, { reason, agreedBy }) => {
      const refused = needReason(reason) ?? needAgreement(agreedBy)
      return refused ? err(refused) : decided([record('WentOnWithout', { ...ref, what: 'step', reason, agreedBy })])
    },
  },

  // At night nobody may answer; the old server is kept, so nothing is lost by going on.
  goOnWithoutWaiting: {
    may: (context) => (context.definition.kind === 'collect' ? needOpen(context) : refuse('goOnNotAllowed')),
    record: ({ ref }, { reason, agreedBy }) => {
      const refused = needReason(reason) ?? needAgreement(agreedBy)
      return refused ? err(refused) : decided([record('WentOnWithout', { ...ref, what: 'waiting', reason, agreedBy })])
    },
  },
}

/** "It happened" is no evidence either where the target state may have been there before. */
function ifItHappened({ definition, state, step }: StepContext, attempt: AttemptState): 'done' | 'secondEvidence' {
  const before = targetState(attempt.command, attempt.before, serversSeenBefore(state, step))
  return definition.secondEvidence && before !== 'notThere' ? 'secondEvidence' : 'done'
}

/**
 * Asked for after a command whose target state was there before. `stop` takes it without a command, too, while the manager
 * cannot see the server: what the hypervisor shows is then the only proof, and the command proves nothing.
 */
function mayGiveSecondEvidence({ step, definition, reading, server }: StepContext): Refusal | null {
  if (step.awaits === 'secondEvidence') return null
  if (definition.command !== 'stop' || step.awaits) return refuse('secondEvidenceNotAsked')
  const target = recordIn(reading, server)
  if (!reading?.complete || !target) return refuse('readFirst')
  return target.access === 'online' ? refuse('secondEvidenceNotAsked') : null
}

function secondEvidenceLacks({ definition, step, at, state }: StepContext, intent: StepIntents['giveSecondEvidence']): Refusal | null {
  const run = lastRun(step)
  const seen = needValue(intent.by, 'by') ?? notInFuture(intent.at, at, 'at')
  if (definition.secondEvidence !== 'hypervisor') return seen ?? (run ? notBefore(intent.at, run.requestedAt, 'at') : null)
  return (
    needValue(intent.hypervisorShows, 'hypervisorShows') ??
    seen ??
    (state.failed.hypervisorName === null ? needValue(intent.vmNameSeen, 'vmNameSeen') : null) ??
    // Left out, the command needs a reason like everything that is left out.
    (run ? null : needReason(intent.note, 'note'))
  )
}

function mayAcceptTarget({ step, definition, command, reading, state }: StepContext): Refusal | null {
  if (!command || step.awaits) return refuse('notOffered')
  const pressIsNotOffered = EFFECT[command.name] === 'once' && definition.condition === undefined
  if (step.status === 'ready' && !pressIsNotOffered) return refuse('notOffered')
  // Under a kept identifier stands the old server for as long as it was not seen to be gone.
  if (command.name === 'attach' && command.server === state.failed.id && !state.failedServerGone) return refuse('keptIdentifierBeforeDetach')
  switch (targetState(command, reading, serversSeenBefore(state, step))) {
    case 'there':
      return null
    case 'notReadable':
      return refuse('readFirst')
    default:
      return refuse('targetNotThere')
  }
}
