/** Starting a command, and the acts while it is under way. The comparison right before the launch is the executor's. Pure. */
import { err } from '@/lib/std/result'
import { toArgv } from '@/lib/vmiunit/commands'
import { offerOf } from '@/lib/vmiunit/offers'
import type { Reading } from '@/lib/vmiunit/outcome'
import { identifierIsTaken, isOnline, serversSeenBefore } from '../command-of'
import { updateCautions } from '../cautions'
import { lastRun } from '../current-step'
import type { StepIntents, StepActs, StepContext } from './step-act'
import { refuse, type Refusal } from '../refusals'
import type { AttemptState } from '../state'
import { decided, record, type Decided } from './decision'
import { needAtRest, needCurrent, needNoUnsettledAttempt, notListed } from './gates'
import { isBlank, needAgreement, needValue } from './input'
import { seenLast, settle } from './settle'

export const runActs: StepActs<'run' | 'endWaiting' | 'interrupt'> = {
  run: {
    may: (context) => mayPress(context) ?? (context.state.facts.transport === 'manual' ? refuse('onlyByHand') : mayRun(context)),
    record: (context, intent) => request(context, intent, null),
  },

  endWaiting: {
    may: ({ state, step }) => needCurrent(state, step) ?? (step.status === 'running' || step.status === 'verifying' ? null : needAtRest(step) ?? refuse('notOffered')),
    record: (context, intent) => {
      const attempt = underWay(context, intent.attempt)
      if (!attempt) return err(refuse('noSuchAttempt'))
      if (attempt.byHand && attempt.status === 'requested') return decided([record('OutcomeUnknown', { ...context.ref, attempt: attempt.id, why: 'notKnown' })])
      const ended = record('WaitingEnded', { ...context.ref, attempt: attempt.id, what: attempt.status === 'ended' ? 'settling' : 'contact' })
      // Judged now, by what was read last; before the command is known to have ended there is nothing to judge.
      if (attempt.status === 'ended') return decided([ended, settle(context.definition, context.ref, attempt, seenLast(attempt), 'waitingEnded')])
      return decided([ended, record('OutcomeUnknown', { ...context.ref, attempt: attempt.id, why: 'waitingEnded' })])
    },
  },

  // The interruption has been made when it is recorded: only an attempt that never ran contradicts it.
  interrupt: {
    may: ({ state, step }) => needCurrent(state, step) ?? (step.attempts.at(-1)?.launchedAt && !step.attempts.at(-1)?.byHand && step.status !== 'ready' ? null : refuse('notOffered')),
    record: (context, intent) => {
      const attempt = context.step.attempts.find((each) => each.id === intent.attempt)
      if (!attempt) return err(refuse('noSuchAttempt'))
      return decided([record('CommandInterrupted', { ...context.ref, attempt: attempt.id, alive: intent.alive, forced: intent.forced, ...(intent.unanswered && { unanswered: true }) })])
    },
  },
}

const underWay = ({ step }: StepContext, id: string): AttemptState | undefined =>
  step.attempts.find((attempt) => attempt.id === id && ['requested', 'launched', 'ended'].includes(attempt.status))

/** Whether a command may begin at all now, whatever is read. */
export const mayPress = ({ state, step }: StepContext): Refusal | null => needCurrent(state, step) ?? needAtRest(step) ?? needNoUnsettledAttempt(state)

/** Whether what was read lets this step's command begin. */
export function mayRun(context: StepContext): Refusal | null {
  const { command, reading, state, step, definition, server } = context
  // Where only the load balancer is owed, the command has done its part.
  if (!command || step.awaits === 'loadBalancer') return refuse('notOffered')
  // A step of the failed server, opened again, must not reach the server that carries its identifier now.
  if (definition.server === 'failed' && identifierIsTaken(state)) return refuse('identifierTaken', { values: { address: command.server } })
  const offer = offerOf(command, reading, serversSeenBefore(state, step))
  if (!offer.offered) return offer.because === 'notListed' ? notListed(state, command.server, reading) : refuse(offer.because === 'targetThere' ? 'targetAlreadyThere' : 'readFirst')
  if (isOlderThanLastRun(context)) return refuse('readFirst')
  const settlesPower = (definition.fields ?? []).some((field) => field.name === 'at')
  return settlesPower && !isOnline(reading, server) && isBlank(step.statement?.at) ? refuse('valueMissing', { field: 'at' }) : null
}

/** What was read before the last attempt ended says nothing about what it did. */
function isOlderThanLastRun({ step, reading }: StepContext): boolean {
  const run = lastRun(step)
  return run !== undefined && reading !== null && reading.readAt < (run.endedAt ?? run.launchedAt ?? run.requestedAt)
}

/** The object of an irreversible command is typed in; the new server's address gets an answer of its own. */
function needTypedTarget({ definition, state, server, leg }: StepContext, { typed }: Pressed): Refusal | null {
  if (!definition.irreversible) return null
  if (isBlank(typed)) return needValue(typed, 'typed')
  if (typed === server) return null
  const isNew = [leg, ...state.legs].some((each) => each.replacement?.id === typed)
  return refuse(isNew ? 'identifierOfNewServer' : 'identifierMismatch', { field: 'typed', values: { target: server ?? '' } })
}

/** What `update` would do beside its purpose is ticked caution by caution, each as it is now, and somebody agreed to it. */
function needUpdateAgreed({ command, reading }: StepContext, { agreedBy, cautionsRead = [] }: Pressed): Refusal | null {
  const cautions = command?.name === 'update' && reading ? updateCautions(reading, command.server) : []
  if (cautions.length === 0) return null
  return cautions.every(({ tick }) => cautionsRead.includes(tick)) ? needAgreement(agreedBy) : refuse('statementMissing', { field: 'cautionsRead' })
}

type Pressed = StepIntents['run'] | StepIntents['runByHand']

/** What a press records. `byHand`: the state that its person pasted, where he runs the command himself. */
export function request(context: StepContext, intent: Pressed, byHand: { readonly before: Reading } | null): Decided {
  const { command, ref, step, state, reading } = context
  const refused = needTypedTarget(context, intent) ?? needUpdateAgreed(context, intent)
  if (refused) return err(refused)
  const used = state.legs.some((leg) => leg.steps.some((each) => each.attempts.some((attempt) => attempt.id === intent.attempt)))
  if (!command) return err(refuse('notOffered'))
  if (used) return err(refuse('keyUsedForOther'))
  const argv = toArgv(command)
  const { attempt, typed, agreedBy } = intent
  const requested = { ...ref, attempt, no: step.attempts.length + 1, command, argv, basedOn: reading?.id ?? null, typed, agreedBy, ...(byHand ? { byHand } : {}) }
  return decided([record('CommandRequested', requested)], [{ type: byHand ? 'leaveToPerson' : 'execute', attempt, ...ref, command, argv }])
}
