import { describe, expect, test } from 'vitest'
import { translator } from '@/lib/i18n/dictionary'
import { recordSentences } from './record-words'

const t = translator('ja')
const healthy = { id: 'x', logical: 'working', observed: 'working', access: 'online' }

describe('what a record says about its server', () => {
  test('a healthy one says so, and stays choosable without trouble made up', () => {
    expect(recordSentences(t, healthy)).toEqual(['論理ステータスと実ステータスの食い違いはありません（working）。'])
  })
  test('a mismatch, an unreachable guest and a mark are each told, the mismatch first', () => {
    const sentences = recordSentences(t, { ...healthy, observed: 'stopped', access: 'offline', markTime: '02:40', markComment: '調査中' })
    expect(sentences).toHaveLength(3)
    expect(sentences[0]).toContain('stopped')
    expect(sentences[1]).toContain('offline')
    expect(sentences[2]).toContain('調査中（02:40）')
  })
  test('a value that is not printed is told as missing, not guessed', () => {
    expect(recordSentences(t, { id: 'x', logical: 'working' })[0]).toContain('値なし')
  })
})
