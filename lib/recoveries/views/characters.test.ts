import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { tornBytes, wholeLines } from './characters'

test.each(['utf-8', 'euc-jp', 'shift_jis'] as const)('%s: text that begins and ends in the middle of a character is read from the next one to the last whole one', (charset) => {
  for (const text of ['障害復旧。', '障害\n復旧', 'ア表ソ能', 'x障害障害 1', 'ーー']) {
    const bytes = Buffer.concat([iconv.encode('障', charset).subarray(1), iconv.encode(text, charset)])
    const begun = bytes.subarray(tornBytes(bytes, charset))
    const read = new TextDecoder(charset).decode(begun)
    // Shift_JIS, read from the wrong byte, may come out even: it finds the way back by itself.
    if (charset === 'shift_jis') expect(read.at(-1)).toBe(text.at(-1))
    else expect(read).toBe(text)
    const cut = wholeLines(Buffer.concat([iconv.encode(text.replaceAll('\n', ''), charset), iconv.encode('障', charset).subarray(0, 1)]), charset)
    expect(new TextDecoder(charset).decode(cut)).toBe(text.replaceAll('\n', ''))
  }
})

test('bytes that are no characters are neither held back nor passed over for ever', () => {
  for (const charset of ['utf-8', 'euc-jp', 'shift_jis']) expect(tornBytes(Buffer.alloc(100, 0xff), charset)).toBeLessThanOrEqual(3)
})
