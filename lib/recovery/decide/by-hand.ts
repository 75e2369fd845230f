/**
 * Commands that a person runs, where no application may log in or the manager does not answer the app: what is read, printed and read again
 * comes from a terminal by copy and paste. The same offers, the same conclusion table; the attempt begins, and holds its unit, when the command
 * is shown. Pure.
 */
import { err } from '@/lib/std/result'
import { compareFor } from '@/lib/vmiunit/changes'
import { SETTLING_MS } from '@/lib/vmiunit/commands'
import { toSaid } from '@/lib/vmiunit/exit-codes'
import type { Reading, Seen } from '@/lib/vmiunit/outcome'
import { seenAfter } from '@/lib/vmiunit/targets'
import { serversSeenBefore } from '../command-of'
import { refuse, type Refusal } from '../refusals'
import type { AttemptState, AttemptStatus } from '../state'
import { decided, record } from './decision'
import { needCurrent } from './gates'
import { judge } from './outcome'
import { mayPress, mayRun, request } from './run'
import type { StepActs, StepContext } from './step-act'

export const byHandActs: StepActs<'runByHand' | 'endByHand' | 'seeByHand' | 'notRunByHand'> = {
  runByHand: {
    may: (context) => mayPress(context) ?? mayRun(context) ?? needPasted(context),
    record: (context, intent) => (context.reading ? request(context, intent, { before: context.reading }) : err(refuse('readFirst'))),
  },

  endByHand: {
    may: (context) => needByHand(context, ['requested']),
    record: (context, { attempt: id, exitCode, outputBytes, outputSha256 }) => {
      const attempt = byHandOf(context, id, ['requested'])
      if (!attempt?.before) return err(refuse('noSuchAttempt'))
      const of = { ...context.ref, attempt: id }
      return decided([
        record('CommandLaunched', { ...of, before: attempt.before, at: attempt.requestedAt, otherChanges: [] }),
        record('CommandEnded', { ...of, said: toSaid({ exitCode, signal: null, endedAt: null }), outputBytes, outputSha256, pasted: true }),
      ])
    },
  },

  seeByHand: {
    may: (context) => needByHand(context, ['ended', 'unknown']) ?? needPastedSince(context),
    record: (context, { attempt: id }) => {
      const attempt = byHandOf(context, id, ['ended', 'unknown'])
      const { reading } = context
      if (!attempt?.before || !reading) return err(refuse('noSuchAttempt'))
      return judge(context, attempt, { attempt: id, ...seenNow(context, attempt, attempt.before, reading) })
    },
  },

  notRunByHand: {
    may: (context) => needByHand(context, ['requested']),
    record: (context, { attempt: id }) => {
      if (!byHandOf(context, id, ['requested'])) return err(refuse('noSuchAttempt'))
      return decided([record('CommandDeclined', { ...context.ref, attempt: id, why: 'notRun', changes: [], reading: null, detail: null })])
    },
  },
}

const needPasted = ({ reading }: StepContext): Refusal | null => (reading?.complete && reading.source === 'pasted' ? null : refuse('readFirst'))

/** What was printed before the command was shown says nothing about what it did. */
function needPastedSince(context: StepContext): Refusal | null {
  const shownAt = context.step.attempts.at(-1)?.requestedAt ?? 0
  // Said first: what is that old counts as incomplete, too, and "read first" would not tell what to paste.
  if (context.reading?.source === 'pasted' && context.reading.readAt < shownAt) return refuse('pasteBeforeCommand', { field: 'readAt' })
  return needPasted(context)
}

const byHandOf = ({ step }: StepContext, id: string, statuses: readonly AttemptStatus[]): AttemptState | undefined =>
  step.attempts.find((attempt) => attempt.id === id && attempt.byHand && statuses.includes(attempt.status))

function needByHand({ state, step }: StepContext, statuses: readonly AttemptStatus[]): Refusal | null {
  const last = step.attempts.at(-1)
  return needCurrent(state, step) ?? (last?.byHand && statuses.includes(last.status) ? null : refuse('notOffered'))
}

/**
 * Judged by what was pasted before. The last reading is one that shows the target state, or one that was printed after the settling time: when it
 * was pasted says nothing about what it shows.
 */
function seenNow({ state, step }: StepContext, attempt: AttemptState, before: Reading, after: Reading) {
  const { command, said, endedAt } = attempt
  const { about, others } = compareFor(command, before, after)
  const seen: Seen = seenAfter({ command, before, after, previouslySeen: serversSeenBefore(state, step) })
  const isOver = endedAt !== null && after.readAt >= endedAt + SETTLING_MS[command.name]
  return { reading: after, seen, changes: about, otherChanges: others, last: seen === 'target' || seen === 'targetAlreadyBefore' || said?.kind === 'busy' || isOver }
}
