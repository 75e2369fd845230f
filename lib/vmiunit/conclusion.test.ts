import { describe, expect, test } from 'vitest'
import { CONCLUSIONS, WITH_SECOND_EVIDENCE, conclude } from './conclusion'
import type { Conclusion, SaidKind, Seen } from './outcome'

const SEEN: readonly Seen[] = ['target', 'targetAlreadyBefore', 'sameAsBefore', 'changed', 'notReadable']

// Written out on purpose: this is the contract, the code must agree with it cell by cell.
const EXPECTED: readonly (readonly [SaidKind, ...Conclusion[]])[] = [
  // said       target       there before       as before    changed      cannot be read
  ['normal', 'done', 'secondEvidence', 'attention', 'attention', 'unknown'],
  ['warning', 'doneWarn', 'secondEvidence', 'attention', 'attention', 'unknown'],
  ['busy', 'attention', 'ready', 'ready', 'ready', 'ready'],
  ['abnormal', 'attention', 'secondEvidence', 'failed', 'attention', 'unknown'],
  ['other', 'attention', 'attention', 'attention', 'attention', 'unknown'],
  ['none', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
]
const CELLS = EXPECTED.flatMap(([said, ...row]) => SEEN.map((seen, column) => [said, seen, row[column]] as const))

describe('conclusion table', () => {
  test.each(CELLS)('%s × %s → %s', (said, seen, expected) => {
    expect(conclude(said, seen)).toBe(expected)
    expect(CONCLUSIONS[said][seen]).toBe(expected)
  })

  test.each([
    ['normal', 'done'],
    ['warning', 'doneWarn'],
    ['busy', 'ready'],
    ['abnormal', 'doneWarn'],
    ['other', 'attention'],
    ['none', 'unknown'],
  ] as const)('%s, there before, with the second evidence → %s', (said, expected) => {
    expect(conclude(said, 'targetAlreadyBefore', true)).toBe(expected)
    expect(WITH_SECOND_EVIDENCE[said]).toBe(expected)
  })

  test('a second evidence changes no cell that did not ask for it', () => {
    for (const [said, seen, expected] of CELLS) if (seen !== 'targetAlreadyBefore') expect(conclude(said, seen, true)).toBe(expected)
  })

  test('done needs the target state seen, and not seen before', () => {
    for (const [said, seen] of CELLS) if (conclude(said, seen).startsWith('done')) expect(seen).toBe('target')
  })
})
