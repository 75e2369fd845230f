import { expect, test } from 'vitest'
import { translator } from '@/lib/i18n/dictionary'
import { createFormatter } from '@/lib/i18n/format'
import type { StepState } from '@/lib/recovery/state'
import { statedFacts } from './stated-facts'

const AT = Date.UTC(2026, 10, 21, 18, 12)
const facts = (step: Partial<Parameters<typeof statedFacts>[0]>) =>
  statedFacts({ statement: null, secondEvidence: null, enteredAfterwards: null, reason: null, ...step }, translator('ja'), createFormatter('ja')).map(({ term, value }) => `${term}：${value}`)
const evidence = (over: Partial<NonNullable<StepState['secondEvidence']>>): StepState['secondEvidence'] =>
  ({ kind: 'hypervisor', hypervisorShows: 'switchedOff', by: '佐藤', at: AT, note: '応答なし', vmNameSeen: 'vm-gyoumu-a-01', recordedAt: AT, ...over })

test('why a dead server counts as stopped: what the hypervisor showed, under which name, who saw it, when', () => {
  expect(facts({ secondEvidence: evidence({}) })).toEqual([
    'ハイパーバイザで見た状態：電源をOFFにした', 'ハイパーバイザに表示されている仮想サーバ名：vm-gyoumu-a-01', 'メモ：応答なし', '見た人：佐藤', '見た時刻：2026/11/22（日）03:12',
  ])
})
test('that the business answers is told with what was seen', () => {
  expect(facts({ secondEvidence: evidence({ kind: 'business', hypervisorShows: null, vmNameSeen: null, note: '受注画面が開いた' }) })[0]).toBe('業務が応答したことを示すもの：受注画面が開いた')
})
test('what was done outside carries its own time', () => {
  expect(facts({ enteredAfterwards: { what: '手で停止した', doneBy: '田中', doneAt: AT, enteredAt: AT + 3_600_000 }, reason: '急いだ' }))
    .toEqual(['完了（あとから入力）：手で停止した', '行った人：田中', '行った時刻：2026/11/22（日）03:12', '理由：急いだ'])
})
