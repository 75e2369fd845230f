// Both sides count to the same time: the promise where one was given, else the due time.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { translator } from '@/lib/i18n/dictionary'
import { createFormatter } from '@/lib/i18n/format'
import type { RequestPage } from '@/lib/handoff/dto'
import type { RequestState } from '@/lib/recovery/state'
import { KeyFacts } from './key-facts'

const NOW = Date.UTC(2026, 10, 21, 20, 0)
const HOUR_MS = 3_600_000

function text(over: Partial<RequestState>): string {
  const request = { status: 'accepted', dueAt: NOW - 2 * HOUR_MS, promisedAt: null, acceptedBy: { id: 'y', name: '山田' }, acceptedAt: NOW - 3 * HOUR_MS, ...over } as RequestState
  const recovery = { unit: 'gyoumu_a', failed: { role: 'failed', id: '192.168.1.101', sameAddress: false }, serverNow: NOW }
  const page = { view: { recovery, context: { template: null } }, asked: [], standing: { is: 'used' } } as unknown as RequestPage
  return renderToStaticMarkup(<KeyFacts page={page} request={request} reader={{ t: translator('ja'), format: createFormatter('ja') }} />).replaceAll(/<[^>]*>/g, ' ')
}

test('the page counts to what was promised, and says as of when', () => {
  expect(text({})).toMatch(/回答の期限 +[^ ]*03:00（05:00時点で2時間過ぎています）/)
  const promised = text({ promisedAt: NOW + HOUR_MS })
  expect(promised).toMatch(/回答の見込み +[^ ]*06:00（05:00時点で残り1時間）/)
  expect(promised).not.toContain('過ぎています')
  expect(text({ promisedAt: NOW - HOUR_MS })).toContain('04:00（05:00時点で1時間過ぎています）')
})
test('what is answered or taken back is not late', () => {
  for (const status of ['answered', 'recalled'] as const) expect(text({ status })).not.toMatch(/過ぎています|残り/)
})
