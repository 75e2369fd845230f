// Links that are good no more, and new ones in their place, over the real stores and use cases.
import { describe, expect, test } from 'vitest'
import { builder } from '@/lib/recovery/testing/play'
import { A_DAY_MAX, ASK_AGAIN_MS } from './ask-new-link'
import { createHandoffs } from './handoffs'
import { GOOD_FOR_MS } from './links'
import { HOUR_MS, REPORT_NO, useRequests } from './testing/requests'
import { by, codes, drawn, HANDLER, press, REPORT, REQUEST, shown, yamada, type Stage } from './testing/stage'

const { replacing } = useRequests()

describe('a link that is over', () => {
  test('from 72 hours after the due time on: nothing is recorded, the page says until when it was good', async () => {
    const { handoffs, token, time, dueAt, events } = await replacing()
    const page = await shown(handoffs, token)
    time.now = dueAt + GOOD_FOR_MS - 1
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'open', goodUntil: dueAt + GOOD_FOR_MS })
    time.now = dueAt + GOOD_FOR_MS
    const before = await events()
    expect(await handoffs.act(token, by(null), drawn(page, 'answerReport', REPORT))).toMatchObject({ ok: false, refusals: [{ code: 'linkOld', values: { time: dueAt + GOOD_FOR_MS } }] })
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'old', at: dueAt + GOOD_FOR_MS }, about: { caller: { phone: '03-0000-0105' } }, newLink: { asked: null } })
    expect(await events()).toEqual(before)
  })

  test('a hold extends what was sent long before it, while it lasts and by its length', async () => {
    const { handoffs, token, time, dueAt, onRecovery } = await replacing()
    time.now = dueAt
    await onRecovery('hold', { category: 'parts', reason: '部品待ち' })
    time.now = dueAt + 10 * GOOD_FOR_MS
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'open', isHeld: true })
    await onRecovery('resume')
    time.now += GOOD_FOR_MS - 1
    expect(codes(await press(handoffs, token, 'acceptRequest'))).toEqual([])
    time.now += 1
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'old' } })
  })

  test('shut by the driver: refused in words, said by whom, and no new one is sent', async () => {
    const { handoffs, token, drive, events } = await replacing()
    const page = await shown(handoffs, token)
    await drive('clone-and-report', 'shutLinks')
    const before = await events()
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerReport', REPORT)))).toEqual(['linkRevoked'])
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'revoked', by: builder.name }, newLink: null })
    expect(codes(await handoffs.askNewLink(token, by(null)))).toEqual(['linkRevoked'])
    expect(await handoffs.actorOf(token, by(yamada), 'answer')).toMatchObject({ ok: false, error: { code: 'linkRevoked' } })
    expect(await events()).toEqual(before)
  })

  test('of a recalled request: nothing is to be done, with the reason; and the request that took its place is not answered by it', async () => {
    const { handoffs, token, drive, linkTo } = await replacing()
    const page = await shown(handoffs, token)
    await drive('clone-and-report', 'recall', { reason: '予備機を使う' })
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'recalled', reason: '予備機を使う' } })
    await drive('request-replacement', 'sendRequest', REQUEST)
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerReport', REPORT)))).toEqual(['requestNotOpen'])
    expect(codes(await press(handoffs, await linkTo('request-replacement', `${REPORT_NO}.2`), 'answerReport', REPORT))).toEqual([])
  })

  test('of an answered request that was sent once more: shows its own receipt, and neither answers the new one nor tells what was answered to it', async () => {
    const { handoffs, token, drive, linkTo, events } = await replacing()
    await press(handoffs, token, 'answerReport', REPORT)
    const page = await shown(handoffs, token)
    await drive('request-replacement', 'reopen', { reason: '別のテンプレートにする' })
    await drive('request-replacement', 'sendRequest', REQUEST)
    const before = await events()
    for (const act of ['answerReport', 'acceptRequest']) expect([act, codes(await handoffs.act(token, by(yamada), drawn(page, act, REPORT)))]).toEqual([act, ['requestNotOpen']])
    expect(await events()).toEqual(before)
    await press(handoffs, await linkTo('request-replacement', `${REPORT_NO}.2`), 'answerReport', { ...REPORT, identifier: '192.168.1.120' })
    const old = await shown(handoffs, token)
    expect(old).toMatchObject({ standing: { is: 'answered', mayCorrect: false, answer: { version: 1 } }, view: { acts: [], request: { no: REPORT_NO }, context: { report: null } } })
    expect(JSON.stringify(old)).not.toContain('192.168.1.120')
  })

  test('tells nobody who is not signed in who asked, where the site wants that', async () => {
    const { handoffs, token, site, drive } = await replacing()
    await press(handoffs, token, 'answerReport', REPORT, by(yamada))
    await drive('clone-and-report', 'shutLinks')
    site.linkAlone = false
    const seen = await handoffs.open(token, by(null))
    expect(seen).toMatchObject({ shows: 'over', about: null })
    for (const secret of [builder.name, '山田', REPORT_NO, '03-']) expect(JSON.stringify(seen)).not.toContain(secret)
  })
})

