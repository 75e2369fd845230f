/** The machine's doors: what the executor found enters the history under its claim, and what a manager's identity means for open recoveries. It may only report; what follows is decided like every act. */
import { err, ok } from '@/lib/std/result'
import { refuse, type RefusalCode } from '@/lib/recovery/refusals'
import type { Deps } from './deps'
import { perform } from './perform'
import type { MachineReport } from './ports'
import { holdOfLater } from './same-server'
import { SYSTEM } from './system-actor'

/** What speaks against the moment, not against the report: taken for "known", it would be lost. */
const NOT_NOW: readonly RefusalCode[] = ['tryAgain', 'serverInRecovery', 'unitBusy']

/** `known`: the history had it already, or contradicts it; nothing was written. */
export function createMachineReport(deps: Deps): MachineReport {
  return async (recoveryId, intent, claim) => {
    const performed = await perform(deps, SYSTEM, { recoveryId, claim, build: (state) => (state ? ok(intent) : err([refuse('notFound')])) })
    if (performed.ok) return 'recorded'
    if (performed.error.kind === 'notYours') return 'notYours'
    const against = performed.error.refusals.find(({ code }) => NOT_NOW.includes(code))
    if (against) throw new Error(`the report ${intent.type} of ${recoveryId} was not taken: ${against.code}`)
    return 'known'
  }
}

/** A management server told who it is for the first time, or is another one: of two recoveries that turn out to have one server, the later is put on hold. */
export const createIdentityReport = (deps: Deps) => async (connectionId: string, managerIdentity: string): Promise<void> => {
  for (const met of await deps.store.moveLocks(connectionId, managerIdentity)) {
    const hold = await holdOfLater(deps, met)
    if (hold) await perform(deps, SYSTEM, hold)
  }
}
