import { describe, expect, test } from 'vitest'
import { createFormatter } from '@/lib/i18n/format'
import { translator } from '@/lib/i18n/dictionary'
import { LOCALES } from '@/lib/i18n/locale'
import { EVENT_TYPES, type EventType } from '@/lib/recovery/events'
import { EVENT_KINDS, eventSentence, kindOf } from './event-words'

/** Bodies with every field that a sentence may ask for: what is shown is the words, whatever else the event holds. */
const body = {
  procedure: 'replace', detectedBy: 'JP1', because: 'noMark', doneBy: '佐藤', doneAt: 0, what: 'x', by: '佐藤', at: 0, no: 1, why: 'drift', said: { exitCode: 64, signal: null },
  seen: 'target', conclusion: 'failed', enteredFor: { who: '山田' }, version: 2, percent: 50, items: [], nothingBecause: null, where: 'x', comparedBy: 'x', text: 'x', name: 'x', sizeBytes: 1,
  sha256: 'x', from: { name: 'A' }, to: 'reuse', restored: true, approver: 'x', alive: [], forced: false,
}

describe('every event of a history is told in words', () => {
  test.each(LOCALES)('%s: each type has a sentence of its own, none a raw name or a hole', (locale) => {
    for (const type of EVENT_TYPES as EventType[]) {
      const entry = { type, body: type === 'DriverChanged' ? { ...body, to: { name: 'B' } } : type === 'ApprovalGiven' || type === 'HandoffAccepted' ? { ...body, by: { id: 'c', name: 'C' } } : body }
      const sentence = eventSentence(translator(locale), createFormatter(locale), entry)
      expect(sentence, type).not.toBe(type)
      expect(sentence, type).not.toMatch(/\{|undefined|\[object/)
    }
  })
  test('each type is of one of the kinds that can be filtered', () => {
    expect(new Set((EVENT_TYPES as EventType[]).map(kindOf))).toEqual(new Set(EVENT_KINDS))
  })
  test('the proof that a dead server is off says what the hypervisor showed', () => {
    const body = { kind: 'hypervisor', hypervisorShows: 'alreadyOff', vmNameSeen: 'vm-a-01', by: '佐藤', at: Date.UTC(2026, 10, 21, 18, 12), note: null }
    expect(eventSentence(translator('ja'), createFormatter('ja'), { type: 'SecondEvidenceGiven', body }))
      .toBe('ハイパーバイザで見た状態を記録しました：すでに電源がOFFだった（見た仮想サーバ名：vm-a-01、見た人：佐藤、2026/11/22（日）03:12）。')
  })
  test('an interruption says what was still alive, that it took force, or that nobody knows', () => {
    const told = (body: object) => eventSentence(translator('ja'), createFormatter('ja'), { type: 'CommandInterrupted', body: { alive: [], forced: false, ...body } })
    expect([told({}), told({ forced: true }), told({ forced: true, alive: ['vmiunit start'] }), told({ unanswered: true })]).toEqual([
      'コマンドの中断を求めました。動いている処理はなくなりました。',
      'コマンドの中断を求めました。応じなかったため、強制的に終わらせました。',
      'コマンドの中断を求めました。まだ動いている処理がありました：vmiunit start',
      'コマンドの中断を求めました。応答がなく、止まったかどうかは分かりません。',
    ])
  })
  test('what was done by a link says who of its mailbox did it; whoever signed in is named by the entry itself', () => {
    const told = (type: EventType, body: object) => eventSentence(translator('ja'), createFormatter('ja'), { type, body: { enteredFor: null, version: 2, ...body } })
    expect([told('HandoffAccepted', { by: { id: 'link:1', name: '木村' } }), told('HandoffAnswered', { handledBy: '木村' }), told('HandoffCorrected', { handledBy: '木村' })]).toEqual([
      '依頼を受け付けました。対応者：木村さん', '依頼に回答しました。対応者：木村さん', '回答を訂正しました（2版）。対応者：木村さん',
    ])
    expect([told('HandoffAccepted', { by: { id: 'yamada', name: '山田 太郎' } }), told('HandoffAnswered', {}), told('HandoffCorrected', {})]).toEqual(['依頼を受け付けました。', '依頼に回答しました。', '回答を訂正しました（2版）。'])
  })
  test('a variant that this release does not know is told by its type', () => {
    expect(eventSentence(translator('ja'), createFormatter('ja'), { type: 'StepNotNeeded', body: { because: 'later' } })).toBe('手順は不要でした。')
  })
})
