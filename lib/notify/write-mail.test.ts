import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/dictionary'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { MailFacts } from './facts'
import { DUE_AT, EVERY_MAIL, request, requestFacts, reminderFacts } from './testing/facts'
import { writeMail } from './write-mail'

const LINK = 'https://shirube.example.com/h/token-of-this-try'
const how = (locale: Locale, link: string | null = LINK) => ({ locale, baseUrl: 'https://shirube.example.com/', timeZone: 'Asia/Tokyo', link, replyTo: 'ops@example.com' })
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)
const REQUESTS: readonly RequestKey[] = ['collect-data', 'request-replacement', 'transfer-data']

describe.each(LOCALES)('the golden mails in %s', (locale) => {
  test.each(Object.entries(EVERY_MAIL))('%s', async (name, facts) => {
    const { subject, text } = writeMail(facts, how(locale))
    await expect(`${subject}\n\n${text}`).toMatchFileSnapshot(fixture(`${name}.${locale}.txt`))
  })
  test.each(['request-replacement', 'request-replacement-approved', 'answered'])('%s as HTML', async (name) => {
    await expect(writeMail(EVERY_MAIL[name]!, how(locale)).html).toMatchFileSnapshot(fixture(`${name}.${locale}.html`))
  })
})

describe('the subject', () => {
  /** What a list of mails on a phone shows. */
  const SHOWN: Readonly<Record<Locale, number>> = { ja: 36, en: 52 }
  const HEADS: Readonly<Record<Locale, Readonly<Record<RequestKey, string>>>> = {
    ja: { 'collect-data': '障害サーバのデータ収集の依頼', 'request-replacement': '仮想サーバの返却と新規手配の依頼', 'transfer-data': '収集データの受け渡しの依頼' },
    en: { 'collect-data': 'Data collection', 'request-replacement': 'Return and replacement', 'transfer-data': 'Hand-over' },
  }
  const zone = fc.constantFrom('Asia/Tokyo', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Pacific/Chatham')
  const unit = fc.stringMatching(/^[A-Za-z0-9_]{1,32}$/)
  const due = fc.option(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2035, 11, 31) }))

  test.each(LOCALES)('says act and deadline within what a phone shows, prefixes not counted (%s)', (locale) => {
    fc.assert(fc.property(fc.constantFrom(...REQUESTS), zone, unit, due, fc.boolean(), fc.constantFrom(null, 0, 100, 150), (key, timeZone, name, dueAt, drill, percent) => {
      const asked = percent === null ? requestFacts(key) : reminderFacts(key, percent)
      const { subject } = writeMail({ ...asked, dueAt, drill, unit: name }, { ...how(locale), timeZone })
      const prefixes = locale === 'ja' ? /^(【訓練】)?(【再送】)?/ : /^(\[Drill\] )?(\[Again\] )?/
      const shown = [...subject.replace(prefixes, '')].slice(0, SHOWN[locale]).join('')
      expect(shown).toContain(HEADS[locale][key])
      if (dueAt !== null) expect(shown).toMatch(locale === 'ja' ? /^【要対応 \d\d\/\d\d \d\d:\d\dまで】/ : /^\[Action by \d\d\/\d\d \d\d:\d\d/)
      expect(subject.startsWith(locale === 'ja' ? '【訓練】' : '[Drill]')).toBe(drill)
      expect(subject.includes(locale === 'ja' ? '【再送】' : '[Again]')).toBe(percent !== null)
      expect(subject.endsWith(asked.requestNo)).toBe(true)
    }))
  })
  test.each(LOCALES)('a correction that is asked for says so as early (%s)', (locale) => {
    const { subject } = writeMail(EVERY_MAIL['sent-back']!, how(locale))
    expect([...subject].slice(0, SHOWN[locale]).join('')).toContain(locale === 'ja' ? '回答の訂正の依頼' : 'Correct your answer')
  })

  test('is one line, whatever stands in names and units', () => {
    const breaks = fc.constantFrom('\r\nBcc: all@example.com', '\n', '\r', '\u2028', '\u0000', '\u0085', '\v')
    fc.assert(fc.property(fc.constantFrom(...Object.values(EVERY_MAIL)), fc.constantFrom(...LOCALES), breaks, fc.string(), (facts, locale, sign, word) => {
      const nasty: MailFacts = { ...facts, unit: `${word}${sign}${word}`, recoveryId: `R${sign}`, ...('requestNo' in facts && { requestNo: `R${sign}1` }), ...(facts.kind === 'unknown' && { command: `detach${sign}` }) } as MailFacts
      expect(writeMail(nasty, how(locale)).subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    }))
  })
})

