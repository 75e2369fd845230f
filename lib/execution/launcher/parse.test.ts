import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCounts, parseHead, parseJob, parseProbe, parseState, toExit } from './parse'

const IDENTITY = '4b28621b-8967-4e27-b57d-d3d2c6ee255c'
const BOOT = '989832d6-eb2e-43e0-a561-aac74256d997'
const line = (rest: string, nonce = 'n1'): string => `shirube/1 ${nonce} ${IDENTITY} ${BOOT} 1795371308388 ${rest}`

describe('the first line of an answer', () => {
  test('says who speaks, and the words', () => {
    expect(parseHead(line('state running 12 34'), 'n1')).toEqual({
      kind: 'answer', verb: 'state', words: ['running', '12', '34'],
      stamp: { protocol: 1, identity: IDENTITY, bootId: BOOT, clockMs: 1795371308388 },
    })
  })

  test.each(['Welcome to host', '', line('state absent', 'n2'), 'shirube/2 n1 a b 1 state absent', ` ${line('state absent')}`])(
    'a banner or another\'s answer is not ours: %s', (text) => expect(parseHead(text, 'n1')).toBeNull())

  test.each([line(''), line('refused reboot'), line('refused'), `shirube/1 n1 ${IDENTITY} ${BOOT} soon state absent`, `shirube/1 n1 - ${BOOT} 1 state absent`, 'shirube/1 n1'])(
    'under our nonce, yet not our protocol: garbled: %s', (text) => expect(parseHead(text, 'n1')).toEqual({ kind: 'garbled' }))

  test('a refusal before the launcher knows its name, or our nonce, is still a refusal', () => {
    expect(parseHead('shirube/1 n1 - - 0 refused unsupported', 'n1')).toEqual({ kind: 'refused', code: 'unsupported', stamp: null })
    expect(parseHead(line('refused badWord', '-'), 'n1')).toMatchObject({ kind: 'refused', code: 'badWord', stamp: { identity: IDENTITY } })
  })
})

describe('states', () => {
  test.each([
    ['absent', { kind: 'absent' }], ['void', { kind: 'void' }], ['starting', { kind: 'starting' }],
    ['running 7 8', { kind: 'running', pid: 7, startedAt: 8 }],
    ['ended 64 9 10', { kind: 'ended', exitCode: 64, signal: null, at: 9, bytes: 10 }],
    ['ended 143 9 0', { kind: 'ended', exitCode: 143, signal: 'SIGTERM', at: 9, bytes: 0 }],
    ['lost gone 1', { kind: 'lost', reason: 'gone', alive: true }],
  ])('%s', (text, state) => expect(parseState(text.split(' '))).toEqual(state))

  test.each(['', 'done', 'running', 'running 7', 'running 7 8 9', 'running -7 8', 'ended 0 1', 'ended  1 2', 'ended 0x1 1 2', 'ended 1e3 1 2', 'lost gone', 'lost gone 2', 'void 0', 'ended 9999999999999999 1 2'])(
    'nothing else is one: %s', (text) => expect(parseState(text.split(' '))).toBeNull())
})

test('a status above 128 names its signal where there is one', () => {
  expect([toExit(0), toExit(128), toExit(137), toExit(255)].map(({ signal }) => signal)).toEqual([null, null, 'SIGKILL', null])
})

test('jobs, probes and numbers are taken only whole', () => {
  expect(parseJob('job a1 void')).toEqual(['a1', { kind: 'void' }])
  expect([parseJob('job a1'), parseJob('end 1'), parseJob('')]).toEqual([null, null, null])
  expect(parseProbe('1 file 1 0 -'.split(' '))).toEqual({ script: '1', sha256: null, flush: 'file', ownSession: true, programFound: false, freeKib: null })
  expect(parseProbe(`2 dd 0 1 7 ${'ab'.repeat(32)}`.split(' '))).toMatchObject({ script: '2', sha256: 'ab'.repeat(32), freeKib: 7 })
  expect(parseProbe('1 file 1 0'.split(' '))).toBeNull()
  expect([parseCounts(['1', '2'], 2), parseCounts(['1'], 2), parseCounts(['01'], 1)]).toEqual([[1, 2], null, null])
})

test('no text whatever makes it throw', () => {
  const words = fc.array(fc.oneof(fc.string(), fc.constantFrom('shirube/1', 'n1', IDENTITY, BOOT, 'refused', 'state', 'running', '0', '-', 'late')), { maxLength: 9 })
  fc.assert(
    fc.property(words, (parts) => {
      const text = parts.join(' ')
      expect(() => [parseHead(text, 'n1'), parseState(parts), parseProbe(parts), parseJob(text), parseCounts(parts, 2)]).not.toThrow()
    }),
    { numRuns: 2_000 },
  )
})
