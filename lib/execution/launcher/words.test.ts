import fc from 'fast-check'
import { expect, test } from 'vitest'
import { payload } from './port'
import { isJobId, isWireWord, toRequest } from './words'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

test('a request is one line of words, and payloads after it in the order of their places', () => {
  const request = toRequest('n1', ['launch', 'a', payload(1), '-x', payload(0)], [Buffer.from('first\n'), Buffer.from('障害')])
  expect(request.ok && text(request.value)).toBe('n1 launch a @6 -x @6\n障害first\n')
})

test('no word that any shell would read otherwise can be sent', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12, unit: 'binary' }), (word) => {
      const plain = /^[A-Za-z0-9._:/@=-]+$/.test(word) && !word.startsWith('@')
      expect(isWireWord(word)).toBe(plain)
      expect(toRequest('n', ['state', word]).ok).toBe(plain)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['a payload with NUL', [payload(0)], [Buffer.from('a\0b')]],
  ['a payload over 4096 bytes', [payload(0)], [Buffer.alloc(4097, 97)]],
  ['a payload without a place', ['a'], [Buffer.from('a')]],
  ['a place without a payload', [payload(0)], []],
  ['a line that is too long', Array.from({ length: 900 }, () => 'a'.repeat(9)), []],
])('%s is refused', (_, words, payloads) => expect(toRequest('n', words, payloads)).toEqual({ ok: false, error: 'badWord' }))

test('a job id is a safe folder name', () => {
  expect(['a', 'R-2026-0012.s8.1', '0=1_'].filter((id) => !isJobId(id))).toEqual([])
  expect(['', '.', '..', '.a', '-a', 'a/b', 'a b', 'é', 'a\n', 'x'.repeat(101)].filter(isJobId)).toEqual([])
})
