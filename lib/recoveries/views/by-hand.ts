/** The page of a step whose command a person runs, and of every step that rests on what `status` shows where the app may not ask. */
import { err, ok } from '@/lib/std/result'
import { procedures } from '@/lib/procedures/registry'
import { currentLeg, currentStep } from '@/lib/recovery/current-step'
import type { Actor } from '@/lib/recovery/intents'
import { mayActOnStep, mayReadAgain } from '@/lib/recovery/may-act'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { AttemptState, RecoveryState } from '@/lib/recovery/state'
import { diffReadings } from '@/lib/vmiunit/changes'
import { commandLine, statusLines } from '@/lib/vmiunit/command-line'
import { SETTLING_MS } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { Deps } from '../deps'
import type { ByHandView, StepView } from '../dto'
import type { Answer, StepAddress } from '../service'
import { stepView } from './step-view'
import { openState } from './viewing'

/** See `RecoveryQueries.byHand`. */
export async function byHandView(deps: Deps, actor: Actor, address: StepAddress): Answer<ByHandView> {
  const [opened, viewed] = [await openState(deps, actor, address.recoveryId), await stepView(deps, actor, address, { pasted: true })]
  if (!opened.ok) return opened
  if (!viewed.ok) return viewed
  const [state, step] = [opened.value, viewed.value]
  const connection = await deps.sites.connection(state.facts.connectionId)
  if (!connection) return err(refuse('noSuchSetting'))
  const reading = step.reading?.complete ? step.reading : null
  // Drawn beside the button, whether or not other acts are offered for it.
  if (reading) await deps.readings.drawn(reading)
  const attempt = byHandAttempt(step)
  const part = mayReadAgain(state, actor) ? 'closed' : partOf(state, step, attempt)
  const changes = reading && state.lastReading && reading.id !== state.lastReading.id ? diffReadings(state.lastReading, reading) : []
  return ok({
    step: { ...step, reading }, part, attempt, changes, recordedAt: state.lastReading?.readAt ?? null,
    statusLines: statusLines(connection.vmiunitPath, state.unit),
    commandLine: attempt && part === 'result' ? commandLine(connection.vmiunitPath, attempt.argv) : null,
    isEmergency: state.facts.transport !== 'manual',
    mayNot: part === 'show' ? whyNotShown(deps, actor, { state, step, reading }) : null,
    settlesAt: attempt && attempt.endedAt !== null ? attempt.endedAt + SETTLING_MS[attempt.command.name] : null,
  })
}

function byHandAttempt({ state }: StepView): AttemptState | null {
  const last = state.attempts.at(-1)
  return last?.byHand && (last.status === 'requested' || last.status === 'ended' || last.status === 'unknown') ? last : null
}

/** Where its person is: told by the history alone, so that a reload or a crash loses no part. */
function partOf(state: RecoveryState, { state: { status, key }, leg, definition, reading }: StepView, attempt: AttemptState | null): ByHandView['part'] {
  const isPresent = state.status === 'open' && currentLeg(state).no === leg && currentStep(state)?.key === key
  if (!isPresent) return 'closed'
  if (attempt?.status === 'requested') return 'result'
  if (attempt?.status === 'ended') return 'after'
  if (status === 'unknown') return attempt ? 'beside' : 'closed'
  if (status === 'running' || status === 'verifying') return 'closed'
  return definition.kind === 'command' && reading?.complete ? 'show' : 'paste'
}

function whyNotShown(deps: Deps, actor: Actor, { state, step, reading }: { readonly state: RecoveryState; readonly step: StepView; readonly reading: Reading | null }): Refusal | null {
  return mayActOnStep(state, 'runByHand', { leg: step.leg, step: step.definition.key }, { actor, at: deps.clock.now(), reading, procedures })
}
