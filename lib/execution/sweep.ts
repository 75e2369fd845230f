/**
 * Output that was collected long ago is taken off the management servers; ids stay there for ever, and our own copy stays with us. Looks at
 * the start and once a day. A manager that is silent is asked the next time. Imports ports only.
 */
import type { Clock } from '@/lib/std/clock'
import type { CollectedOutputs, Log, Managers } from './ports'

export type SweepDeps = { readonly managers: Managers; readonly outputs: CollectedOutputs; readonly clock: Clock; readonly log: Log }

const DAY_MS = 24 * 3_600_000
/** How long output stays over there after its command ended, by the manager's clock. */
const KEPT_DAYS = 30
/** The two clocks may differ: what we take for old enough has to be so over there, too. */
const MARGIN_DAYS = 1
const AT_ONCE = 500

/** Sweeps every manager once. */
export async function sweepManagers(deps: SweepDeps): Promise<void> {
  for (const id of await deps.managers.ids()) await sweepManager(deps, id)
}

async function sweepManager({ managers, outputs, clock, log }: SweepDeps, connectionId: string): Promise<void> {
  const manager = await managers.get(connectionId)
  // Without an id: tells who is there, for only jobs of that job folder are its to sweep.
  const asked = await manager?.launcher.sweep(KEPT_DAYS, [])
  if (!manager || !asked?.ok) return
  const before = clock.now() - (KEPT_DAYS + MARGIN_DAYS) * DAY_MS
  for (;;) {
    const ids = await outputs.toSweep(asked.value.identity, before, AT_ONCE)
    const swept = ids.length > 0 ? await manager.launcher.sweep(KEPT_DAYS, ids) : null
    if (!swept?.ok || swept.value.identity !== asked.value.identity) return
    await outputs.noteSwept(ids, clock.now())
    log.info({ connectionId, attempts: ids.length, outputs: swept.value.value }, 'output of old commands was removed from a management server')
  }
}

/** Sweeps now and then every day. What is under way when it is ended is given up: it is found again the next time. */
export function startSweeping(deps: SweepDeps): { readonly end: () => void } {
  let running = Promise.resolve()
  let ended = false
  const sweep = (): void => {
    running = running.then(() => sweepManagers(deps)).catch((error: unknown) => {
      if (!ended) deps.log.warn({ err: error }, 'old output could not be removed from the management servers')
    })
  }
  sweep()
  const timer = setInterval(sweep, DAY_MS)
  timer.unref()
  return {
    end() {
      ended = true
      clearInterval(timer)
    },
  }
}