describe('the body', () => {
  const asked = (over: object): MailFacts => ({ ...requestFacts('request-replacement'), ...over }) as MailFacts

  test('puts what people wrote into the text as it is, and into HTML with every sign of markup escaped', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...LOCALES), (word, locale) => {
      const wrote = `<img src=x onerror="a()"> & ' ${word.replaceAll(/[\r\n\u2028\u2029]/g, ' ')}`
      const { text, html } = writeMail(asked({ message: wrote, details: { ...request, impact: wrote, placementWish: wrote } }), how(locale))
      expect(text.split(wrote)).toHaveLength(4)
      expect(html).not.toContain('<img')
      expect(html).not.toContain('onerror="')
      expect(html).toContain('&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; &#39;')
    }))
  })
  test('keeps the lines of a text that people wrote, and lets none of them look like one of ours', () => {
    const { text, html } = writeMail(asked({ message: '一行目\r\n■ 回答の方法\n三行目' }), how('ja'))
    expect(text).toContain('■ 連絡事項\n 一行目\n ■ 回答の方法\n 三行目\n')
    expect(html).toContain('一行目<br>■ 回答の方法<br>三行目')
  })
  test('never writes an address without its role and shape', () => {
    const chips = { ja: /障害 ■ 192\.168\.1\.101（(vm-gyoumu-a-01、)?業務用IP 192\.168\.2\.101）/g, en: /failed ■ 192\.168\.1\.101 \((vm-gyoumu-a-01, )?service IP 192\.168\.2\.101\)/g }
    for (const locale of LOCALES)
      for (const facts of Object.values(EVERY_MAIL)) {
        const { subject, text } = writeMail(facts, how(locale))
        expect(text).toMatch(chips[locale])
        expect(`${subject}${text.replaceAll(chips[locale], '')}`).not.toMatch(/\d+\.\d+\.\d+\.\d+/)
      }
  })
  test.each([
    ['with both', { id: '192.168.1.101', serviceIp: '192.168.2.101', hypervisorName: 'vm-1' }, '障害 ■ 192.168.1.101（vm-1、業務用IP 192.168.2.101）'],
    ['without a name', { id: '192.168.1.101', serviceIp: '192.168.2.101', hypervisorName: null }, '障害 ■ 192.168.1.101（業務用IP 192.168.2.101）'],
    ['without a service IP', { id: '192.168.1.101', serviceIp: null, hypervisorName: 'vm-1' }, '障害 ■ 192.168.1.101（vm-1）'],
    ['with neither', { id: '192.168.1.101', serviceIp: null, hypervisorName: null }, '障害 ■ 192.168.1.101\n'],
  ])('names the server %s', (_, failed, words) => expect(writeMail(asked({ failed }), how('ja')).text).toContain(words))

  test('HTML takes nothing from outside and has one link', () => {
    for (const locale of LOCALES)
      for (const facts of Object.values(EVERY_MAIL)) {
        const { html } = writeMail(facts, how(locale))
        expect(html).not.toMatch(/<(img|script|link|iframe|form|style)|\bsrc=|url\(|@import/i)
        expect(html.match(/<a /g) ?? []).toHaveLength(facts.kind === 'recalled' ? 0 : 1)
      }
  })
  test('nobody is told not to reply, and nobody is told our numbers of steps who does not know them', () => {
    for (const facts of Object.values(EVERY_MAIL)) {
      const { text } = writeMail(facts, how('ja'))
      expect(text).not.toMatch(/送信専用|1回限り/)
      if (facts.kind !== 'unknown') expect(text).not.toMatch(/手順\d/)
    }
  })
  test('without a link only its lines are left out: what can be read out by telephone stays', () => {
    const withLink = writeMail(requestFacts('request-replacement'), how('ja')).text.split('\n')
    const without = writeMail(requestFacts('request-replacement'), how('ja', null)).text.split('\n')
    expect(withLink.filter((row) => !without.includes(row))).toEqual([` 画面  ${LINK}`, '    開いただけでは何も実行されません。2026/11/25（水）04:00 JSTまで使えます。サインインしてから回答します。'])
    expect(without).toContain(' 電話  佐藤 花子 03-0000-0000  お伝えいただく番号：R-2026-0012-5')
  })
  test.each(LOCALES)('where the links were shut, says how to answer without one, and promises none (%s)', (locale) => {
    for (const facts of Object.values(EVERY_MAIL).filter(({ kind }) => ['request', 'reminder', 'newLink', 'sentBack'].includes(kind))) {
      const { text, html } = writeMail(facts, { ...how(locale, null), linksShut: true })
      expect(text).toContain(locale === 'ja' ? ' 画面  https://shirube.example.com/inbox\n    サインインして、「届いた依頼」から回答します。' : ' Page: https://shirube.example.com/inbox\n    Sign in and answer from "Requests to you".')
      expect(text).toMatch(locale === 'ja' ? / 返信 {2}[^]* 電話 {2}/ : / Reply: [^]* Telephone: /)
      expect(`${text}${html}`).not.toMatch(/\/h\/|新しいリンクを送ります|Here is a new link/)
    }
  })
  test('a link is good 72 hours from the due time, else from the sending; a time that has passed is not told', () => {
    const until = (over: object) => /([\d/]+（.）[\d:]+ JST)まで使えます/.exec(writeMail(asked(over), how('ja')).text)?.[1]
    expect(until({})).toBe('2026/11/25（水）04:00 JST')
    expect(until({ dueAt: null })).toBe('2026/11/25（水）03:12 JST')
    expect(until({ at: DUE_AT + 73 * 3_600_000 })).toBeUndefined()
  })
  test.each(LOCALES)('promises no reply where it would reach nobody: page and telephone are left (%s)', (locale) => {
    const reply = locale === 'ja' ? /返信/ : /reply/i
    for (const facts of Object.values(EVERY_MAIL)) {
      const { text, html } = writeMail(facts, { ...how(locale), replyTo: null })
      const told = text.split('\n').filter((row) => reply.test(row))
      expect(told).toEqual('details' in facts ? [locale === 'ja' ? ' 返信  このメールに返信しても、担当者に届きません。電話でお知らせください。' : ' Reply: a reply to this mail does not reach anybody. Tell us by telephone.'] : [])
      expect(html).not.toMatch(locale === 'ja' ? /このまま返信|電話か返信/ : /fill this in|or by reply/)
    }
    expect(writeMail(asked({}), { ...how('ja'), replyTo: null }).text).toContain(' 電話  佐藤 花子 03-0000-0000')
  })
  test('says whether one signs in', () => {
    expect(writeMail(asked({ linkAlone: true }), how('en')).text).toContain('You can answer without signing in.')
    expect(writeMail(asked({ linkAlone: false }), how('en')).text).toContain('You sign in before you answer.')
  })
  test.each(['tmpl-ap-0870', 'tmpl-ap-0870 3'])('names version, OS and hypervisor of the unit\'s own template, written with its version as the form fills it in or without: %s', (template) => {
    const { text } = writeMail(asked({ details: { ...request, template } }), how('ja'))
    expect(text).toContain('テンプレート tmpl-ap-0870（第3版）から複製\n    OSと仮想化の種類：RHEL 8、VMware\n')
  })
  test('of another template says what was written and nothing that it does not know', () => {
    for (const template of ['tmpl-ap-0870-b', 'tmpl-ap-0870 4', 'tmpl']) {
      const { text } = writeMail(asked({ details: { ...request, template } }), how('ja'))
      expect(text).toContain(`テンプレート ${template} から複製\n    IPアドレス`)
    }
  })
  test('of a template without version or kind leaves out what is not known', () => {
    const bare = { ...requestFacts('request-replacement').template!, version: '', os: '' }
    expect(writeMail(asked({ template: bare }), how('ja')).text).toContain('テンプレート tmpl-ap-0870 から複製\n    OSまたは仮想化の種類：VMware\n')
    expect(writeMail(asked({ template: { ...bare, hypervisorKind: '' } }), how('ja')).text).toContain('テンプレート tmpl-ap-0870 から複製\n    IPアドレス')
  })
  test('data that nobody collected yet keeps the old server, whatever was chosen', () => {
    const { text } = writeMail(asked({ dataOpen: true, details: { ...request, returnHandling: 'mayBeDeleted' } }), how('en'))
    expect(text).toContain('Do not delete it until we tell you.')
    expect(text).not.toContain('It may be deleted')
  })
  test('a caller without team or telephone leaves only what is known', () => {
    const { text } = writeMail(asked({ caller: { name: '佐藤', team: null, phone: null } }), how('ja'))
    expect(text).toContain('佐藤です。仮想サーバの障害のため')
    expect(text).toContain(' 返信  このメールに返信\n 番号  R-2026-0012-5\n')
  })
  test('a command that this release has no word for is named as it is', () => {
    expect(translator('ja').lookUp('mail.command.migrate')).toBeNull()
    expect(writeMail({ ...EVERY_MAIL.unknown!, command: 'migrate' } as MailFacts, how('ja')).text).toContain('■ コマンド  migrate\n')
  })
})
