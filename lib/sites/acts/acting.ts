/** What every act on the settings shares: who may, the note of the change, the answer. */
import type { ActAnswer } from '@/lib/recoveries/dto'
import { posted, type PostedForm } from '@/lib/recoveries/forms'
import type { Actor } from '@/lib/recovery/intents'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { UnitName } from '@/lib/vmiunit/commands'
import type { NewSiteChange, SiteChange } from '../ports'
import type { SettingsDeps } from '../settings'

export const refusing = (...refusals: readonly Refusal[]): ActAnswer => ({ ok: false, refusals })
export const goOn = (next: string): ActAnswer => ({ ok: true, recoveryId: '', next })

export const connectionPath = (id: string): string => `/settings/connections/${encodeURIComponent(id)}`

export type Changing = {
  readonly actor: Actor
  readonly form: PostedForm
  readonly connectionId: string
  readonly unit: UnitName | null
  readonly act: SiteChange['act']
  readonly fields: SiteChange['fields']
}

/** The note that goes with a change. `seen` comes from the page: what it showed last. */
export function noteOf(deps: SettingsDeps, { actor, form, connectionId, unit, act, fields }: Changing): NewSiteChange {
  const change: SiteChange = { id: deps.newId(), at: deps.clock.now(), actor: { id: actor.id, name: actor.name }, connectionId, unit, act, fields }
  return { change, seen: posted(form, 'seen') || null }
}

/** Says in the log what was done to the settings: who, what, which fields; never a value. */
export function logged(deps: SettingsDeps, { change: { actor, connectionId, unit, act, fields } }: NewSiteChange): void {
  deps.log.info({ actorId: actor.id, connectionId, unit, act, fields: fields.map(({ name }) => name) }, 'settings were changed')
}

export const changedMeanwhile = (): ActAnswer => refusing(refuse('settingsChanged'))
