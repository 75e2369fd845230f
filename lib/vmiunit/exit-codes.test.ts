import { expect, test } from 'vitest'
import { saidKind, toSaid } from './exit-codes'

test.each([
  [0, null, 'normal'],
  [1, null, 'warning'],
  [2, null, 'busy'],
  [64, null, 'abnormal'],
  [3, null, 'other'],
  [137, null, 'other'],
  [null, 'SIGKILL', 'other'],
  [0, 'SIGTERM', 'other'],
  [null, null, 'none'],
] as const)('exit code %s with signal %s says %s', (exitCode, signal, kind) => {
  expect(saidKind({ exitCode, signal })).toBe(kind)
})

test('the recorded end keeps the facts beside their kind', () => {
  expect(toSaid({ exitCode: 64, signal: null, endedAt: 12 })).toEqual({ kind: 'abnormal', exitCode: 64, signal: null, endedAt: 12 })
})
