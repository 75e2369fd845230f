import { expect, test } from 'vitest'
import { wholeLines } from './whole-lines'

const texts = (text: string) => wholeLines('vmiunit stop', text).map((line) => line.text)

test('the command is the first line, and a last line without its end is not lost', () => {
  expect(texts('')).toEqual(['$ vmiunit stop'])
  expect(texts('a\nb')).toEqual(['$ vmiunit stop', 'a', 'b'])
  expect(texts('a\r\nb\n')).toEqual(['$ vmiunit stop', 'a', 'b'])
})
test('a line drawn anew is shown as drawn last', () => expect(texts('10%\r100%\n')).toEqual(['$ vmiunit stop', '100%']))
test('lines count from 1 without a gap', () => expect(wholeLines('x', 'a\nb\nc').map(({ no }) => no)).toEqual([1, 2, 3, 4]))
