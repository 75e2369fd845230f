/**
 * The settings as the doors (pages, actions) ask for them, bound to one instance. Every call takes the actor and decides itself whether he
 * may (lib/accounts/may.ts); every answer is a value.
 */
import type { Clock } from '@/lib/std/clock'
import type { Result } from '@/lib/std/result'
import type { ActAnswer } from '@/lib/recoveries/dto'
import type { PostedForm } from '@/lib/recoveries/forms'
import type { Actor } from '@/lib/recovery/intents'
import type { Refusal } from '@/lib/recovery/refusals'
import type { UnitName } from '@/lib/vmiunit/commands'
import { onConnection } from './acts/on-connection'
import { onUnit } from './acts/on-unit'
import type { ConnectionsView, ConnectionView, ConnectionWarning, HostKeyView, UnitView } from './dto'
import type { ConnectionTools, SiteStore } from './ports'
import { connectionsView, connectionView, hostKeyView, scriptOf, unitView, warnings } from './views'

type Answer<T> = Promise<Result<T, Refusal>>

export type SettingsDeps = {
  readonly sites: SiteStore
  readonly tools: ConnectionTools
  /** Open recoveries, on hold included. */
  readonly open: () => Promise<readonly { readonly id: string; readonly connectionId: string; readonly unit: UnitName }[]>
  readonly clock: Clock
  readonly newId: () => string
  readonly log: { info(facts: object, message: string): void }
}

export interface Settings {
  connections(actor: Actor): Answer<ConnectionsView>
  connection(actor: Actor, id: string): Answer<ConnectionView>
  /** Asks the host for its keys at this moment; trusts nothing. */
  hostKey(actor: Actor, id: string): Answer<HostKeyView>
  /** `name` null: the page of a new unit. */
  unit(actor: Actor, connectionId: string, name: UnitName | null): Answer<UnitView>
  /** The script that lies on management servers, for who puts it there by hand. No secret is in it. */
  script(actor: Actor): Answer<string>
  /** Connections that home has to speak of; empty for who may do nothing about them. */
  warnings(actor: Actor): Promise<readonly ConnectionWarning[]>
  onConnection(actor: Actor, form: PostedForm): Promise<ActAnswer>
  onUnit(actor: Actor, form: PostedForm): Promise<ActAnswer>
}

export const createSettings = (deps: SettingsDeps): Settings => ({
  connections: (actor) => connectionsView(deps, actor),
  connection: (actor, id) => connectionView(deps, actor, id),
  hostKey: (actor, id) => hostKeyView(deps, actor, id),
  unit: (actor, connectionId, name) => unitView(deps, actor, { connectionId, name }),
  script: (actor) => scriptOf(deps, actor),
  warnings: (actor) => warnings(deps, actor),
  onConnection: (actor, form) => onConnection(deps, actor, form),
  onUnit: (actor, form) => onUnit(deps, actor, form),
})
