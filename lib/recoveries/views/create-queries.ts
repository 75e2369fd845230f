/** The queries that the doors ask, bound to one instance. */
import { err, ok } from '@/lib/std/result'
import { mayAtAll } from '@/lib/recovery/may-act'
import type { Deps } from '../deps'
import { isOldStart, START_DRAFT } from '../forms'
import type { RecoveryQueries } from '../service'
import { byHandView } from './by-hand'
import { homeView, inboxView, listView } from './lists'
import { outputView, rawOutput } from './output'
import { reportView, timelineView } from './records'
import { toRecoveryView } from './recovery-view'
import { factsView, statusLinesView, targetsView } from './start-views'
import { stepView } from './step-view'
import { strangersView } from './stranger-views'
import { openState } from './viewing'

export function createQueries(deps: Deps): RecoveryQueries {
  return {
    home: (actor) => homeView(deps, actor),
    list: (actor, filter, cursor) => listView(deps, actor, filter, cursor),
    async recovery(actor, recoveryId) {
      const state = await openState(deps, actor, recoveryId)
      return state.ok ? ok(await toRecoveryView(deps, state.value, actor)) : state
    },
    step: (actor, address, options) => stepView(deps, actor, address, options),
    byHand: (actor, address) => byHandView(deps, actor, address),
    timeline: (actor, recoveryId) => timelineView(deps, actor, recoveryId),
    report: (actor, recoveryId) => reportView(deps, actor, recoveryId),
    inbox: (actor) => inboxView(deps, actor),
    targets: (actor) => targetsView(deps, actor),
    statusLines: (actor, of) => statusLinesView(deps, actor, of),
    facts: (actor, of) => factsView(deps, actor, of),
    strangers: (actor, recoveryId) => strangersView(deps, actor, recoveryId),
    async colleagues(actor) {
      const refused = mayAtAll(actor, 'look')
      return refused ? err(refused) : ok((await deps.builders()).filter(({ id }) => id !== actor.id))
    },
    async draft(actor, form) {
      const refused = mayAtAll(actor, 'look')
      if (refused) return err(refused)
      const kept = await deps.drafts.load(actor.id, form)
      const draft = kept && form === START_DRAFT && isOldStart(kept.at, deps.clock.now()) ? null : kept
      return ok(draft && { at: draft.at, values: Object.fromEntries(Object.entries(draft.values).map(([name, value]) => [name, [value]])) })
    },
    output: (actor, attempt, offset) => outputView(deps, actor, attempt, offset),
    rawOutput: (actor, attempt) => rawOutput(deps, actor, attempt),
  }
}
