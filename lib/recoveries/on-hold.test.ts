import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { recoveryDraft, type PostedForm } from './forms'
import { sato, tanaka, yamada } from './testing/people'
import { accepted, codes, dead, form, useStage } from './testing/stage'

const stage = useStage()
const { begin, drawn, manager, press, time } = stage

describe('on hold', () => {
  const HOUR_MS = 3_600_000
  const hold = (recoveryId: string, fields: Readonly<Record<string, string>> = {}): PostedForm =>
    form({ act: 'hold', recoveryId, key: randomUUID(), category: 'parts', reason: '部品待ち', plannedAt: '', informed: '', ...fields })
  const resume = (recoveryId: string): PostedForm => form({ act: 'resume', recoveryId, key: randomUUID() })

  test('records why, until when and who was told, and shows it to both parties', async () => {
    const id = await begin({ usable: 'no' })
    expect(await stage.acts.onRecovery(sato, hold(id, { plannedAt: '09:00', informed: '山田、鈴木課長' }))).toMatchObject({ ok: true })
    for (const actor of [sato, yamada])
      expect(await stage.pages.recovery(actor, id)).toMatchObject({ ok: true, value: { state: 'held', held: { category: 'parts', reason: '部品待ち', plannedAt: Date.parse('2026-11-22T09:00:00+09:00'), informed: '山田、鈴木課長', by: { id: 'sato' } } } })
    expect(await stage.acts.onRecovery(tanaka, resume(id))).toMatchObject({ ok: false, refusals: [{ code: 'notDriver' }] })
    expect(await stage.acts.onRecovery(sato, resume(id))).toMatchObject({ ok: true })
    expect(await stage.acts.onRecovery(sato, hold(id))).toMatchObject({ ok: true })
    expect(await stage.pages.recovery(yamada, id)).toMatchObject({ ok: true, value: { held: { plannedAt: null, informed: null } } })
  })

  test('an answer is taken, every act on a step is refused, and nobody is waited for', async () => {
    const id = await begin({ usable: 'no' })
    const pressed = await drawn(sato, id, 'goOnWithoutWaiting', { reason: '夜間', agreedBy: '鈴木課長' })
    await stage.acts.onRecovery(sato, hold(id))
    expect(await codes(stage.acts.onStep(sato, pressed))).toEqual(['recoveryHeld'])
    expect(await stage.deps.store.projection(id)).toMatchObject({ waitsFor: 'none', openRequests: [{ key: 'collect-data' }] })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))
    expect(await stage.pages.recovery(sato, id)).toMatchObject({ ok: true, value: { status: 'held', progress: { done: 1 } } })
  })

  test('resuming reads the state and shows what changed meanwhile; the report counts the pause as a pause', async () => {
    const id = await begin({ usable: 'no' })
    await stage.acts.onRecovery(sato, hold(id))
    time.now += 50 * HOUR_MS
    manager.servers = [{ ...dead, access: 'online' }, ...manager.servers.slice(1)]
    expect(await stage.acts.onRecovery(sato, resume(id))).toMatchObject({ ok: true })
    time.now += HOUR_MS
    expect(await stage.pages.recovery(yamada, id)).toMatchObject({ ok: true, value: { status: 'open', held: null, resumed: { changes: [{ server: '192.168.1.101', field: 'access' }] } } })
    expect(await stage.pages.report(sato, id)).toMatchObject({ ok: true, value: { timeSplit: { heldMs: 50 * HOUR_MS, waitingMs: { resourceManager: HOUR_MS }, elapsedMs: 51 * HOUR_MS } } })
  })

  test('a manager that is silent keeps nobody from going on', async () => {
    const id = await begin()
    await stage.acts.onRecovery(sato, hold(id))
    manager.isSilent = true
    expect(await stage.acts.onRecovery(sato, resume(id))).toMatchObject({ ok: true })
    expect(await stage.pages.recovery(sato, id)).toMatchObject({ ok: true, value: { status: 'open', resumed: { changes: [] } } })
  })
})

describe('pages about the recovery as a whole', () => {
  test('what was typed is kept, and forgotten once it is accepted', async () => {
    const id = await begin()
    const name = recoveryDraft(id, 'hold')
    await stage.acts.saveDraft(sato, name, { act: ['hold'], category: ['parts'], reason: ['部品'] })
    expect(await stage.pages.draft(sato, name)).toMatchObject({ ok: true, value: { values: { reason: ['部品'] } } })
    expect(await stage.acts.onRecovery(sato, form({ act: 'hold', recoveryId: id, key: randomUUID(), category: 'parts', reason: '部品待ち' }))).toMatchObject({ ok: true })
    expect(await stage.pages.draft(sato, name)).toEqual({ ok: true, value: null })
  })
})
