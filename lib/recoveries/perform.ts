/**
 * The one way an act enters a history: load, replay, build the intent, decide (who may included), append, let the world change. Another writer in
 * between only makes it try again on the newer history: whether the act still fits is for `decide` to say (stale page, finished step).
 * An act's key makes the same press one act: same input gets the first answer, other input is refused.
 */
import { err, ok, type Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import { procedures } from '@/lib/procedures/registry'
import { decide, type Decision } from '@/lib/recovery/decide'
import { evolve, replay } from '@/lib/recovery/evolve'
import { isUnsettled } from '@/lib/recovery/current-step'
import type { NewEvent, RecoveryEvent } from '@/lib/recovery/events'
import type { Actor, Intent } from '@/lib/recovery/intents'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Deps } from './deps'
import { toProjection } from './projection'
import type { Append, Claim } from './ports'
import { explainProblem } from './explain-problem'
import { holdOfLater } from './same-server'
import { SYSTEM } from './system-actor'

/** How often an append is tried again because somebody else was faster; more means that something is wrong. */
const TRIES_MAX = 8

export type Performed = { readonly recoveryId: string; readonly state: RecoveryState }
type Built = Result<Intent, readonly Refusal[]>

export type Performance = {
  readonly recoveryId: string
  readonly act?: { readonly key: string; readonly inputHash: string }
  /** Called anew on every try, with the history as it is then. */
  readonly build: (state: RecoveryState | null, now: TimeMs) => Promise<Built> | Built
  /** What an act of this performance brings along that is no event. */
  readonly pastedOutput?: Append['pastedOutput']
  /** The executor's reports are appended under its claim. */
  readonly claim?: Claim
}

export type PerformProblem = { readonly kind: 'refused'; readonly refusals: readonly Refusal[] } | { readonly kind: 'notYours' }

/** Performs an act of a person or a report of the machine. */
export async function perform(deps: Deps, actor: Actor, performance: Performance): Promise<Result<Performed, PerformProblem>> {
  const { recoveryId, act, build, claim, pastedOutput } = performance
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const seen = act ? await deps.store.findAct(act.key) : null
    if (seen) return seen.inputHash === act?.inputHash ? firstAnswer(deps, seen.recoveryId) : refused(refuse('keyUsedForOther'))
    const state = await loadState(deps, recoveryId)
    const now = deps.clock.now()
    const intent = await build(state, now)
    if (!intent.ok) return err({ kind: 'refused', refusals: intent.error })
    const decision = decide(state, intent.value, actor, now, procedures)
    if (!decision.ok) return refused(decision.error)
    if (decision.value.events.length === 0) return state ? ok({ recoveryId, state }) : refused(refuse('notFound'))
    const next = applied(state, recoveryId, decision.value.events, actor, now)
    const append = await toAppend(deps, { recoveryId, state, next, decision: decision.value, actor, now, act, claim, pastedOutput })
    const appended = await deps.store.append(append)
    if (appended.ok) {
      letTheWorldKnow(deps, recoveryId, decision.value)
      if (append.mails?.length) deps.handoff.wakeMail()
      const { alsoIn } = appended.value
      const hold = alsoIn === undefined ? null : await holdOfLater(deps, { recoveryId, alsoIn })
      if (hold) await perform(deps, SYSTEM, hold)
      return ok({ recoveryId, state: next })
    }
    const problem = appended.error
    if (problem.code === 'notYours') return err({ kind: 'notYours' })
    if (problem.code !== 'conflict' && problem.code !== 'keySeen') return refused(await explainProblem(deps, problem, next))
  }
  return refused(refuse('tryAgain'))
}

const refused = (refusal: Refusal): Result<never, PerformProblem> => err({ kind: 'refused', refusals: [refusal] })

/** The state by the whole history; null where there is none. */
export async function loadState(deps: Pick<Deps, 'store'>, recoveryId: string): Promise<RecoveryState | null> {
  const events = await deps.store.events(recoveryId)
  return events && replay(events, procedures)
}

