import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDisposition, toFileName } from './file-name'

describe('the name of a brought file', () => {
  test.each([
    ['ログ.tar.gz', 'ログ.tar.gz'], ['../../x', 'x'], ['..\\..\\x', 'x'], ['C:\\data\\x.txt', 'x.txt'], ['/etc/passwd', 'passwd'], ['  a b.txt ', 'a b.txt'], ['.env', '.env'],
    ['a\u0000b\r\nc.txt', 'abc.txt'], ['exe\u202Etxt.scr', 'exetxt.scr'], ['\u2066a\u2069\u200F.zip', 'a.zip'], ['ファイル\u2028.txt', 'ファイル.txt'], ['が', 'が'], ['👩‍💻.txt', '👩‍💻.txt'],
  ])('%j is kept as %j', (given, name) => expect(toFileName(given)).toBe(name))

  test.each(['', ' ', '.', '..', '../..', 'a/', '\u0000', '\u202E\u202C', 'caf\uFFFD.txt'])('%j names nothing', (given) => expect(toFileName(given)).toBeNull())

  test('a long one keeps its ending and no half of a character', () => {
    expect(toFileName(`${'😀'.repeat(300)}.tar.gz`)).toBe(`${'😀'.repeat(197)}.gz`)
    expect(toFileName(`x.${'y'.repeat(300)}`)).toHaveLength(200)
  })

  test('whatever is given, the name has no path, nothing unseen and a measure', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 250 }), (given) => {
      const name = toFileName(given)
      if (name === null) return
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}\p{Bidi_Control}]|^\.{0,2}$/u)
      expect([...name].length).toBeLessThanOrEqual(200)
      expect(toFileName(name)).toBe(name)
    }), { numRuns: 50 })
  })
})

describe('the name of a download', () => {
  test('stands there in ASCII and exactly', () =>
    expect(toDisposition('業務 "A" (1)%.log')).toBe(`attachment; filename="__ _A_ (1)_.log"; filename*=UTF-8''%E6%A5%AD%E5%8B%99%20%22A%22%20%281%29%25.log`))

  test('never breaks out of its header', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (given) => {
      const name = toFileName(given)
      if (name !== null) expect(toDisposition(name)).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\w.!~%-]+$/)
    }))
  })
})
