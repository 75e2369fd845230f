import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createDrawnReadings } from '@/db/stores/drawn-readings'
import type { Actor } from '@/lib/recovery/intents'
import { DEMO_CONNECTION_ID } from '@/lib/sites/demo-site'
import { err } from '@/lib/std/result'
import { createActs } from './acts/create-acts'
import type { Deps } from './deps'
import { RECOVERY_FIELDS, START_PAGES, STEP_FIELDS, type FieldSpec, type StartPage } from './forms'
import { createReadings } from './readings'
import { createMachineReport } from './report'
import { sato, suzuki, takahashi, tanaka, yamada } from './testing/people'
import { accepted, alive, codes, dead, form, startForm, useStage } from './testing/stage'
import { createQueries } from './views/create-queries'

const stage = useStage()
const { begin, drawn, drawnAt, manager, press, time, toUnmark, woken } = stage
const nothingPasted = { pasted: { save: async () => {}, last: async () => null }, isManual: async () => false }

describe('acts on a step', () => {
  test('a command is stored with its attempt, wakes the executor once, and stays on its page', async () => {
    const id = await toUnmark()
    const answer = await accepted(press(sato, id, 'run'))
    expect(answer.next).toBe(`/recoveries/${id}/legs/1/steps/4`)
    expect(woken).toHaveLength(1)
    expect(await stage.deps.attempts.get(woken[0] ?? '')).toMatchObject({ argv: ['unmark', '-unit', 'gyoumu_a', '-vs', '192.168.1.101'], basedOn: { complete: true }, status: 'claimed', owner: 'this process' })
  })

  test('two presses of one drawn button run one command; two tabs as well', async () => {
    const id = await toUnmark()
    const [first, second] = [await drawn(sato, id, 'run'), await drawn(sato, id, 'run')]
    const answers = await Promise.all([stage.acts.onStep(sato, first), stage.acts.onStep(sato, first), stage.acts.onStep(sato, second)])
    expect(woken).toHaveLength(1)
    expect(answers[0]).toEqual(answers[1])
    expect(answers[2]).toMatchObject({ ok: false, refusals: [{ code: 'stalePage' }] })
  })

  test('a key that was used with other input is refused', async () => {
    const id = await begin()
    const pressed = await drawn(sato, id, 'confirm', { host: 'hv01' })
    await accepted(stage.acts.onStep(sato, pressed))
    expect(await codes(stage.acts.onStep(sato, { ...pressed, host: ['hv02'] }))).toEqual(['keyUsedForOther'])
  })

  test('a note between drawing and pressing does not stop the press', async () => {
    const id = await begin()
    const pressed = await drawn(sato, id, 'confirm', { host: 'hv01' })
    expect(await stage.acts.onRecovery(yamada, form({ act: 'note', recoveryId: id, key: randomUUID(), text: '電話した' }))).toMatchObject({ ok: true })
    expect(await stage.acts.onStep(sato, pressed)).toMatchObject({ ok: true })
  })

  test('out of turn, by a raw POST: nothing is recorded and nothing runs', async () => {
    const id = await begin()
    const pressed = await drawnAt(sato, { recoveryId: id, leg: 1, no: 5 }, 'run')
    expect(await codes(stage.acts.onStep(sato, pressed))).toEqual(['notThisStepYet'])
    expect(woken).toEqual([])
    expect(await stage.deps.store.projection(id)).toMatchObject({ seq: 1, stepNo: 1 })
  })

  test('another role, a watching colleague, an administrator, an observer: each refused by raw POST', async () => {
    const id = await toUnmark()
    const pressed = await drawn(sato, id, 'run')
    expect(await codes(stage.acts.onStep(yamada, pressed))).toEqual(['notYourRole'])
    expect(await codes(stage.acts.onStep(suzuki, pressed))).toEqual(['notYourRole'])
    expect(await codes(stage.acts.onStep(takahashi, pressed))).toEqual(['notYourRole'])
    expect(await stage.acts.onStep(tanaka, pressed)).toMatchObject({ ok: false, refusals: [{ code: 'notDriver', values: { name: '佐藤 花子' } }] })
    expect(woken).toEqual([])
  })

  test('every act of every form, posted by an administrator, an observer, one who is both, and nobody: refused for rights, and nothing is recorded', async () => {
    const id = await begin({ usable: 'no' })
    const both: Actor = { id: 'both', name: '両方', roles: ['administrator', 'observer'] }
    const typed: Readonly<Record<string, string>> = { mailTo: 'a@example.jp', mailCc: 'a@example.jp', requesterPhone: '03-0000-0105' }
    const filled = (fields: readonly FieldSpec[]) => Object.fromEntries(fields.map(({ name, kind, choices }) => [name, typed[name] ?? choices?.[0] ?? (kind === 'time' ? '03:00' : kind === 'address' ? '192.168.1.110' : '1')]))
    const facts = await stage.deps.readings.readNow(DEMO_CONNECTION_ID, 'gyoumu_a')
    const rights = /^(?:notAllowed|notYourRole|notDriver)$/
    for (const actor of [suzuki, takahashi, both, { ...both, roles: [] }] satisfies Actor[]) {
      const expectRefused = async (act: string, pressed: ReturnType<typeof press>) => expect([act, await codes(pressed)]).toEqual([act, [expect.stringMatching(rights)]])
      for (const [act, fields] of Object.entries(STEP_FIELDS)) {
        // To look anew is everybody's who may look; it records nothing here.
        if (act === 'readAgain' || act === 'checkNow') continue
        const step = act.includes('Transfer') ? 'transfer-data' : act === 'sendRequest' || act === 'answerReport' ? 'request-replacement' : 'collect-data'
        await expectRefused(act, stage.acts.onStep(actor, form({ act, recoveryId: id, leg: 1, step, stepRevision: 0, factsId: facts.id, key: randomUUID(), 'items[0].what': 'x', 'items[0].where': 'y', ...filled(fields) })))
      }
      for (const [act, fields] of Object.entries(RECOVERY_FIELDS)) await expectRefused(act, stage.acts.onRecovery(actor, form({ act, recoveryId: id, key: randomUUID(), ...filled(fields), ...(act === 'giveControl' && { to: 'tanaka' }), leg: '', step: '' })))
      for (const page of START_PAGES) await expectRefused(page, stage.acts.saveStartPage(actor, page as StartPage, startForm()))
      await expectRefused('start', stage.acts.start(actor, startForm()))
      expect(await stage.acts.saveDraft(actor, 'start', {})).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    }
    expect(await stage.deps.store.projection(id)).toMatchObject({ seq: 2 })
    expect(woken).toEqual([])
  })

  test('unknown ids and mangled hidden fields are refused in words', async () => {
    const id = await begin()
    const pressed = await drawn(sato, id, 'confirm', { host: 'hv01' })
    expect(await codes(stage.acts.onStep(sato, { ...pressed, recoveryId: ['R-2026-9999'] }))).toEqual(['notFound'])
    expect(await codes(stage.acts.onStep(sato, { ...pressed, recoveryId: ["'; drop"] }))).toEqual(['formIncomplete'])
    expect(await codes(stage.acts.onStep(sato, { ...pressed, act: ['explode'] }))).toEqual(['formIncomplete'])
    expect(await stage.pages.recovery(sato, 'R-2026-9999')).toMatchObject({ ok: false, error: { code: 'notFound' } })
    expect(await stage.pages.step(sato, { recoveryId: id, leg: 9, no: 9 })).toMatchObject({ ok: false, error: { code: 'notFound' } })
  })

  test('a reading that nobody knows any more is no basis for a command', async () => {
    const id = await toUnmark()
    expect(await codes(stage.acts.onStep(sato, { ...(await drawn(sato, id, 'run')), factsId: ['forgotten'] }))).toEqual(['readFirst'])
  })

  test('a press on a page that was drawn before a restart is compared with what stood on it', async () => {
    const id = await toUnmark()
    const pressed = await drawn(sato, id, 'run')
    const restarted = { ...stage.deps, readings: createReadings({ read: stage.readNow, readNow: stage.readNow }, createDrawnReadings(stage.database.engine), { now: () => time.now }, nothingPasted) }
    expect(await createActs(restarted).onStep(sato, pressed)).toMatchObject({ ok: true })
    const [attempt = ''] = woken
    expect(await stage.deps.attempts.get(attempt)).toMatchObject({ basedOn: { id: pressed.factsId?.[0], servers: [dead, alive('192.168.1.102'), alive('192.168.1.103')] } })
  })

  test('drawing stores a reading once, and nothing at all for somebody who is offered nothing', async () => {
    const id = await toUnmark()
    const shared = await stage.readNow(DEMO_CONNECTION_ID, 'gyoumu_a')
    const saves: string[] = []
    const counted = createReadings({ read: async () => shared, readNow: async () => shared }, { save: async ({ id: saved }) => void saves.push(saved), load: async () => null, forgetBefore: async () => {} }, { now: () => time.now }, nothingPasted)
    const countedPages = createQueries({ ...stage.deps, readings: counted })
    for (const actor of [takahashi, sato, sato]) await countedPages.step(actor, { recoveryId: id, leg: 1, no: 4 })
    expect(saves).toEqual([shared.id])
  })

  test('a command on a unit that another recovery holds names who and which', async () => {
    const id = await toUnmark()
    await accepted(press(sato, id, 'run'))
    manager.servers = [dead, { ...dead, id: '192.168.1.102' }, alive('192.168.1.103')]
    const other = await stage.acts.start(tanaka, startForm({ server: '192.168.1.102' }))
    const second = other.ok ? other.recoveryId : ''
    for (const fields of [{ host: 'hv01' }, { what: '再起動', by: '田中' }, {}] as Record<string, string>[]) await accepted(press(tanaka, second, 'confirm', fields))
    expect(await stage.acts.onStep(tanaka, await drawn(tanaka, second, 'run'))).toMatchObject({ ok: false, refusals: [{ code: 'unitBusy', values: { recovery: id, name: '佐藤 花子', unit: 'gyoumu_a' } }] })
    expect(woken).toHaveLength(1)
  })
})

