// What a link shows to people and machines, over the real stores and use cases.
import { describe, expect, test } from 'vitest'
import { createActs } from '@/lib/recoveries/acts/create-acts'
import type { RecoveryEvent } from '@/lib/recovery/events'
import { builder } from '@/lib/recovery/testing/play'
import { GUESSES_MAX } from './guess-limit'
import { createHandoffs } from './handoffs'
import { REPORT_NO, useRequests } from './testing/requests'
import { by, codes, drawn, press, REPORT, shown, takahashi, yamada } from './testing/stage'

const NONE = 'A'.repeat(43)
const { replacing } = useRequests()

describe('opening', () => {
  test('changes nothing, however often, by whomever and whatever opens it', async () => {
    const { handoffs, token, events, links, outbox, id, reached } = await replacing()
    const everything = async () => JSON.stringify([await events(), await links.ofRequest(id, REPORT_NO), await outbox.ofRecovery(id)])
    const before = await everything()
    for (const visit of [by(null), by(null, { purpose: 'prefetch' }), by(yamada), by(takahashi), by(builder)]) for (let times = 0; times < 5; times += 1) await handoffs.open(token, visit)
    expect(await everything()).toBe(before)
    expect(reached).toEqual([])
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'open' })
  })

  test('shows who asks for what, why and by when, to whom it was sent, and the form', async () => {
    const { handoffs, token, dueAt } = await replacing()
    const { view, caller, asked, form: rows } = await shown(handoffs, token)
    expect(view.request).toMatchObject({ key: 'request-replacement', no: REPORT_NO, dueAt, details: { impact: '3台中1台が停止', placementWish: '障害のあったホストを避ける' } })
    expect(view.recovery.failed).toMatchObject({ id: '192.168.1.101', hypervisorName: 'vm-gyoumu-a-01' })
    expect(caller).toEqual({ name: builder.name, team: '運用一課', phone: '03-0000-0105' })
    expect(asked[0]).toBe('リソース管理 当番')
    expect(view.acts).toEqual(['acceptRequest', 'promise', 'beginRequest', 'answerReport'])
    expect(rows.find(({ term }) => term === '承認')?.value).toBe('緊急のため事後承認')
  })

  test('shows the holder of a link nothing of the recovery but this request', async () => {
    const { handoffs, token, onRecovery } = await replacing()
    await onRecovery('note', { text: '内輪の話', leg: '', step: '' })
    const seen = JSON.stringify(await handoffs.open(token, by(null)))
    for (const secret of ['INC-1', 'u-sato', 'u-yamada', '192.168.1.102', '内輪の話', 'nas01', '調査の結果', 'mgr01', 'rm@example.com']) expect(seen).not.toContain(secret)
  })

  test('where the site wants people to sign in, shows who is not nothing but that there is a request', async () => {
    const { handoffs, token, site } = await replacing()
    site.linkAlone = false
    expect(await handoffs.open(token, by(null))).toEqual({ shows: 'signIn', locale: 'ja' })
    expect(await handoffs.csv(token, by(null))).toMatchObject({ ok: false, error: { code: 'signedOut' } })
    expect(await handoffs.actorOf(token, by(null), 'see')).toMatchObject({ ok: false, error: { code: 'signedOut' } })
    expect(await shown(handoffs, token, by(yamada))).toMatchObject({ standing: { is: 'open' }, href: '/recoveries/R-2026-0012/legs/1/steps/6' })
  })

  test('whoever is signed in without the role answers in nobody\'s place, whatever the site lets links do: refused in words, and nothing is recorded', async () => {
    const { handoffs, token, site, events } = await replacing()
    const page = await shown(handoffs, token, by(yamada))
    const before = await events()
    for (const linkAlone of [true, false]) {
      site.linkAlone = linkAlone
      for (const viewer of [takahashi, builder, { ...takahashi, roles: [] as const }]) {
        expect(await handoffs.open(token, by(viewer))).toEqual({ shows: 'notYours', locale: 'ja', name: viewer.name })
        expect(codes(await handoffs.act(token, by(viewer), drawn(page, 'answerReport', REPORT)))).toEqual(['notYourRole'])
        expect(await handoffs.actorOf(token, by(viewer), 'answer')).toMatchObject({ ok: false, error: { code: 'notYourRole' } })
      }
    }
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerReport', REPORT)))).toEqual(['signedOut'])
    expect(await events()).toEqual(before)
  })
})

