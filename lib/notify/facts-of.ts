/** What mails say, taken from the recovery as it is when their event is recorded: a mail that is sent late still says what was asked. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import { isFinished } from '@/lib/recovery/current-step'
import type { StepKey } from '@/lib/recovery/procedure'
import type { LegState, RecoveryState, RequestState } from '@/lib/recovery/state'
import type { Unit } from '@/lib/sites/ports'
import { teamContact } from './contacts'
import type { MailFacts } from './facts'

export type Told = { readonly after: RecoveryState; readonly unit: Unit | null; readonly at: TimeMs; readonly linkAlone: boolean }

type CommonFacts = Pick<MailFacts, 'recoveryId' | 'unit' | 'displayName' | 'failed' | 'drill' | 'caller' | 'at'>
type RequestFacts = Omit<Extract<MailFacts, { readonly kind: 'recalled' }>, 'kind' | 'reason'>
type AskingFacts = Omit<Extract<MailFacts, { readonly kind: 'request' }>, 'kind'>

/** `request`: says who can be called about it; without one it is the driver and his team. */
export function commonFacts({ after, unit, at }: Told, request: RequestState | null): CommonFacts {
  const { id, serviceIp, hypervisorName } = after.failed
  const team = teamContact(unit)
  const requester = request?.details?.requester
  return {
    recoveryId: after.id,
    unit: after.unit,
    displayName: unit?.displayName ?? after.unit,
    failed: { id, serviceIp, hypervisorName },
    drill: after.drill,
    caller: { name: after.driver.name, team: requester?.team || team?.name || null, phone: requester?.phone || team?.phone || null },
    at,
  }
}

export const ofRequestFacts = (told: Told, request: RequestState): RequestFacts =>
  ({ ...commonFacts(told, request), request: request.key, requestNo: request.no, dueAt: request.dueAt, linkAlone: told.linkAlone })

/** What is asked for, in full: the request and everything that repeats it. */
export function askingFacts(told: Told, request: RequestState): AskingFacts {
  const { after, unit } = told
  const leg = after.legs.find(({ no }) => no === request.leg)
  return {
    ...ofRequestFacts(told, request),
    details: request.details,
    message: request.message,
    wantedData: request.key === 'collect-data' ? (unit?.wantedData ?? null) : null,
    template: after.facts.template,
    dataOpen: leg !== undefined && isDataOpen(leg),
    items: request.key === 'transfer-data' ? (after.collected?.items ?? []).map(({ what, where }) => ({ what, where })) : [],
  }
}

const isDataOpen = (leg: LegState): boolean => leg.steps.some((step) => step.key === 'collect-data' && (step.openForAnswer || !isFinished(step)))

/** The page of a step, behind the site's address. */
export const stepPath = ({ id, legs }: RecoveryState, leg: number, key: StepKey): string =>
  `/recoveries/${id}/legs/${leg}/steps/${legs.find(({ no }) => no === leg)?.steps.find((step) => step.key === key)?.no ?? 1}`

export const reportPath = ({ id }: RecoveryState): string => `/recoveries/${id}/report`
