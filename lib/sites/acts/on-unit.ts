/**
 * The use case behind every form of a unit. Its name and its connection are its identity: they never change. What a recovery copied at its
 * start (load balancer, template, target time) stays as it was there; contacts and names of servers are read as they stand.
 */
import type { ActAnswer } from '@/lib/recoveries/dto'
import { posted, type PostedForm } from '@/lib/recoveries/forms'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import { differences } from '../differences'
import { parseUnit, type UnitInput } from '../input'
import type { Unit } from '../ports'
import type { SettingsDeps } from '../settings'
import { changedMeanwhile, connectionPath, goOn, logged, noteOf, refusing } from './acting'

export async function onUnit(deps: SettingsDeps, actor: Actor, form: PostedForm): Promise<ActAnswer> {
  const denied = mayAtAll(actor, 'changeSettings')
  if (denied) return refusing(denied)
  const connection = await deps.sites.connection(posted(form, 'connectionId'))
  if (!connection) return refusing(refuse('noSuchSetting'))
  const known = posted(form, 'unit')
  const unit = known === '' ? null : await deps.sites.unit(connection.id, known)
  const act = posted(form, 'act')
  if (act === 'saveUnit' && (known === '' || unit)) return save(deps, actor, { form, unit, isLinkageDisabled: connection.loadBalancerLinkage === 'disabled' })
  if (!unit) return refusing(refuse('noSuchSetting'))
  if (act === 'retireUnit' || act === 'bringBackUnit') return retire(deps, actor, { form, unit })
  return refusing(refuse('formIncomplete'))
}

const KEPT = [
  'name', 'displayName', 'separateNetworks', 'loadBalancer', 'loadBalancerContact', 'template', 'targetMinutes', 'requestDueMinutes', 'businessCheck', 'wantedData', 'whoMustBeTold', 'contacts', 'servers',
] as const satisfies readonly (keyof UnitInput)[]

type Saving = { readonly form: PostedForm; readonly unit: Unit | null; readonly isLinkageDisabled: boolean }

async function save(deps: SettingsDeps, actor: Actor, { form, unit, isLinkageDisabled }: Saving): Promise<ActAnswer> {
  const parsed = parseUnit(unit ? { ...form, name: [unit.name] } : form)
  if (!parsed.ok) return refusing(...parsed.error)
  const input = parsed.value
  if (input.loadBalancer === 'linked' && isLinkageDisabled) return refusing(refuse('linkageDisabled', { field: 'loadBalancer' }))
  if (!unit && (await deps.sites.unit(input.connectionId, input.name))) return refusing(refuse('unitKnown', { field: 'name', values: { unit: input.name } }))
  const fields = differences(unit, input, KEPT)
  if (unit && fields.length === 0) return goOn(connectionPath(input.connectionId))
  const note = noteOf(deps, { actor, form, connectionId: input.connectionId, unit: input.name, act: unit ? 'changed' : 'added', fields })
  if (!(await deps.sites.changeUnit({ ...input, retiredAt: unit?.retiredAt ?? null }, note))) return changedMeanwhile()
  logged(deps, note)
  return goOn(connectionPath(input.connectionId))
}

/** Hides a unit, or shows it again: never deleted, since histories name it. */
async function retire(deps: SettingsDeps, actor: Actor, { form, unit }: { readonly form: PostedForm; readonly unit: Unit }): Promise<ActAnswer> {
  const isRetiring = posted(form, 'act') === 'retireUnit'
  const user = isRetiring && (await deps.open()).find(({ connectionId, unit: name }) => connectionId === unit.connectionId && name === unit.name)
  if (user) return refusing(refuse('usedByRecovery', { values: { recovery: user.id } }))
  const note = noteOf(deps, { actor, form, connectionId: unit.connectionId, unit: unit.name, act: isRetiring ? 'retired' : 'broughtBack', fields: [] })
  if (!(await deps.sites.changeUnit({ ...unit, retiredAt: isRetiring ? note.change.at : null }, note))) return changedMeanwhile()
  logged(deps, note)
  return goOn(connectionPath(unit.connectionId))
}