describe('guessing', () => {
  test('an unknown token opens nothing and does nothing; after too many in a minute one is told to wait; a good link is never locked out', async () => {
    const { handoffs, token, time } = await replacing()
    const page = await shown(handoffs, token)
    for (let guesses = 0; guesses < GUESSES_MAX; guesses += 1) expect(await handoffs.open(`${guesses}`.padStart(43, 'x'), by(null))).toEqual({ shows: 'unknown', locale: null })
    expect(await handoffs.open(NONE, by(null))).toEqual({ shows: 'tooManyGuesses', locale: null })
    expect(codes(await handoffs.act(NONE, by(yamada), drawn(page, 'answerReport', REPORT)))).toEqual(['tooManyGuesses'])
    expect(codes(await handoffs.askNewLink(NONE, by(null)))).toEqual(['tooManyGuesses'])
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'open' })
    expect(codes(await press(handoffs, token, 'acceptRequest'))).toEqual([])
    time.now += 60_000
    expect(codes(await handoffs.act(NONE, by(yamada), drawn(page, 'answerReport', REPORT)))).toEqual(['linkUnknown'])
  })

  test('is counted by address where a proxy in front tells it', async () => {
    const { handoffDeps } = await replacing()
    const handoffs = createHandoffs({ ...handoffDeps, trustedProxyHeader: 'x-real-ip' })
    const from = (address: string) => by(null, { 'x-real-ip': address })
    for (let guesses = 0; guesses <= GUESSES_MAX; guesses += 1) await handoffs.open(NONE, from('203.0.113.7'))
    expect(await handoffs.open(NONE, from('203.0.113.7'))).toMatchObject({ shows: 'tooManyGuesses' })
    expect(await handoffs.open(NONE, from('203.0.113.8'))).toMatchObject({ shows: 'unknown' })
  })

  test('a link to a request that no history knows is none', async () => {
    const { handoffs, linkTo } = await replacing()
    expect(await handoffs.open(await linkTo('request-replacement', 'R-2026-0012-5.7'), by(null))).toEqual({ shows: 'unknown', locale: null })
  })
})

describe('the request as a form', () => {
  test('the usual wish for placement is read in each reader’s language, whoever asked', async () => {
    const usual = 'Not on the host that failed'
    const { handoffs, token } = await replacing({ placementWish: usual, placementUsual: usual })
    const saved = await handoffs.csv(token, by(null))
    expect(saved.ok ? saved.value.text : '').toContain('"配置の希望","障害のあったホストを避ける"')
  })

  test('has its fields in the order of such forms, opens in a spreadsheet, and computes nothing there', async () => {
    const { handoffs, token, handoffDeps } = await replacing({ impact: '=HYPERLINK("http://evil.example")', placementWish: '-1' })
    const saved = await handoffs.csv(token, by(null))
    const text = saved.ok ? saved.value.text : ''
    expect(saved).toMatchObject({ ok: true, value: { fileName: `${REPORT_NO}.csv` } })
    expect(text.startsWith('\uFEFF"項目","内容"\r\n')).toBe(true)
    expect(text).toContain('"緊急度と業務への影響","\'=HYPERLINK(""http://evil.example"")"')
    expect(text).toContain('"配置の希望","\'-1"')
    expect(text.split('\r\n').map((line) => /^\uFEFF?"([^"]*)"/.exec(line)?.[1]).filter(Boolean)).toEqual([
      '項目', '依頼番号', '依頼した時刻', '依頼者', '依頼者の所属', '依頼者の電話', '承認', '承認者', '承認番号', '区分', '緊急度と業務への影響', '回答の期限', 'システム名', '管理ユニット',
      '返却 仮想サーバ名（ハイパーバイザ上の名前）', '返却 仮想サーバ識別子（管理用IPアドレス）', '返却 業務用IPアドレス', '返却後の取り扱い', 'テンプレートの名前と版', 'OSと仮想化の種類', 'ネットワーク', 'IPアドレスの希望', '配置の希望',
      '台数', '報告してほしい項目', '宛先', '写し', '添付', '伝えること',
    ])
    expect(await handoffs.csvOf(takahashi, { recoveryId: 'R-2026-0012', no: REPORT_NO }, 'en')).toMatchObject({ ok: true, value: { text: expect.stringContaining('"Request number","R-2026-0012-5"') } })
    expect(await handoffs.csvOf({ ...takahashi, roles: [] }, { recoveryId: 'R-2026-0012', no: REPORT_NO }, 'ja')).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await createHandoffs(handoffDeps).csvOf(yamada, { recoveryId: 'R-2026-0012', no: 'R-2026-0012-9' }, 'ja')).toMatchObject({ ok: false, error: { code: 'notFound' } })
  })
})

describe('a history that cannot be read wholly', () => {
  test('is told, and takes no act', async () => {
    const { handoffs, handoffDeps, deps, token } = await replacing()
    const page = await shown(handoffs, token)
    const { store } = handoffDeps
    const damagedFrom = (seq: number) => {
      const events = async (id: string) => (await store.events(id))?.map((event) => (event.seq === seq ? ({ ...event, body: {}, damaged: true } as unknown as RecoveryEvent) : event)) ?? null
      return createHandoffs({ ...handoffDeps, store: { ...store, events }, onStep: createActs({ ...deps, store: { ...store, events } }).onStep })
    }
    const last = (await store.projection('R-2026-0012'))?.seq ?? 0
    await press(handoffs, token, 'acceptRequest')
    for (const seq of [last + 1, 1]) {
      expect(await damagedFrom(seq).open(token, by(null))).toMatchObject({ shows: 'refused', refusal: { code: 'recordDamaged' } })
      expect(codes(await damagedFrom(seq).act(token, by(null), drawn(page, 'answerReport', REPORT)))).toEqual(['recordDamaged'])
    }
  })
})
