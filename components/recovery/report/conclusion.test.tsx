import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { translator } from '@/lib/i18n/dictionary'
import { createFormatter } from '@/lib/i18n/format'
import type { ReportView } from '@/lib/recoveries/dto'
import { Conclusion } from './conclusion'
import { Evidence } from './records'

const TARGET = Date.UTC(2026, 10, 21, 20, 0)
const MINUTE_MS = 60_000
const t = translator('ja')
const words = (part: typeof Conclusion | typeof Evidence, over: object): string => {
  const report = { recovery: { status: 'open', targetAt: TARGET, serverNow: TARGET + 3 * 1_440 * MINUTE_MS, currentStep: null }, serviceRestored: null, ended: null, legs: [], collected: null, transferred: null, ...over }
  const Part = part
  return renderToString(<Part report={report as unknown as ReportView} t={t} format={createFormatter('ja')} />)
}
const stopped = { status: 'stopped', targetAt: TARGET, serverNow: TARGET + 3 * 1_440 * MINUTE_MS, currentStep: null }

test('a recovery that was given up misses its target by the time until then, whenever the report is read', () => {
  expect(words(Conclusion, { recovery: stopped, ended: { at: TARGET + 12 * MINUTE_MS, reason: 'x' } })).toContain('12分超えました')
  expect(words(Conclusion, { recovery: stopped, ended: { at: TARGET - MINUTE_MS, reason: 'x' } })).not.toContain('超えました')
})

test('a collection that nobody answered is not told as data that does not exist', () => {
  expect(words(Evidence, { legs: [{ requests: [{ key: 'collect-data' }] }] })).toContain(t('report.evidence.missing'))
  expect(words(Evidence, {})).toContain(t('report.evidence.none'))
})

test('the old server is told as kept in store, unless it is the one that was repaired and registered again', () => {
  const requests = [{ key: 'request-replacement', status: 'answered', details: { returnHandling: 'keepUntilWeSay' } }]
  expect(words(Conclusion, { legs: [{ requests, replacement: { keptAddress: null } }] })).toContain(t('report.conclusion.items.keep'))
  expect(words(Conclusion, { legs: [{ requests, replacement: { keptAddress: { offSeenAt: '03:20', origin: 'oldRepaired' } } }] })).not.toContain(t('report.conclusion.items.keep'))
})
