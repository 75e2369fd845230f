/** Asking a running command to end. What was done at the management server is recorded with what is still alive there, or that nobody knows; it concludes nothing. */
import { err, ok } from '@/lib/std/result'
import { procedures } from '@/lib/procedures/registry'
import { findStep } from '@/lib/recovery/current-step'
import type { Actor } from '@/lib/recovery/intents'
import { mayActOnStep } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import type { Deps } from '../deps'
import type { ActAnswer } from '../dto'
import { loadState, perform } from '../perform'
import { stepPath } from './next-page'

/** See `RecoveryActs.interrupt`. */
export async function interrupt(deps: Deps, actor: Actor, attempt: string): Promise<ActAnswer> {
  const row = await deps.attempts.get(attempt)
  const state = row && (await loadState(deps, row.recoveryId))
  const step = row && state && findStep(state, row)
  if (!row || !state || !step) return { ok: false, refusals: [refuse('noSuchAttempt')] }
  // Asked before the command is touched: `decide` sees it only afterwards.
  const denied = mayActOnStep(state, 'interrupt', row, { actor, at: deps.clock.now(), reading: null, procedures })
  if (denied) return { ok: false, refusals: [denied] }
  const interrupted = await deps.executor.interrupt(attempt)
  if (!interrupted.ok) return { ok: false, refusals: [refuse(interrupted.error.code)] }
  const performed = await perform(deps, actor, {
    recoveryId: row.recoveryId,
    build: (now) => {
      const at = now && findStep(now, row)
      return at ? ok({ type: 'interrupt', leg: row.leg, step: row.step, basedOn: { stepRevision: at.revision, readingId: null }, attempt, ...interrupted.value }) : err([refuse('noSuchAttempt')])
    },
  })
  if (performed.ok) return { ok: true, recoveryId: row.recoveryId, next: stepPath(row.recoveryId, row.leg, step.no) }
  return { ok: false, refusals: performed.error.kind === 'refused' ? performed.error.refusals : [refuse('tryAgain')] }
}
