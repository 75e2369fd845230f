/** The executor's door: what it found enters the history under its claim. It may only report; what follows is decided like every act. */
import type { Actor } from '@/lib/recovery/intents'
import { err, ok } from '@/lib/std/result'
import { refuse } from '@/lib/recovery/refusals'
import type { Deps } from './deps'
import { perform } from './perform'
import type { MachineReport } from './ports'

export const SYSTEM: Actor = { id: 'system', name: 'Shirube', roles: 'system' }

/** `known`: the history had it already, or contradicts it; nothing was written. */
export function createMachineReport(deps: Deps): MachineReport {
  return async (recoveryId, intent, claim) => {
    const performed = await perform(deps, SYSTEM, { recoveryId, claim, build: (state) => (state ? ok(intent) : err([refuse('notFound')])) })
    if (performed.ok) return 'recorded'
    if (performed.error.kind === 'notYours') return 'notYours'
    if (performed.error.refusals.some(({ code }) => code === 'tryAgain')) throw new Error(`the report ${intent.type} of ${recoveryId} found no gap between other writers`)
    return 'known'
  }
}
