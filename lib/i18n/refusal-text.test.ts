import { expect, test } from 'vitest'
import { refuse } from '@/lib/recovery/refusals'
import { translator } from './dictionary'
import { createFormatter } from './format'
import { refusalText } from './refusal-text'

test('sizes are said in the unit that fits, other numbers as they are', () => {
  const say = (...refused: Parameters<typeof refuse>) => refusalText(translator('en'), createFormatter('en'), refuse(...refused))
  expect(say('fileTooBig', { values: { name: 'a.zip', n: 12_400_000_000, max: 10_240_000_000 } })).toBe('a.zip has 12 GB. The limit is 10 GB. Split it, or record where it is kept.')
  expect(say('diskFull', { values: { name: 'a.zip', n: 0 } })).toContain('(0 B left)')
  expect(say('notThisStepYet', { values: { n: 3 } })).toContain('step 3')
})
