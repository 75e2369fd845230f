/** Timeline and report: everything from the history itself. */
import { err, ok } from '@/lib/std/result'
import { procedures } from '@/lib/procedures/registry'
import { deviationsOf } from '@/lib/recovery/deviations'
import type { RecoveryEvent } from '@/lib/recovery/events'
import { replay, understood } from '@/lib/recovery/evolve'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import type { StepKey } from '@/lib/recovery/procedure'
import { refuse } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import { timeSplit } from '@/lib/recovery/time-split'
import { diffReadings } from '@/lib/vmiunit/changes'
import type { Deps } from '../deps'
import type { ReportView, TimelineEntry, TimelineView } from '../dto'
import type { Answer } from '../service'
import { toRecoveryView } from './recovery-view'

export async function timelineView(deps: Deps, actor: Actor, recoveryId: string): Answer<TimelineView> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const [events, hashes] = await Promise.all([deps.store.events(recoveryId), deps.store.hashes(recoveryId)])
  const state = events && replay(events, procedures)
  if (!events || !state) return err(refuse(events ? 'recordDamaged' : 'notFound'))
  return ok({ recovery: await toRecoveryView(deps, state, actor), entries: events.map((event, index) => toEntry(state, event, hashes[index] ?? null)) })
}

function toEntry(state: RecoveryState, { seq, at, actorId, actorName, type, body }: RecoveryEvent, hash: string | null): TimelineEntry {
  const { leg = null, step, request } = body as { readonly leg?: number | null; readonly step?: StepKey | null; readonly request?: StepKey }
  const stepKey = step ?? request ?? null
  return { seq, at, actorName, bySystem: actorId === 'system', type, leg, stepNo: stepNoOf(state, leg, stepKey), stepKey, body, hash }
}

const stepNoOf = (state: RecoveryState, leg: number | null, key: StepKey | null): number | null =>
  state.legs.find(({ no }) => no === leg)?.steps.find((step) => step.key === key)?.no ?? null

export async function reportView(deps: Deps, actor: Actor, recoveryId: string): Answer<ReportView> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const [events, headHash, chainBad, seals] = await Promise.all([deps.store.events(recoveryId), deps.store.headHash(recoveryId), deps.store.verify(recoveryId), deps.store.seals(recoveryId)])
  const state = events && replay(events, procedures)
  if (!events || !state) return err(refuse(events ? 'recordDamaged' : 'notFound'))
  const unit = await deps.sites.unit(state.facts.connectionId, state.unit)
  const { startReading, lastReading, collected, transferred, serviceRestored, ended, answer, detectedBy, notes, legs } = state
  return ok({
    recovery: await toRecoveryView(deps, state, actor), legs, startReading, lastReading,
    timeSplit: timeSplit(understood(events), deps.clock.now(), procedures),
    deviations: deviationsOf(understood(events)).map((deviation) => ({ ...deviation, stepNo: stepNoOf(state, deviation.leg, deviation.stepKey) })),
    collected, transferred, serviceRestored, ended, answer, detectedBy, notes,
    changedFacts: startReading?.complete && lastReading?.complete ? diffReadings(startReading, lastReading) : [],
    businessCheck: state.facts.businessCheck, whoMustBeTold: unit?.whoMustBeTold ?? [],
    headHash: headHash ?? '', chainBad: chainBad && { seq: chainBad.badSeq, why: chainBad.why }, events: events.length, seals,
  })
}
