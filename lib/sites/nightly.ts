/**
 * The check of every connection at night, so that a broken one is found on a morning and not in a failure. Reads only (`status`); what it
 * finds is kept as the last test. Several instances may each ask; the second finds the work done.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { toMoment } from '@/lib/recoveries/input/moment'
import type { TimeMs } from '@/lib/std/clock'
import { testConnection } from './acts/test-connection'
import type { Connection } from './ports'
import type { SettingsDeps } from './settings'

/** When at night, in the site's time zone. */
const AT = '03:00'
const LOOK_EVERY_MS = 10 * 60_000
const END_WITHIN_MS = 5_000

type NightlyDeps = Pick<SettingsDeps, 'sites' | 'tools' | 'clock'> & { readonly timeZone: string; readonly log: { warn(facts: object, message: string): void } }

/** Whether a connection was not tested since the last night's hour. One that is not set up yet waits for a person. */
export function isTestDue({ transport, hostKey, retiredAt, lastTest }: Connection, now: TimeMs, timeZone: string): boolean {
  if (transport === 'manual' || retiredAt !== null || (transport === 'ssh' && hostKey === null)) return false
  return lastTest === null || lastTest.at < (toMoment(AT, now, timeZone, 'past') ?? now)
}

/** Tests what is due, one after the other. */
export async function testWhatIsDue(deps: NightlyDeps): Promise<void> {
  for (const { id } of await deps.sites.connections()) {
    // Asked anew: another instance may have been here while the one before was tested.
    const connection = await deps.sites.connection(id)
    if (connection && isTestDue(connection, deps.clock.now(), deps.timeZone)) await testConnection(deps, connection)
  }
}

/** Looks at once and then every ten minutes. `end` waits a moment for a test under way; one that takes longer is nobody's loss, since it reads only. */
export function startNightly(deps: NightlyDeps): { readonly end: () => Promise<void> } {
  let running = Promise.resolve()
  const look = (): void => {
    running = running.then(() => testWhatIsDue(deps)).catch((error: unknown) => deps.log.warn({ err: error }, 'connections could not be checked'))
  }
  look()
  const timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  return {
    async end() {
      clearInterval(timer)
      await Promise.race([running, pause(END_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
