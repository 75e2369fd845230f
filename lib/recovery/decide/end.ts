/** Service restored, the end, and stopping. Each is an act of a person; nothing ends by itself. Pure. */
import { err } from '@/lib/std/result'
import { currentLeg, currentStep, isFinished, lastRun } from '../current-step'
import { refuse, type Refusal } from '../refusals'
import type { RecoveryState } from '../state'
import { recallOpen } from './course'
import { decided, record } from './decision'
import { needControl, needNoUnsettledAttempt, needUntilEnd } from './gates'
import { needReason, needValue, notBefore, notInFuture } from './input'
import type { RecoveryActs } from './recovery-act'

export const endActs: RecoveryActs<'restoreService' | 'end' | 'stop'> = {
  restoreService: {
    may: ({ state, actor }) => needControl(state, actor, 'restoreService'),
    record: ({ state, at }, intent) => {
      const refused = intent.restored ? restoredLacks(state, intent, at) : needReason(intent.reason)
      if (refused) return err(refused)
      const { restored, at: restoredAt, by, reason } = intent
      return decided([record('ServiceRestored', { restored, at: restored ? restoredAt : null, by, reason })])
    },
  },

  end: {
    may: ({ state, actor }) => {
      const refused = needControl(state, actor, 'end') ?? needNoUnsettledAttempt(state)
      const open = currentStep(state)
      if (refused) return refused
      if (open) return refuse('stepsOpen', { values: { n: open.no } })
      return state.serviceRestored ? null : refuse('serviceNotRecorded')
    },
    record: ({ state }, { openData, informed, summary }) => {
      const unanswered = currentLeg(state).steps.some((step) => step.openForAnswer)
      const refused = unanswered ? needReason(openData, 'openData') : null
      return refused ? err(refused) : decided([record('RecoveryCompleted', { openData: unanswered ? openData : null, informed, summary })])
    },
  },

  // Allowed on hold, too: nobody has to resume what is given up. The other party is told that nothing is needed any more.
  stop: {
    may: ({ state, actor }) => needUntilEnd(state, actor, 'stop') ?? needNoUnsettledAttempt(state),
    record: ({ state }, { reason }) => {
      const refused = needReason(reason)
      return refused ? err(refused) : decided([...recallOpen(currentLeg(state), reason), record('RecoveryStopped', { reason })])
    },
  },
}

/** Service is back after the last `start`, at a time that somebody names. */
function restoredLacks(state: RecoveryState, { at: time, by }: { readonly at: number | null; readonly by: string | null }, at: number): Refusal | null {
  const start = currentLeg(state).steps.find((step) => step.key === 'start')
  if (!start || !isFinished(start)) return refuse('stepNotFinished', { values: { n: start?.no ?? 0 } })
  if (time === null) return refuse('valueMissing', { field: 'at' })
  return needValue(by, 'by') ?? notInFuture(time, at, 'at') ?? notBefore(time, lastRun(start)?.launchedAt ?? state.detectedAt, 'at')
}
