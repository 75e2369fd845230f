/** The start: which server, which procedure and why. `replace` asks for the data that can still be read at once. Pure. */
import { err } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import { isIpv4, isUnitName } from '@/lib/vmiunit/commands'
import type { Actor, Intent } from '../intents'
import type { ProcedureRegistry } from '../procedure'
import { refuse, type Refusal } from '../refusals'
import { decided, record, type Decided } from './decision'
import { needRightTo } from './gates'
import { needReason, needValue, notGone, notInFuture } from './input'
import { requestNo } from './request-no'

type Start = Extract<Intent, { readonly type: 'start' }>

/** The new recovery's first events, by a system builder, who is its driver. */
export function decideStart(intent: Start, actor: Actor, at: TimeMs, procedures: ProcedureRegistry): Decided {
  const refused = needRightTo(actor, 'start') ?? startLacks(intent, at)
  if (refused) return err(refused)
  const procedure = procedures(intent.procedure, intent.version)
  if (!procedure) return err(refuse('notFound', { field: 'procedure' }))
  const { type: _type, recoveryId, addressed, ...body } = intent
  const collect = procedure.steps.find((step) => step.key === 'collect-data')
  return decided([
    record('RecoveryStarted', { ...body, driver: { id: actor.id, name: actor.name } }),
    ...(collect
      ? [record('HandoffSent', { leg: 1, request: 'collect-data', no: requestNo(recoveryId, [], 'collect-data', collect.no), dueAt: intent.dueAt, details: null, message: null, ...(addressed && { addressed }) })]
      : []),
  ])
}

function startLacks({ unit, failed, answer, procedure, reading, detectedAt, occurredAt, detectedBy, dueAt }: Start, at: TimeMs): Refusal | null {
  if (!isUnitName(unit)) return refuse('notFound', { field: 'unit' })
  if (!isIpv4(failed.id)) return refuse('addressNotIpv4', { field: 'failed' })
  if (!failed.namedByHand && reading?.complete && !reading.servers.some((server) => server.id === failed.id)) return refuse('notFound', { field: 'failed' })
  // The answer to the one question is the choice of the procedure.
  if (answer.usable !== (procedure === 'reuse')) return refuse('conditionNotMet', { field: 'procedure' })
  return needReason(answer.reason) ?? needValue(detectedBy, 'detectedBy') ?? notInFuture(detectedAt, at, 'detectedAt') ?? notInFuture(occurredAt, detectedAt, 'occurredAt') ?? notGone(dueAt, at, 'dueAt')
}
