/**
 * The use case behind every form of a connection. While a recovery that uses it is open its place (where and as whom, script, program, job
 * folder) stays as it is: a command that runs would be looked for elsewhere. How it is reached (key, ssh config, jump host) may be mended.
 */
import { err, ok, type Result } from '@/lib/std/result'
import type { ActAnswer } from '@/lib/recoveries/dto'
import { posted, type PostedForm } from '@/lib/recoveries/forms'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import { differences } from '../differences'
import { CONNECTION_KINDS, type ConnectionKind } from '../forms'
import { parseConnection, type ConnectionInput } from '../input'
import type { Connection } from '../ports'
import type { SettingsDeps } from '../settings'
import { changedMeanwhile, connectionPath, goOn, logged, noteOf, refusing } from './acting'
import { testConnection } from './test-connection'

export async function onConnection(deps: SettingsDeps, actor: Actor, form: PostedForm): Promise<ActAnswer> {
  const act = posted(form, 'act')
  const denied = mayAtAll(actor, act === 'testConnection' ? 'testConnection' : 'changeSettings')
  if (denied) return refusing(denied)
  const id = posted(form, 'id')
  const connection = id === '' ? null : await deps.sites.connection(id)
  if (act === 'saveConnection' && (id === '' || connection)) return save(deps, actor, { form, connection })
  if (!connection) return refusing(refuse('noSuchSetting'))
  switch (act) {
    case 'testConnection':
      await testConnection(deps, connection)
      return goOn(connectionPath(id))
    case 'setHostKey':
      return setHostKey(deps, actor, { form, connection })
    case 'copyScript':
      return copyScript(deps, actor, { form, connection })
    case 'retireConnection':
    case 'bringBackConnection':
      return retire(deps, actor, { form, connection })
    default:
      return refusing(refuse('formIncomplete'))
  }
}

type Saving = { readonly form: PostedForm; readonly connection: Connection | null }
type About = { readonly form: PostedForm; readonly connection: Connection }

/** Fields that say where commands run: never changed under an open recovery. */
const PLACE = ['host', 'port', 'user', 'scriptPath', 'vmiunitPath', 'jobsDir'] as const satisfies readonly (keyof ConnectionInput)[]
const KEPT = [
  'name', ...PLACE, 'keyFile', 'sshConfig', 'forcedCommand', 'charset', 'loadBalancerLinkage', 'pressLimitMs', 'timeOutsMs',
] as const satisfies readonly (keyof ConnectionInput)[]

async function save(deps: SettingsDeps, actor: Actor, { form, connection }: Saving): Promise<ActAnswer> {
  const kind = connection?.transport ?? CONNECTION_KINDS.find((each) => each === posted(form, 'kind'))
  if (!kind) return refusing(refuse('formIncomplete'))
  const input = await readInput(deps, { form, connection, kind })
  if (!input.ok) return refusing(...input.error)
  const fields = differences(connection, input.value, KEPT)
  if (connection && fields.length === 0) return goOn(connectionPath(connection.id))
  const next = applied(connection, input.value, deps.newId)
  const note = noteOf(deps, { actor, form, connectionId: next.id, unit: null, act: connection ? 'changed' : 'added', fields })
  if (!(await deps.sites.changeConnection(next, note))) return changedMeanwhile()
  logged(deps, note)
  return goOn(connectionPath(next.id))
}

async function readInput(deps: SettingsDeps, { form, connection, kind }: Saving & { readonly kind: ConnectionKind }): Promise<Result<ConnectionInput, readonly Refusal[]>> {
  const parsed = parseConnection(kind, form)
  if (!parsed.ok) return parsed
  const contradiction = await contradicts(deps, connection, parsed.value)
  return contradiction ? err([contradiction]) : ok(parsed.value)
}

/** What is well-formed and still cannot be: a name that is taken, linkage switched off under a unit that uses it, a place moved under a recovery. */
async function contradicts(deps: SettingsDeps, connection: Connection | null, input: ConnectionInput): Promise<Refusal | null> {
  const shown = (await deps.sites.connections()).filter(({ id, retiredAt }) => id !== connection?.id && retiredAt === null)
  if (shown.some(({ name }) => name === input.name)) return refuse('connectionNameTaken', { field: 'name', values: { name: input.name } })
  if (!connection) return null
  const units = input.loadBalancerLinkage === 'disabled' ? await deps.sites.units() : []
  const linked = units.find((unit) => unit.connectionId === connection.id && unit.retiredAt === null && unit.loadBalancer === 'linked')
  if (linked) return refuse('linkageUsed', { field: 'loadBalancerLinkage', values: { unit: linked.name } })
  const moved = differences(connection, input, PLACE).at(0)
  const user = moved && (await usedBy(deps, connection.id))
  return user ? refuse('usedByRecovery', { field: moved.name, values: { recovery: user } }) : null
}