async function firstAnswer(deps: Deps, recoveryId: string): Promise<Result<Performed, PerformProblem>> {
  const state = await loadState(deps, recoveryId)
  return state ? ok({ recoveryId, state }) : refused(refuse('notFound'))
}

function applied(state: RecoveryState | null, recoveryId: string, events: readonly NewEvent[], actor: Actor, at: TimeMs): RecoveryState {
  const place = (event: NewEvent, index: number): RecoveryEvent => ({ ...event, recoveryId, seq: (state?.seq ?? 0) + index + 1, at, actorId: actor.id, actorName: actor.name })
  const next = events.map(place).reduce<RecoveryState | null>((before, event) => evolve(before, event, procedures), state)
  if (!next) throw new Error('Programming error: a history that does not begin')
  return next
}

type Decided = {
  readonly recoveryId: string; readonly state: RecoveryState | null; readonly next: RecoveryState; readonly decision: Decision
  readonly actor: Actor; readonly now: TimeMs; readonly act?: Append['act']; readonly claim?: Claim; readonly pastedOutput?: Append['pastedOutput']
}

async function toAppend(deps: Deps, { recoveryId, state, next, decision, actor, now, act, claim, pastedOutput }: Decided): Promise<Append> {
  const connectionId = next.facts.connectionId
  // Before a launcher ever answered, the connection's own id stands for its identity.
  const managerIdentity = (await deps.sites.connection(connectionId))?.identity ?? connectionId
  const mails = await deps.handoff.mailsFor({ before: state, after: next, events: decision.events, at: now })
  const begun = decision.effects.find((effect) => effect.type === 'execute' || effect.type === 'leaveToPerson')
  const basedOn = decision.events.find((event) => event.type === 'CommandRequested')?.body.basedOn ?? null
  return {
    recoveryId,
    expectedSeq: state?.seq ?? 0,
    events: decision.events,
    at: now,
    actor: { id: actor.id, name: actor.name },
    projection: toProjection(next, now),
    lockedServers: next.ended ? [] : lockedServers(next),
    managerIdentity,
    newAttempt: begun && {
      id: begun.attempt, recoveryId, leg: begun.leg, step: begun.step, connectionId, managerIdentity, unit: next.unit, command: begun.command, argv: begun.argv, requestedAt: now,
      byHand: begun.type === 'leaveToPerson',
      basedOn: (await deps.readings.find(basedOn, next.unit)) ?? (next.lastReading?.id === basedOn ? next.lastReading : null),
    },
    hold: deps.executor.hold,
    releaseAttempts: settledNow(state, next),
    mails,
    usedFiles: filesIn(decision.events),
    act,
    claim,
    pastedOutput,
  }
}

const lockedServers = (state: RecoveryState): readonly string[] => [...new Set([state.failed.id, ...state.legs.flatMap(({ replacement }) => (replacement ? [replacement.id] : []))])]

const unsettledIds = (state: RecoveryState | null): readonly string[] =>
  (state?.legs ?? []).flatMap((leg) => leg.steps).flatMap((step) => step.attempts).filter(isUnsettled).map(({ id }) => id)

/** Attempts that these events settle give their unit free. */
function settledNow(before: RecoveryState | null, after: RecoveryState): readonly string[] {
  const still = new Set(unsettledIds(after))
  return unsettledIds(before).filter((id) => !still.has(id))
}

/** Files that the events name: from then on they belong to the record. */
const filesIn = (events: readonly NewEvent[]): readonly string[] => events.flatMap((event) => {
  switch (event.type) {
    case 'HandoffSent':
      return (event.body.details?.files ?? []).map(({ id }) => id)
    case 'DataCollected':
      return event.body.items.flatMap(({ file }) => (file ? [file.id] : []))
    case 'ReplacementReported':
      return (event.body.replacement.files ?? []).map(({ id }) => id)
    case 'DataTransferred':
      return (event.body.files ?? []).map(({ id }) => id)
    default:
      return []
  }
})

function letTheWorldKnow(deps: Deps, recoveryId: string, { effects }: Decision): void {
  for (const effect of effects) if (effect.type === 'execute') deps.executor.wake(effect.attempt)
  deps.feed.changed(recoveryId)
}