describe('asking for a new link', () => {
  const newLinks = async ({ outbox, id }: Pick<Stage, 'outbox' | 'id'>) => (await outbox.ofRecovery(id)).filter(({ facts }) => facts.kind === 'newLink')
  async function old() {
    const stage = await replacing()
    stage.time.now = stage.dueAt + GOOD_FOR_MS
    return stage
  }

  test('sends one to the very receiver of the old one, says so on its page, and wakes the courier', async () => {
    const stage = await old()
    const woken = stage.woken.mails
    expect(await stage.handoffs.askNewLink(stage.token, by(null))).toEqual({ ok: true, recoveryId: stage.id, next: `/h/${stage.token}` })
    const [mail, ...more] = await newLinks(stage)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: { mail: 'rm@example.com' }, cc: [], requestNo: REPORT_NO, status: 'queued', facts: { kind: 'newLink', requestNo: REPORT_NO, details: { impact: '3台中1台が停止' }, at: stage.time.now } })
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]+@shirube\.example\.com>$/)
    expect(stage.woken.mails).toBe(woken + 1)
    expect(await stage.handoffs.open(stage.token, by(null))).toMatchObject({ newLink: { asked: { at: stage.time.now, state: 'waiting' } } })
  })

  test('a new link is good for 72 hours of its own, the old one stays old', async () => {
    const stage = await old()
    const fresh = await stage.linkTo('request-replacement', REPORT_NO)
    expect((await shown(stage.handoffs, fresh)).standing).toMatchObject({ is: 'open', goodUntil: stage.time.now + GOOD_FOR_MS })
    expect(codes(await press(stage.handoffs, fresh, 'answerReport', REPORT))).toEqual([])
    expect(await stage.handoffs.open(stage.token, by(null))).toMatchObject({ standing: { is: 'old', answer: { by: HANDLER } } })
  })

  test('is refused while the link is good, and once the recovery has ended', async () => {
    const stage = await replacing()
    expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual(['notOffered'])
    await stage.onRecovery('stop', { reason: '誤報' })
    stage.time.now = stage.dueAt + GOOD_FOR_MS
    expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual(['recoveryEnded'])
    expect(await newLinks(stage)).toEqual([])
  })

  test('once in ten minutes, also after a restart, by several links of one receiver, and of two presses at once', async () => {
    const stage = await old()
    await Promise.all([stage.handoffs.askNewLink(stage.token, by(null)), stage.handoffs.askNewLink(stage.token, by(null))])
    expect(await newLinks(stage)).toHaveLength(1)
    const restarted = createHandoffs(stage.handoffDeps)
    const asked = stage.time.now
    stage.time.now += ASK_AGAIN_MS - 1
    expect(await restarted.askNewLink(stage.token, by(null))).toMatchObject({ ok: false, refusals: [{ code: 'linkAskedLately', values: { time: asked + ASK_AGAIN_MS } }] })
    stage.time.now += 1
    expect(codes(await restarted.askNewLink(stage.token, by(null)))).toEqual([])
    expect(await newLinks(stage)).toHaveLength(2)
  })

  test('five times in a day for one request', async () => {
    const stage = await old()
    const first = stage.time.now
    for (let times = 0; times < A_DAY_MAX; times += 1) {
      expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual([])
      stage.time.now += ASK_AGAIN_MS
    }
    expect(await stage.handoffs.askNewLink(stage.token, by(null))).toMatchObject({ ok: false, refusals: [{ code: 'linkAskedLately', values: { time: first + 24 * HOUR_MS } }] })
    stage.time.now = first + 24 * HOUR_MS
    expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual([])
  })
})
