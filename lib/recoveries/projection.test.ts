import { describe, expect, test } from 'vitest'
import { requestIntent } from '@/lib/recovery/testing/moves'
import { Play, upTo } from '@/lib/recovery/testing/play'
import { toProjection } from './projection'

const of = (play: Play) => toProjection(play.state, play.at)

describe('who is waited for', () => {
  test('the other party, while a request is open', () => {
    const play = new Play({ procedure: 'replace' })
    expect(of(play)).toMatchObject({ waitsFor: 'resourceManager', openRequests: [{ key: 'collect-data' }] })
  })
  test('the system builder once the request was taken back: nobody else would ever act', () => {
    const play = new Play({ procedure: 'replace' })
    play.do(requestIntent(play, 'recall', 'collect-data'))
    expect(of(play)).toMatchObject({ waitsFor: 'systemBuilder', openRequests: [] })
  })
  test('the machine, while it runs a command', () => {
    const play = upTo({ procedure: 'reuse' }, 'start')
    play.launch(play.press())
    expect(of(play).waitsFor).toBe('machine')
  })
  test('nobody, while it rests', () => {
    const play = new Play({ procedure: 'reuse' })
    play.do({ type: 'hold', reason: 'x', category: 'parts', plannedAt: null, informed: null })
    expect(of(play).waitsFor).toBe('none')
  })
})
