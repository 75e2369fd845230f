import { describe, expect, test } from 'vitest'
import { stepDraft } from './forms'
import { sato, tanaka, yamada } from './testing/people'
import { accepted, codes, useStage } from './testing/stage'

const stage = useStage()
const { begin, drawnAt, press } = stage

describe('hand-offs', () => {
  test('the request of step 1 lies in the inbox, is accepted with a time and answered', async () => {
    const id = await begin({ usable: 'no' })
    expect(await stage.pages.inbox(yamada)).toMatchObject({ ok: true, value: { open: [{ recoveryId: id, stepNo: 1, status: 'unread' }] } })
    await accepted(press(yamada, id, 'acceptRequest', { promisedAt: '03:30' }))
    expect(await stage.pages.home(sato)).toMatchObject({ ok: true, value: { waiting: [{ id, promisedAt: Date.parse('2026-11-22T03:30:00+09:00'), contact: { phone: '03-0000-0101' } }] } })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': '\\\\nas\\r12', 'items[2].what': ' ' }))
    expect(await stage.deps.store.projection(id)).toMatchObject({ stepNo: 2, openRequests: [] })
  })

  test('what was typed and not sent is kept for its person alone, and forgotten once it is accepted', async () => {
    const id = await begin({ usable: 'no' })
    const name = stepDraft(id, 1, 'collect-data')
    expect(await stage.acts.saveDraft(yamada, name, { act: ['answerCollect'], 'items[0].what': ['業務ログ'] })).toMatchObject({ ok: true })
    expect(await stage.pages.draft(yamada, name)).toMatchObject({ ok: true, value: { values: { 'items[0].what': ['業務ログ'] } } })
    expect(await stage.pages.draft(sato, name)).toEqual({ ok: true, value: null })
    await accepted(press(yamada, id, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))
    expect(await stage.pages.draft(yamada, name)).toEqual({ ok: true, value: null })
  })

  test('gone on without waiting: the request of step 5 keeps the old server, the answer is taken later and finishes step 1', async () => {
    const id = await begin({ usable: 'no' })
    const agreed = { reason: '夜間で応答がない', agreedBy: '鈴木課長' }
    expect(await codes(press(tanaka, id, 'goOnWithoutWaiting', agreed))).toEqual(['notDriver'])
    expect(await codes(press(sato, id, 'goOnWithoutWaiting', { ...agreed, agreedBy: ' ' }))).toEqual(['whoAgreedMissing'])
    await accepted(press(sato, id, 'goOnWithoutWaiting', agreed))
    await accepted(press(sato, id, 'confirm'))
    await accepted(press(sato, id, 'giveSecondEvidence', { hypervisorShows: 'alreadyOff', by: '佐藤', at: '03:10', note: '応答がない' }))
    await accepted(press(sato, id, 'enterAfterwards', { what: '登録を解除した', doneBy: '佐藤', doneAt: '03:11' }))
    const request = { returnHandling: 'mayBeDeleted', approvalKind: 'afterwards', approvedBy: '鈴木課長', impact: '縮退', template: 'tmpl', ipWish: 'newIp' }
    expect(await codes(press(sato, id, 'sendRequest', request))).toEqual(['returnTooEarly'])
    await accepted(press(sato, id, 'sendRequest', { ...request, returnHandling: 'keepUntilWeSay' }))
    expect(await stage.acts.onStep(yamada, await drawnAt(yamada, { recoveryId: id, leg: 1, no: 1 }, 'answerCollect', { 'items[0].what': 'ログ', 'items[0].where': 'nas' }))).toMatchObject({ ok: true })
    expect(await stage.pages.step(sato, { recoveryId: id, leg: 1, no: 1 })).toMatchObject({ ok: true, value: { state: { status: 'done', openForAnswer: false } } })
    expect(await stage.pages.report(sato, id)).toMatchObject({ ok: true, value: { deviations: expect.arrayContaining([expect.objectContaining({ stepNo: 1, reason: '夜間で応答がない' })]) } })
  })

  test('mistakes in a row are named by their row', async () => {
    const id = await begin({ usable: 'no' })
    const pressed = press(yamada, id, 'answerCollect', { 'items[1].what': 'ログ', 'items[1].sha256': 'xyz' })
    expect(await pressed).toMatchObject({ ok: false, refusals: expect.arrayContaining([expect.objectContaining({ code: 'hashUnreadable', field: 'items[1].sha256' }), expect.objectContaining({ field: 'items[1].where' })]) })
  })

  test('what was told by telephone is entered by the driver, marked so', async () => {
    const id = await begin({ usable: 'no' })
    const told = { nothing: 'yes', nothingBecause: '起動しない', enteredForWho: '山田', enteredForHow: 'phone', enteredForAt: '03:10' }
    expect(await codes(press(tanaka, id, 'answerCollect', told))).toEqual(['notDriver'])
    await accepted(press(sato, id, 'answerCollect', told))
    expect(await stage.pages.report(sato, id)).toMatchObject({ ok: true, value: { deviations: [{ code: 'reportReceived', stepNo: 1, reason: '山田' }], chainBad: null } })
  })
})
