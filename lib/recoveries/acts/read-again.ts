/**
 * Reads `status` because a person wants to know: a reading is no change and needs no record, unless it is the answer to an attempt that
 * needs one (*check now* on an unknown outcome, *read again* on needs attention), which the machine then concludes.
 */
import { ok, err } from '@/lib/std/result'
import { currentLeg, lastRun } from '@/lib/recovery/current-step'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll, mayReadAgain } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import type { RecoveryState, StepState } from '@/lib/recovery/state'
import type { Deps } from '../deps'
import type { ActAnswer } from '../dto'
import type { InputOf } from '../input/step-input'
import { loadState, perform } from '../perform'
import { SYSTEM } from '../system-actor'
import { stepPath } from './next-page'

export async function readAgain(deps: Deps, actor: Actor, input: InputOf<'readAgain'> | InputOf<'checkNow'>): Promise<ActAnswer> {
  const state = await loadState(deps, input.recoveryId)
  const step = state?.legs.find(({ no }) => no === input.leg)?.steps.find(({ key }) => key === input.step)
  if (!state || !step) return { ok: false, refusals: [refuse('notFound')] }
  const attempt = lastRun(step)
  const concerned = attempt && isOpenQuestion(state, step) ? attempt.id : null
  // Everybody may look; what the machine then concludes is asked for by whoever has control.
  const denied = mayAtAll(actor, 'look') ?? (concerned === null ? null : mayReadAgain(state, actor))
  if (denied) return { ok: false, refusals: [denied] }
  const seen = concerned === null ? null : await deps.executor.readAgain(concerned)
  if (concerned === null || !seen) {
    await deps.readings.readNow(state.facts.connectionId, state.unit)
  } else {
    const intent = { type: 'seen' as const, leg: input.leg, step: step.key, attempt: concerned, ...seen, last: true }
    const performed = await perform(deps, SYSTEM, { recoveryId: input.recoveryId, build: (now) => (now ? ok(intent) : err([refuse('notFound')])) })
    if (!performed.ok && performed.error.kind === 'refused' && performed.error.refusals[0]?.code === 'tryAgain') return { ok: false, refusals: performed.error.refusals }
  }
  return { ok: true, recoveryId: state.id, next: `${stepPath(state.id, input.leg, step.no)}?read=${deps.clock.now()}` }
}

/** The step's last command left a question that a new reading may answer. */
const isOpenQuestion = (state: RecoveryState, step: StepState): boolean =>
  !state.ended && currentLeg(state).steps.includes(step) && ['unknown', 'attention', 'failed'].includes(step.status)
