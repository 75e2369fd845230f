// What the driver reads while he waits: which time is over, and whom to call.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { Words } from '@/lib/i18n/words'
import type { ContactView } from '@/lib/recoveries/dto'
import type { RequestState } from '@/lib/recovery/state'
import { RunContext, type Run } from '../run-context'
import { WaitingCard } from './waiting-card'

const NOW = Date.UTC(2026, 10, 21, 20, 0)
const HOUR_MS = 3_600_000
const WATANABE = { role: 'resourceManager', name: '渡辺', phone: '03-0000-0102', mail: null } as ContactView

function text(over: Partial<RequestState>, nextContact: ContactView | null = WATANABE, locale: 'ja' | 'en' = 'ja'): string {
  const request = { no: 'R-2026-0012-5', key: 'request-replacement', status: 'unread', sentAt: NOW - 5 * HOUR_MS, sentBy: { name: '佐藤' }, dueAt: NOW - 2 * HOUR_MS, promisedAt: null, acceptedBy: null, reminders: [], ...over } as unknown as RequestState
  const view = { recovery: { id: 'R-2026-0012', serverNow: NOW, driver: { isViewer: false } }, acts: [], definition: { actor: 'resourceManager' }, state: {}, contacts: [], mails: [], links: null, nextContact }
  const html = renderToStaticMarkup(<Words dictionary={dictionaryOf(locale, ['run.', 'states.', 'common.', 'control.'])}><RunContext value={{ view } as unknown as Run}><WaitingCard request={request} /></RunContext></Words>)
  return html.replaceAll(/<[^>]*>/g, '')
}

test('a due time and a promise that are over are told apart, and whoever is called next is named with his number', () => {
  expect(text({})).toContain('回答の期限を2時間過ぎました。 次に電話する相手は渡辺さんです。 電話 03-0000-0102')
  expect(text({ promisedAt: NOW - HOUR_MS })).toContain('回答の見込みを1時間過ぎました。 次に電話する相手は渡辺さんです。')
  expect(text({}, WATANABE, 'en')).toContain('past the due time. Call 渡辺 next.')
  expect(text({}, null)).toContain('電話番号のある連絡先は設定されていません。')
})
test('while the time that was promised is ahead nothing is late, whatever the due time was', () => {
  expect(text({ promisedAt: NOW + HOUR_MS })).not.toMatch(/過ぎました|次に電話/)
})
