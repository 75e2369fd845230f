/**
 * What step 6's report is held against outside its own recovery: the unit as it is now, and every other open recovery. The judgement is the
 * engine's (lib/recovery/decide/report-checks.ts); here it is only looked up. Imports ports and types of recoveries.
 */
import type { ReportCheck } from '@/lib/recovery/events'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Deps, ReportAddresses, ReportFindings } from '@/lib/recoveries/deps'

/** Reads the unit now and asks which other open recoveries name one of the addresses. A silent manager leaves the lines `unread`. */
export async function findForReport(deps: Pick<Deps, 'readings' | 'store' | 'clock'>, state: RecoveryState, { identifier, serviceIp }: ReportAddresses): Promise<ReportFindings> {
  const [reading, open] = await Promise.all([deps.readings.readNow(state.facts.connectionId, state.unit), deps.store.open()])
  const isTaken = open.some(({ id, failedServer, newServer }) => id !== state.id && [failedServer, newServer].some((server) => server === identifier || server === serviceIp))
  const check: ReportCheck = { code: 'notInOtherRecovery', outcome: isTaken ? 'refused' : 'ok', at: deps.clock.now() }
  return { reading, checks: [check] }
}
