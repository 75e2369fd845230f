import { expect, test } from 'vitest'
import { translator } from '@/lib/i18n/dictionary'
import { createFormatter } from '@/lib/i18n/format'
import { statedValue } from './stated-value'

const say = (name: string, value: string) => statedValue(translator('ja'), createFormatter('ja'), name, value)

test('a stated time is written in the site\'s zone, a choice in words, anything else as it was typed', () => {
  expect(say('at', '2026-11-21T18:12:00.000Z')).toContain('03:12')
  expect(say('at', '夜')).toBe('夜')
  expect(say('hypervisorShows', 'alreadyOff')).toBe(translator('ja')('choices.hypervisorShows.alreadyOff'))
  expect(say('by', '佐藤 花子')).toBe('佐藤 花子')
})
