/** What every page of a recovery shows around its step. */
import type { Actor } from '@/lib/recovery/intents'
import { consolidatedState } from '@/lib/recovery/consolidated-state'
import { currentLeg, currentStep, definitionOf, procedureOf, unsettledAttempt } from '@/lib/recovery/current-step'
import { recoveryOffers } from '@/lib/recovery/offers'
import { progressOf } from '@/lib/recovery/progress'
import type { LegState, RecoveryState } from '@/lib/recovery/state'
import { procedures } from '@/lib/procedures/registry'
import type { Deps } from '../deps'
import type { RailItem, RecoveryView, ServerView } from '../dto'
import type { Projection } from '../ports'
import { targetAt } from '../projection'
import { lostNews } from './lost-news'
import { rolesOf } from './viewing'

/** Queries beside the history: other open recoveries of the unit, and mails where some news may be lost. */
export async function toRecoveryView(deps: Deps, state: RecoveryState, actor: Actor, legNo?: number): Promise<RecoveryView> {
  const leg = state.legs.find(({ no }) => no === legNo) ?? currentLeg(state)
  const now = deps.clock.now()
  const [others, news] = await Promise.all([state.ended ? [] : deps.store.openOnUnit(state.facts.connectionId, state.unit), lostNews(deps, state, actor)])
  const acts = recoveryOffers(state, { actor, at: now, reading: null, procedures })
  const present = state.ended ? null : currentStep(state)
  const attempt = unsettledAttempt(state)
  const { done, total, notNeeded } = progressOf(leg)
  return {
    id: state.id, seq: state.seq, status: state.status, state: consolidatedState(state), procedure: leg.procedure, leg: leg.no,
    legs: state.legs.map(({ no, procedure, startedAt }) => ({ no, procedure, startedAt })),
    unit: state.unit, connectionName: state.facts.connectionName, transport: state.facts.transport, loadBalancer: state.facts.loadBalancer,
    failed: failedView(state, leg), replacement: replacementView(state, leg),
    incident: state.incident, drill: state.drill, occurredAt: state.occurredAt, detectedAt: state.detectedAt, startedAt: state.startedAt, endedAt: state.ended?.at ?? null,
    targetAt: targetAt(state), serviceRestoredAt: state.serviceRestored?.at ?? null,
    driver: { ...state.driver, isViewer: state.driver.id === actor.id },
    rail: railOf(state, leg, actor),
    currentStep: present && { leg: currentLeg(state).no, no: present.no, key: present.key },
    progress: { done, total, notNeeded },
    held: state.held, resumed: state.resumed,
    sameUnit: others.filter(({ id }) => id !== state.id).map(({ id, failedServer, driverName, stepNo }: Projection) => ({ id, failedServer, driverName, stepNo })),
    viewer: { id: actor.id, name: actor.name, roles: rolesOf(actor) },
    acts, switchTo: acts.includes('switch') ? (currentLeg(state).procedure === 'reuse' ? 'replace' : 'reuse') : null,
    noContactSince: attempt ? deps.executor.noContactSince(attempt.id) : null,
    lostNews: news, readOnlyBecause: state.readOnly, serverNow: now,
  }
}

const hasSameAddress = (state: RecoveryState, leg: LegState): boolean => leg.replacement?.id === state.failed.id

export const failedView = (state: RecoveryState, leg: LegState): ServerView => ({
  role: 'failed', id: state.failed.id, serviceIp: state.failed.serviceIp, hypervisorName: state.failed.hypervisorName, sameAddress: hasSameAddress(state, leg),
})

export const replacementView = (state: RecoveryState, leg: LegState): ServerView | null =>
  leg.replacement && { role: 'new', id: leg.replacement.id, serviceIp: leg.replacement.serviceIp, hypervisorName: leg.replacement.hypervisorName, sameAddress: hasSameAddress(state, leg) }

function railOf(state: RecoveryState, leg: LegState, actor: Actor): readonly RailItem[] {
  const procedure = procedureOf(leg, procedures)
  const present = state.ended || leg !== currentLeg(state) ? null : currentStep(state)
  return leg.steps.flatMap(({ no, key, status }) => {
    const definition = procedure && definitionOf(procedure, key)
    if (!definition) return []
    const { actor: role, condition, optional, group } = definition
    return [{ no, key, status, actor: role, mine: rolesOf(actor).includes(role), conditional: condition !== undefined, optional: optional === true, group, current: present?.key === key }]
  })
}
