/**
 * The checks of a report on the new server. Refused: what would hit somebody else's server. Asked, not refused: addresses that sites
 * keep on purpose, since only people know whether the old server is off. Pure.
 */
import { err, ok, type Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import { isIpv4 } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { Replacement, ReportCheck } from '../events'
import { refuse, type Refusal } from '../refusals'
import { mayBeRegistered } from '../command-of'
import { isFinished } from '../current-step'
import { isTemplate } from '../template'
import type { FoundCheck } from '../intents'
import type { LegState, RecoveryState } from '../state'
import { isBlank, needValue } from './input'

type ReportInput = {
  readonly state: RecoveryState
  readonly leg: LegState
  readonly replacement: Replacement
  /** What the use case found outside this recovery: `identifierFree` and `serviceIpFree` by the settings, `notInOtherRecovery`. */
  readonly elsewhere: readonly FoundCheck[]
  readonly reading: Reading | null
  readonly at: TimeMs
}

/** The lines of the check as recorded with the report, or the first refusal with its field. */
export function checkReport(input: ReportInput): Result<readonly ReportCheck[], Refusal> {
  const refused = formLacks(input) ?? belongsToAnother(input) ?? keptAddressLacks(input) ?? equalAddressesLack(input) ?? statementsLack(input)
  return refused ? err(refused) : ok(lines(input))
}

function formLacks({ replacement }: ReportInput): Refusal | null {
  if (!isIpv4(replacement.id)) return refuse('addressNotIpv4', { field: 'id' })
  if (!isIpv4(replacement.serviceIp)) return refuse('addressNotIpv4', { field: 'serviceIp' })
  return needValue(replacement.template, 'template')
}

function belongsToAnother({ state, leg, replacement, reading, elsewhere }: ReportInput): Refusal | null {
  // What this recovery registered itself is listed, and is nobody else's.
  const registeredHere = mayBeRegistered(leg) ? [leg.replacement?.id, leg.replacement?.serviceIp] : []
  const own: readonly (string | null | undefined)[] = [state.failed.id, state.failed.serviceIp, ...registeredHere]
  const registered = (reading?.servers ?? []).map((server) => server.id).filter((id) => !own.includes(id))
  for (const field of ['id', 'serviceIp'] as const) {
    if (registered.includes(replacement[field])) return refuse('addressInUnit', { field, values: { address: replacement[field], unit: state.unit, at: reading?.readAt ?? 0 } })
  }
  const found = elsewhere.find(({ outcome }) => outcome === 'refused')
  if (!found) return null
  const field = found.field ?? 'id'
  if (found.code === 'notInOtherRecovery') return refuse('addressInOtherRecovery', { field })
  return refuse('addressInUnit', { field, values: { address: replacement[field], unit: found.unit ?? state.unit, at: found.at } })
}

const keepsIdentifier = ({ state, replacement }: ReportInput): boolean => replacement.id === state.failed.id || replacement.id === state.failed.serviceIp
const keepsServiceIp = ({ state, replacement }: ReportInput): boolean => replacement.serviceIp === state.failed.serviceIp || replacement.serviceIp === state.failed.id

/** A kept address is usual, and safe only once the old server was seen off or disconnected. */
function keptAddressLacks(input: ReportInput): Refusal | null {
  const { state, leg, replacement } = input
  const offSeen = replacement.keptAddress && !isBlank(replacement.keptAddress.offSeenAt)
  if (keepsIdentifier(input)) {
    const detach = leg.steps.find((step) => step.key === 'detach')
    if (!state.failedServerGone && !(detach && isFinished(detach))) return refuse('keptIdentifierBeforeDetach', { field: 'id' })
    return offSeen ? null : refuse('keptIdentifierAsk', { field: 'id', values: { address: replacement.id } })
  }
  return keepsServiceIp(input) && !offSeen ? refuse('keptServiceIpAsk', { field: 'serviceIp', values: { address: replacement.serviceIp } }) : null
}

/** One address for both is right where the unit does not separate its networks; elsewhere it is asked. */
const equalAddressesLack = ({ state, replacement }: ReportInput): Refusal | null =>
  replacement.id === replacement.serviceIp && state.facts.separateNetworks && !replacement.oneNetwork ? refuse('equalAddressesAsk', { field: 'serviceIp' }) : null

/** The old server, repaired, is no clone; every other one is, and both are of the unit's kind. */
function statementsLack({ replacement }: ReportInput): Refusal | null {
  if (!replacement.clonedFromTemplate && replacement.keptAddress?.origin !== 'oldRepaired') return refuse('statementMissing', { field: 'clonedFromTemplate' })
  return replacement.sameKind ? null : refuse('statementMissing', { field: 'sameKind' })
}

function lines(input: ReportInput): readonly ReportCheck[] {
  const { state, replacement, reading, elsewhere, at } = input
  const inUnit = reading?.complete ? 'ok' : 'unread'
  const asked = (kept: boolean): ReportCheck['outcome'] => (kept ? 'asked' : 'ok')
  const found = (code: ReportCheck['code']): ReportCheck => {
    const check = elsewhere.find((each) => each.code === code)
    return { code, outcome: check?.outcome ?? 'unread', at: check?.at ?? at }
  }
  return [
    { code: 'identifierFree', outcome: inUnit, at: reading?.readAt ?? at },
    // `status` prints no service address: only the settings know those of other servers.
    found('serviceIpFree'),
    found('notInOtherRecovery'),
    { code: 'differsFromFailed', outcome: asked(keepsIdentifier(input) || keepsServiceIp(input)), at },
    { code: 'networksDiffer', outcome: asked(replacement.id === replacement.serviceIp), at },
    { code: 'template', outcome: asked(!replacement.clonedFromTemplate || (state.facts.template !== null && !isTemplate(replacement.template, state.facts.template))), at },
    { code: 'sameKind', outcome: 'ok', at },
  ]
}
