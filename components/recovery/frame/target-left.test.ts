import { expect, test } from 'vitest'
import { targetLeft } from './target-left'

const of = (now: number, held: object | null = null) => targetLeft({ detectedAt: 0, targetAt: 1_000, held: held as never }, now)

test('little time is told from four fifths on, and going over after the target', () => {
  expect([0, 799, 800, 1_000, 1_001].map((now) => of(now).level)).toEqual(['left', 'left', 'soon', 'soon', 'over'])
  expect(of(1_300).leftMs).toBe(-300)
})

test('a recovery on hold is told to be over with its pause, and one without a target says nothing', () => {
  expect(of(1_001, {}).level).toBe('overHeld')
  expect(targetLeft({ detectedAt: 0, targetAt: null, held: null }, 5).level).toBe('none')
})
