/** Both procedures as their parties work on them, over the whole server without its pages. For tests only. */
import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import type { Server } from '@/lib/compose'
import type { Actor } from '@/lib/recovery/intents'
import { act as actInWorld } from '@/lib/vmiunit/simulator/api'
import { EXAMPLE_TEMPLATE } from '@/lib/vmiunit/simulator/example'
import { sato, yamada } from './people'

export const FAILED_MACHINE = 'vm-gyoumu-a-01'
const NEW_MACHINE = 'vm-gyoumu-a-04'
export const [NEW, NEW_SERVICE_IP] = ['192.168.1.110', '192.168.2.110']
export const SEEN_WITHIN = { timeout: 60_000 }

export type Entries = Readonly<Record<string, string>>
export const form = (fields: Entries) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]))
const TOKYO_AHEAD_MS = 9 * 3_600_000
/** As a form posts it: the present minute in the site's time zone. */
export const minuteNow = () => new Date(Date.now() + TOKYO_AHEAD_MS).toISOString().slice(0, 'YYYY-MM-DDTHH:mm'.length)

export async function begin(server: Server, connectionId: string, usable: 'yes' | 'no', more: Entries = {}): Promise<string> {
  const begun = await server.acts.start(sato, form({ connectionId, unit: 'gyoumu_a', server: '192.168.1.101', detectedAt: '00:00', detectedBy: '監視', usable, reason: '調べた結果', drill: 'no', key: `start-${usable}`, ...more }))
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusals))
  return begun.recoveryId
}

/** A recovery as its two parties work on it: every act is posted as the page of its step draws it. */
export function peopleAt(server: Server, id: string) {
  const draw = async (actor: Actor, no: number, act: string, fields: Entries = {}) => {
    const view = await server.pages.step(actor, { recoveryId: id, leg: 1, no }, { fresh: true })
    if (!view.ok) throw new Error(view.error.code)
    const { state, reading, actKey } = view.value
    return form({ act, recoveryId: id, leg: '1', step: state.key, stepRevision: String(state.revision), factsId: reading?.id ?? '', key: actKey, ...fields })
  }
  const press = async (actor: Actor, no: number, act: string, fields: Entries = {}): Promise<void> => {
    const answer = await server.acts.onStep(actor, await draw(actor, no, act, fields))
    if (!answer.ok) throw new Error(`${no} ${act}: ${JSON.stringify(answer.refusals)}`)
  }
  const statusOf = async (no: number): Promise<string> => {
    const view = await server.pages.step(sato, { recoveryId: id, leg: 1, no })
    return view.ok ? view.value.state.status : view.error.code
  }
  const reached = (no: number, status: string): Promise<unknown> => vi.waitFor(async () => expect(await statusOf(no)).toBe(status), SEEN_WITHIN)
  return {
    draw,
    press,
    statusOf,
    reached,
    /** Presses for the command, and waits until its target state was seen. */
    async run(no: number, fields: Entries = {}): Promise<void> {
      await press(sato, no, 'run', fields)
      await reached(no, 'done')
    },
    onRecovery: (act: string, fields: Entries) => server.acts.onRecovery(sato, form({ act, recoveryId: id, key: randomUUID(), ...fields })),
  }
}

export type People = ReturnType<typeof peopleAt>

/** From a fresh start to the last step. `world`: the simulator's folder. */
export async function walkReuse({ press, run }: People, world: string): Promise<void> {
  await press(sato, 1, 'confirm', { host: 'hv01' })
  await actInWorld(world, { kind: 'repair', name: FAILED_MACHINE })
  await press(sato, 2, 'confirm', { what: '再起動した', by: '佐藤' })
  await press(sato, 3, 'confirm')
  await run(4)
  await run(5)
}

/** From a fresh start to the last step. `attach`: how step 8 is done, where not as usual. */
export async function walkReplace({ press, run, statusOf }: People, world: string, attach = () => run(8)): Promise<void> {
  await press(yamada, 1, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'fs01:/rescue' })
  await press(sato, 2, 'confirm')
  await actInWorld(world, { kind: 'powerOff', name: FAILED_MACHINE })
  await press(sato, 3, 'giveSecondEvidence', { hypervisorShows: 'switchedOff', by: '佐藤', at: '00:00', note: '応答がない' })
  await run(4, { typed: '192.168.1.101' })
  await press(sato, 5, 'sendRequest', { returnHandling: 'keepUntilWeSay', approvalKind: 'approved', approvedBy: '木村', approvalNumber: 'A-1', impact: '縮退して継続中', template: EXAMPLE_TEMPLATE.name, ipWish: 'newIp' })
  await actInWorld(world, { kind: 'clone', template: EXAMPLE_TEMPLATE.name, name: NEW_MACHINE, ip: NEW, serviceIp: NEW_SERVICE_IP, power: 'off' })
  await press(yamada, 6, 'answerReport', { identifier: NEW, serviceIp: NEW_SERVICE_IP, hypervisorName: NEW_MACHINE, power: 'off', template: EXAMPLE_TEMPLATE.name, clonedFromTemplate: 'yes', sameKind: 'yes' })
  await press(sato, 7, 'confirm')
  await attach()
  // Not yet seen online: what the hypervisor shows has to be said, and is asked for at its own field.
  await expect(press(sato, 9, 'confirm', { by: '佐藤', at: '00:00' })).rejects.toThrow('"field":"note"')
  await actInWorld(world, { kind: 'powerOn', name: NEW_MACHINE })
  await press(sato, 9, 'confirm', { by: '佐藤', at: '00:00' })
  await press(sato, 10, 'confirm')
  await run(11)
  await run(12)
  await press(sato, 13, 'askTransfer')
  await press(yamada, 13, 'answerTransfer', { where: 'fs01:/rescue' })
  await press(sato, 13, 'receiveTransfer', { comparedBy: '佐藤' })
  expect(await statusOf(13)).toBe('done')
}

/** What `replace` runs, each once. */
export const REPLACE_LAUNCHES = [
  'detach -unit gyoumu_a -vs 192.168.1.101', `attach -unit gyoumu_a -vs ${NEW} -serviceip ${NEW_SERVICE_IP}`, 'update -unit gyoumu_a', `start -unit gyoumu_a -vs ${NEW}`,
]