describe('a server named by hand that a complete reading does not list', () => {
  const STRANGER = '192.168.1.199'

  test('is told at the connection to the manager, which is then confirmed with a reason alone', async () => {
    const id = await begin({ server: STRANGER, namedByHand: 'yes', usable: 'no' })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))
    const view = await stage.pages.step(sato, { recoveryId: id, leg: 1, no: 2 })
    if (!view.ok) throw new Error(view.error.code)
    expect(view.value.cautions).toEqual([{ code: 'notListed', server: expect.objectContaining({ id: STRANGER, role: 'failed' }), listed: 3, at: time.now }])
    expect(view.value.acts).toContain('confirmByHand')
    expect(view.value.acts).not.toContain('confirm')
    expect(await stage.acts.onStep(sato, await drawn(sato, id, 'confirm'))).toMatchObject({ ok: false, refusals: [{ code: 'serverNotListed', values: { address: STRANGER, unit: 'gyoumu_a', n: 3 } }] })
    expect(await codes(press(sato, id, 'confirmByHand', { reason: ' ' }))).toEqual(['reasonMissing'])
    await accepted(press(sato, id, 'confirmByHand', { reason: '別の管理ユニットから移す途中' }))
  })

  test('is neither stopped nor started nor unmarked', async () => {
    const id = await begin({ server: STRANGER, namedByHand: 'yes' })
    for (const fields of [{ host: 'hv01' }, { what: '再起動', by: '佐藤' }] as Record<string, string>[]) await accepted(press(sato, id, 'confirm', fields))
    await accepted(press(sato, id, 'confirmByHand', { reason: '移す途中' }))
    expect(await stage.pages.step(sato, { recoveryId: id, leg: 1, no: 4 })).toMatchObject({ ok: true, value: { cautions: [{ code: 'notListed' }], acts: expect.not.arrayContaining(['run']), notOffered: { code: 'serverNotListed' } } })
    expect(await codes(press(sato, id, 'run'))).toEqual(['serverNotListed'])
    expect(woken).toEqual([])
  })

  test('with a silent manager nothing is told: it is compared as soon as it can be read', async () => {
    manager.isSilent = true
    const id = await begin({ server: STRANGER, namedByHand: 'yes', usable: 'no' })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))
    expect(await stage.pages.step(sato, { recoveryId: id, leg: 1, no: 2 })).toMatchObject({ ok: true, value: { cautions: [] } })
  })
})

test('a report that meets a lock is not taken for one that is known already', async () => {
  const id = await toUnmark()
  await accepted(press(sato, id, 'run'))
  const [attempt = ''] = woken
  const declined = { type: 'declined' as const, leg: 1, step: 'unmark' as const, attempt, why: 'drift' as const, changes: [], reading: null, detail: null }
  const locked: Deps = { ...stage.deps, store: { ...stage.deps.store, append: async () => err({ code: 'serverInRecovery' as const, recoveryId: null }) } }
  await expect(createMachineReport(locked)(id, declined, { attempt, owner: 'this process', epoch: 1 })).rejects.toThrow('serverInRecovery')
  expect(await createMachineReport(stage.deps)(id, declined, { attempt, owner: 'this process', epoch: 1 })).toBe('recorded')
})
