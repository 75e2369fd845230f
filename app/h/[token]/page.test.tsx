// The page of a link as a browser without script gets it: each thing that can be the case has its own words, in both languages, and the forms work.
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { GOOD_FOR_MS } from '@/lib/handoff/links'
import { by, openStage, press, REPORT, REQUEST, takahashi, yamada, type Stage } from '@/lib/handoff/testing/stage'
import type { Actor } from '@/lib/recovery/intents'

const ctx = vi.hoisted(() => ({ viewer: null as unknown, locale: undefined as string | undefined, handoffs: null as unknown, set: 0 }))
vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({ headers: async () => new Headers(), cookies: async () => ({ get: (name: string) => (name === 'shirube-locale' && ctx.locale ? { value: ctx.locale } : undefined), set: () => { ctx.set += 1 } }) }))
vi.mock('next/navigation', () => ({ redirect: () => undefined, usePathname: () => '/h/token', useSearchParams: () => new URLSearchParams(), useRouter: () => ({ refresh: () => undefined }) }))
vi.mock('@/lib/server', () => ({
  getServer: async () => ({ handoffs: ctx.handoffs, timeZone: 'Asia/Tokyo', accounts: { actor: async () => ctx.viewer } }), publicOrigins: () => ['http://127.0.0.1:3000'], log: () => ({ error: () => undefined }),
}))

const REPORT_NO = 'R-2026-0012-5'
let stage: Stage
let token: string

beforeEach(async () => {
  stage = await openStage('request-replacement')
  await stage.drive('request-replacement', 'sendRequest', { ...REQUEST, requesterPhone: '03-0000-0105' })
  token = await stage.linkTo('request-replacement', REPORT_NO)
  Object.assign(ctx, { viewer: null, locale: undefined, handoffs: stage.handoffs, set: 0 })
})
afterEach(() => stage.database.dispose())

async function drawn(of = token, viewer: Actor | null = null, locale?: string): Promise<{ readonly title: string; readonly html: string; readonly text: string }> {
  Object.assign(ctx, { viewer, locale })
  const { default: Page, generateMetadata } = await import('./page')
  const params = Promise.resolve({ token: of })
  const html = renderToStaticMarkup(await Page({ params }))
  const { title } = await generateMetadata({ params })
  return { title: typeof title === 'string' ? title : '', html, text: html.replaceAll(/<[^>]*>/g, ' ') }
}

