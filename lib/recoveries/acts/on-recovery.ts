/** The use case behind the forms about a recovery as a whole: control, pauses, course, end, notes. */
import { err, ok, type Result } from '@/lib/std/result'
import { currentVersion } from '@/lib/procedures/registry'
import { currentStep } from '@/lib/recovery/current-step'
import type { Actor, Intent } from '@/lib/recovery/intents'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import { diffReadings } from '@/lib/vmiunit/changes'
import { usualAddressees, usualDueAt } from '../addressees'
import type { Deps } from '../deps'
import type { ActAnswer } from '../dto'
import { DRAFTED_RECOVERY_ACTS, recoveryDraft, type PostedForm } from '../forms'
import { toMoment } from '../input/moment'
import { parseForm, postedItems } from '../input/parse-form'
import { recoveryInput, type RecoveryInput } from '../input/recovery-input'
import { perform } from '../perform'
import { earlierGoesOn } from '../same-server'
import { presentStepPath, recoveryPath } from './next-page'
import { whoWasTold } from './who-was-told'

const orNull = (text: string): string | null => text || null

/** See `RecoveryActs.onRecovery`. */
export async function onRecovery(deps: Deps, actor: Actor, form: PostedForm): Promise<ActAnswer> {
  const parsed = parseForm(recoveryInput, form, { told: postedItems(form, 'told') })
  if (!parsed.ok) return { ok: false, refusals: parsed.error }
  const input = parsed.value
  const act = { key: input.key, inputHash: deps.sha256(JSON.stringify(input)) }
  const performed = await perform(deps, actor, { recoveryId: input.recoveryId, act, build: (state, now) => buildIntent(deps, input, state, now) })
  if (performed.ok) {
    if (DRAFTED_RECOVERY_ACTS.includes(input.act)) await deps.drafts.drop(actor.id, recoveryDraft(input.recoveryId, input.act))
    return { ok: true, recoveryId: input.recoveryId, next: nextAfter(performed.value.state, input) }
  }
  return { ok: false, refusals: performed.error.kind === 'refused' ? performed.error.refusals : [refuse('tryAgain')] }
}

async function buildIntent(deps: Deps, input: RecoveryInput, state: RecoveryState | null, now: number): Promise<Result<Intent, readonly Refusal[]>> {
  if (!state) return err([refuse('notFound')])
  const past = (text: string): number | null => toMoment(text, now, deps.timeZone, 'past')
  const planned = (text: string): number | null => toMoment(text, now, deps.timeZone, 'future')
  switch (input.act) {
    case 'takeControl':
      return ok({ type: 'takeControl' })
    case 'giveControl': {
      const to = (await deps.builders()).find(({ id }) => id === input.to)
      return to ? ok({ type: 'giveControl', to }) : err([refuse('choiceMissing', { field: 'to' })])
    }
    case 'hold':
      return ok({ type: 'hold', category: input.category, reason: input.reason, plannedAt: planned(input.plannedAt), informed: orNull(input.informed) })
    case 'resume': {
      const refused = await earlierGoesOn(deps, state.id)
      if (refused) return err([refused])
      // What changed while it rested is shown; a silent manager does not keep anybody from going on.
      const reading = await deps.readings.readNow(state.facts.connectionId, state.unit)
      const before = [state.lastReading, state.startReading].find((each) => each?.complete)
      return ok({ type: 'resume', reading, changes: reading.complete && before ? diffReadings(before, reading) : [] })
    }
    case 'switch': {
      const { to } = input
      const reading = await deps.readings.readNow(state.facts.connectionId, state.unit)
      const unit = await deps.sites.unit(state.facts.connectionId, state.unit)
      return ok({ type: 'switch', to, version: currentVersion(to), reason: input.reason, reading, dueAt: planned(input.dueAt) ?? usualDueAt(unit, now), addressed: usualAddressees(unit) })
    }
    case 'stop':
      return ok({ type: 'stop', reason: input.reason })
    case 'restoreService':
      return ok({ type: 'restoreService', restored: input.restored === 'yes', at: past(input.at), by: orNull(input.by), reason: orNull(input.reason) })
    case 'end': {
      const told = whoWasTold(state, await deps.sites.unit(state.facts.connectionId, state.unit), input, { now, timeZone: deps.timeZone })
      return told.ok ? ok({ type: 'end', openData: orNull(input.openData), informed: told.value, summary: orNull(input.summary) }) : told
    }
    case 'note':
      return ok({ type: 'note', leg: input.leg === '' ? null : Number(input.leg), step: input.step === '' ? null : input.step, text: input.text })
  }
}

function nextAfter(state: RecoveryState, input: RecoveryInput): string {
  if (input.act === 'end' || input.act === 'stop') return `${recoveryPath(state.id)}/report`
  if (input.act !== 'note') return currentStep(state) || state.ended ? presentStepPath(state) : recoveryPath(state.id)
  const step = input.step && state.legs.find(({ no }) => no === Number(input.leg))?.steps.find(({ key }) => key === input.step)
  return step ? `${recoveryPath(state.id)}/legs/${input.leg}/steps/${step.no}` : `${recoveryPath(state.id)}/timeline`
}
