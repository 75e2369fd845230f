import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ok } from '@/lib/std/result'
import type { Launcher } from './launcher/port'
import type { CollectedOutputs } from './ports'
import { sweepManagers } from './sweep'
import { CONNECTION, oneManager } from './testing/quick'
import { createSite, FAILED, openLauncher, removeSite, UNIT, until, type Site } from './testing/site'

const DAY_MS = 24 * 3_600_000
let site: Site
let launcher: Launcher
beforeEach(() => {
  site = createSite()
  launcher = openLauncher(site)
})
afterEach(async () => {
  await launcher.close()
  removeSite(site)
})

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
/** Attempts that were collected, each with its day. */
function collected(days: Readonly<Record<string, number>>): CollectedOutputs & { readonly swept: readonly string[] } {
  const swept: string[] = []
  return {
    swept,
    toSweep: async (_, before, limit) => Object.entries(days).filter(([id, day]) => day * DAY_MS < before && !swept.includes(id)).map(([id]) => id).slice(0, limit),
    noteSwept: async (ids) => void swept.push(...ids),
  }
}
async function run(id: string): Promise<void> {
  await launcher.launch({ id, argv: ['start', '-unit', UNIT, '-vs', FAILED], notAfterMs: 999_999_999_999_999 }, { deadlineMs: 10_000 })
  await until(async () => {
    const state = await launcher.state(id)
    return state.ok && state.value.value.kind === 'ended'
  })
}
const isThere = (id: string): boolean => existsSync(join(site.jobs, id, 'out'))

test('only what was collected, and is old by both clocks, is removed; its id and its end stay', async () => {
  for (const id of ['old', 'young', 'unknown']) await run(id)
  const now = Date.now() / DAY_MS
  // Our clock alone would call both old; the manager's knows that they just ended.
  const hasty = collected({ old: now - 40, young: now - 1 })
  await sweepManagers({ managers: oneManager(launcher), outputs: hasty, clock: { now: () => Date.now() }, log: quiet })
  expect([hasty.swept, isThere('old'), isThere('young')]).toEqual([['old'], true, true])
  // As if the manager's clock had gone on, too.
  const later = { ...launcher, sweep: (_: number, ids: readonly string[]) => launcher.sweep(0, ids) }
  const outputs = collected({ old: now - 40, young: now - 1 })
  await sweepManagers({ managers: oneManager(later), outputs, clock: { now: () => Date.now() }, log: quiet })
  expect([outputs.swept, isThere('old'), isThere('young'), isThere('unknown')]).toEqual([['old'], false, true, true])
  expect(await launcher.state('old')).toMatchObject({ ok: true, value: { value: { kind: 'ended' } } })
})

test('a manager that is silent, or another one than before, loses nothing', async () => {
  const outputs = collected({ old: 0 })
  const silent = { ...launcher, sweep: async () => ({ ok: false, error: { kind: 'noContact', cause: 'cut', detail: '' } }) as const }
  await sweepManagers({ managers: oneManager(silent), outputs, clock: { now: () => Date.now() }, log: quiet })
  let asked = 0
  const stamp = { protocol: 1, bootId: 'b', clockMs: 0 } as const
  const changing = { ...launcher, sweep: async () => ok({ ...stamp, identity: `manager-${(asked += 1)}`, value: 0 }) }
  await sweepManagers({ managers: oneManager(changing), outputs, clock: { now: () => Date.now() }, log: quiet })
  const none = { ...oneManager(launcher), get: async () => null, ids: async () => [CONNECTION] }
  await sweepManagers({ managers: none, outputs, clock: { now: () => Date.now() }, log: quiet })
  expect(outputs.swept).toEqual([])
})