describe('an open request', () => {
  test('says who asks what, why and by when, calls by one press, and has a form that works without script', async () => {
    const { title, html, text } = await drawn()
    expect(title).toBe(`依頼への回答 ${REPORT_NO}`)
    expect(html).toMatch(/<h1[^>]*>仮想サーバの返却と新しい仮想サーバの手配<\/h1>/)
    expect(text).toContain('運用一課の佐藤 花子さんからの依頼です。')
    expect(html).toContain('href="tel:0300000105"')
    for (const words of ['障害のあったホストを避ける', '鈴木課長', '3台中1台が停止', '残り30分', 'まだだれも受け付けていません', '回答の送信は1回です。', 'このリンクの期限']) expect(text).toContain(words)
    for (const act of ['acceptRequest', 'answerReport']) expect(html).toContain(`name="act" value="${act}"`)
    expect(html).toMatch(/<input[^>]*inputMode="decimal"[^>]*name="identifier"/)
    expect(html).toContain(`action="/api/uploads/plain?recoveryId=R-2026-0012&amp;leg=1&amp;request=request-replacement&amp;next=%2Fh%2Ftoken&amp;link=${token}"`)
    expect(html).toContain(`href="/h/${token}/form.csv"`)
    expect(html).not.toContain('legs/1/steps')
  })

  test('sets no cookie, and tells nobody else of its token', async () => {
    const { html } = await drawn()
    expect(ctx.set).toBe(0)
    expect([...html.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, address = '']) => address).filter((address) => !/^(?:\/|#|tel:|javascript:)/.test(address))).toEqual([])
  })

  test('a signed-in resource manager is led on to the step, and his files go by his session', async () => {
    const { html, text } = await drawn(token, yamada)
    expect(html).toContain('href="/recoveries/R-2026-0012/legs/1/steps/6"')
    expect(text).toContain('山田 太郎として回答します。')
    expect(html).not.toContain(`link=${token}`)
  })

  test('asks whoever has nothing but the link for a name, once told fills it in and shows it to the next one; whoever is signed in is not asked', async () => {
    const asked = /<input[^>]*required[^>]*name="handledBy"/g
    expect((await drawn()).html.match(asked)).toHaveLength(2)
    expect((await drawn()).text).toContain('対応者（お名前）')
    await press(stage.handoffs, token, 'acceptRequest', { handledBy: '木村' })
    const { html, text } = await drawn()
    expect(html).toMatch(/<input[^>]*name="handledBy"[^>]*value="木村"/)
    expect(text).toContain('木村さんが対応しています。')
    expect((await drawn(token, yamada)).html).not.toContain('handledBy')
  })

  test('is read in the language of its mail, unless the reader chose another one', async () => {
    expect((await drawn(token, null, 'en')).text).toContain('A request from 佐藤 花子, 運用一課.')
    expect((await drawn(token, null, 'en')).title).toBe(`Answer a request ${REPORT_NO}`)
  })
})

describe('after the answer', () => {
  test('the receipt says number, version, time and answer, and the correction is a fold away', async () => {
    await press(stage.handoffs, token, 'answerReport', REPORT)
    const { html, text } = await drawn()
    expect(html).toMatch(/<h2 id="receipt" tabindex="-1"[^>]*>.*?送信しました<\/h2>/i)
    for (const words of [REPORT_NO, '第1版', 'リソース管理 当番', '110', '訂正する']) expect(text).toContain(words)
    expect(html).toMatch(/<input[^>]*name="identifier"[^>]*value="192\.168\.1\.110"/)
  })
})

describe('what is the case has its own page and title, with the next act', () => {
  const cases: Readonly<Record<string, { readonly go: () => Promise<unknown>; readonly ja: string; readonly en: string; readonly next: RegExp; readonly of?: string; readonly viewer?: Actor }>> = {
    old: { go: async () => { stage.time.now += 2 * GOOD_FOR_MS }, ja: '有効期限が過ぎました', en: 'not good any more', next: /新しいリンクを自分あてに送る/ },
    asked: { go: async () => { stage.time.now += 2 * GOOD_FOR_MS; await stage.handoffs.askNewLink(token, by(null)) }, ja: '有効期限が過ぎました', en: 'not good any more', next: /新しいリンクのメールを送っています/ },
    revoked: { go: () => stage.drive('clone-and-report', 'shutLinks'), ja: '無効にされました', en: 'was shut', next: /tel:0300000105/ },
    recalled: { go: () => stage.drive('clone-and-report', 'recall', { reason: '予備機を使う' }), ja: '取り消されました', en: 'taken back', next: /予備機を使う/ },
    ended: { go: async () => { await stage.onRecovery('stop', { reason: '誤報' }); stage.time.now += 2 * GOOD_FOR_MS }, ja: '復旧は終わっています', en: 'has ended', next: /R-2026-0012-5<\/b> を伝えて/ },
    unknown: { go: async () => undefined, of: 'nothing', ja: 'このリンクは使えません', en: 'cannot be used', next: /リンクの全体をコピーして/ },
    signIn: { go: async () => { stage.site.linkAlone = false }, ja: '依頼が届いています', en: 'There is a request', next: /href="\/sign-in\?next=%2Fh%2F/ },
    notYours: { go: async () => { stage.site.linkAlone = false }, viewer: takahashi, ja: '権限がありません', en: 'may not answer', next: /リソース管理者としてサインイン/ },
  }

  test.each(Object.keys(cases))('%s', async (name) => {
    const one = cases[name]
    if (!one) return
    await one.go()
    const japanese = await drawn(one.of ?? token, one.viewer ?? null)
    expect(japanese.title).toContain(one.ja)
    expect(japanese.html).toMatch(one.next)
    expect(japanese.html).not.toContain('name="identifier"')
    expect(japanese.html.match(/<h1/g)).toHaveLength(1)
    expect((await drawn(one.of ?? token, one.viewer ?? null, 'en')).title).toContain(one.en)
  })

  test('too many guesses', async () => {
    for (let guesses = 0; guesses < 40; guesses += 1) await stage.handoffs.open('x'.repeat(43), by(null))
    expect((await drawn('x'.repeat(43))).title).toBe('しばらく開けません')
  })

  test('an answer that comes after the end: the form is there and says where it goes', async () => {
    await stage.onRecovery('stop', { reason: '誤報' })
    const { text, html } = await drawn()
    expect(text).toMatch(/この復旧は.*に終わりました。回答は記録に残り、操作担当に表示されます。/)
    expect(html).toContain('name="act" value="answerReport"')
    expect(html).not.toContain('value="acceptRequest"')
  })
})

describe.each([['collect-data', 'R-2026-0012-1', 'answerCollect'], ['transfer-data', 'R-2026-0012-13', 'answerTransfer']] as const)('the request of %s', (key, no, act) => {
  test('is drawn with its own form, in both languages', async () => {
    const other = await openStage(key)
    try {
      if (key === 'transfer-data') await other.drive('transfer-data', 'askTransfer')
      ctx.handoffs = other.handoffs
      const link = await other.linkTo(key, no)
      const { html, text } = await drawn(link)
      expect(html).toContain(`name="act" value="${act}"`)
      expect(text).toContain(key === 'transfer-data' ? 'nas01' : '業務データ')
      expect((await drawn(link, null, 'en')).html).toContain(`value="${act}"`)
    } finally {
      await other.database.dispose()
    }
  })
})