const usedBy = async (deps: SettingsDeps, connectionId: string): Promise<string | undefined> => (await deps.open()).find((recovery) => recovery.connectionId === connectionId)?.id

/** What was known of another place says nothing about this one: its key is set up anew, its identity read anew, its test gone. */
function applied(before: Connection | null, input: ConnectionInput, newId: () => string): Connection {
  if (!before) return { ...input, id: newId(), identity: null, hostKey: null, lastTest: null, retiredAt: null }
  const isElsewhere = differences(before, input, ['host', 'port']).length > 0
  const isMoved = differences(before, input, PLACE).length > 0
  const isRenamedOnly = differences(before, input, KEPT).every(({ name }) => name === 'name')
  return { ...before, ...input, hostKey: isElsewhere ? null : before.hostKey, identity: isMoved ? null : before.identity, lastTest: isRenamedOnly ? before.lastTest : null }
}

/** Pins the keys that the person compared: only if the host still shows the very same ones. */
async function setHostKey(deps: SettingsDeps, actor: Actor, { form, connection }: About): Promise<ActAnswer> {
  if (connection.transport !== 'ssh') return refusing(refuse('noSuchSetting'))
  if (posted(form, 'compared') !== 'yes') return refusing(refuse('statementMissing', { field: 'compared' }))
  const asked = await deps.tools.hostKeys(connection)
  if (!asked.ok) return refusing(refuse('hostNotReached'))
  const keys = asked.value
  const shown = form.fingerprint ?? []
  if (keys.length === 0 || keys.length !== shown.length || !keys.every(({ fingerprint }) => shown.includes(fingerprint))) return refusing(refuse('hostKeyDiffers'))
  const before = connection.hostKey === null ? null : deps.tools.fingerprints(connection.hostKey).map(({ fingerprint }) => fingerprint).join(' ')
  const fields = [{ name: 'hostKey', before, after: keys.map(({ fingerprint }) => fingerprint).join(' ') }]
  const note = noteOf(deps, { actor, form, connectionId: connection.id, unit: null, act: 'hostKeySet', fields })
  if (!(await deps.sites.changeConnection({ ...connection, hostKey: keys.map(({ line }) => line).join('\n'), lastTest: null }, note))) return changedMeanwhile()
  logged(deps, note)
  return goOn(connectionPath(connection.id))
}

async function copyScript(deps: SettingsDeps, actor: Actor, { form, connection }: About): Promise<ActAnswer> {
  if (connection.transport !== 'ssh' || connection.forcedCommand) return refusing(refuse('noSuchSetting'))
  const copied = await deps.tools.copyScript(connection)
  if (!copied.ok) return refusing(refuse(copied.error === 'hostKeyChanged' || copied.error === 'hostKeyUnknown' ? 'hostKeyNotTrusted' : 'scriptNotCopied'))
  const note = noteOf(deps, { actor, form, connectionId: connection.id, unit: null, act: 'scriptCopied', fields: [{ name: 'scriptVersion', before: null, after: copied.value }] })
  // The script is there, whoever changed what meanwhile; the note follows whatever came last.
  const seen = await deps.sites.lastChange(connection.id, null)
  const current = (await deps.sites.connection(connection.id)) ?? connection
  await deps.sites.changeConnection(current, { ...note, seen })
  logged(deps, note)
  // Whoever copied it wants to know whether it runs.
  await testConnection(deps, current)
  return goOn(connectionPath(connection.id))
}

/** Hides a connection, or shows it again: never deleted, since histories name it. */
async function retire(deps: SettingsDeps, actor: Actor, { form, connection }: About): Promise<ActAnswer> {
  const isRetiring = posted(form, 'act') === 'retireConnection'
  const user = isRetiring ? await usedBy(deps, connection.id) : undefined
  if (user) return refusing(refuse('usedByRecovery', { values: { recovery: user } }))
  const note = noteOf(deps, { actor, form, connectionId: connection.id, unit: null, act: isRetiring ? 'retired' : 'broughtBack', fields: [] })
  if (!(await deps.sites.changeConnection({ ...connection, retiredAt: isRetiring ? note.change.at : null }, note))) return changedMeanwhile()
  logged(deps, note)
  return goOn(isRetiring ? '/settings/connections' : connectionPath(connection.id))
}
