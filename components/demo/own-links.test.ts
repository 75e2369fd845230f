import { describe, expect, test } from 'vitest'
import { splitAtOwnLinks } from './own-links'

const ORIGINS = ['http://127.0.0.1:3000', 'http://localhost:3000', 'https://shirube.example.com']
const links = (text: string) => splitAtOwnLinks(text, ORIGINS).flatMap(({ path }) => (path === null ? [] : [path]))

describe('in the text of a mail', () => {
  test.each([
    ['画面  http://127.0.0.1:3000/h/abc_DEF-1（社内から。開いただけでは何も実行されません）', '/h/abc_DEF-1'],
    ['http://localhost:3000/h/abc。', '/h/abc'],
    ['Open https://shirube.example.com/recoveries/R-2026-0001?x=1&y=2#a.', '/recoveries/R-2026-0001?x=1&y=2#a'],
    ['http://127.0.0.1:3000', '/'],
    ['<http://127.0.0.1:3000/h/abc>', '/h/abc'],
  ])('an address of ours is a link to its path: %s', (text, path) => expect(links(text)).toEqual([path]))

  test.each([
    'https://evil.example.com/h/abc', 'http://127.0.0.1:3001/h/abc', 'http://127.0.0.1:3000.evil.example.com/h/abc', 'http://127.0.0.1:3000@evil.example.com/', 'javascript:alert(1)', 'ftp://127.0.0.1:3000/h/abc',
    '//127.0.0.1:3000/h/abc', 'http://[::1', 'https://127.0.0.1:3000/h/abc', 'http://127.0.0.1:3000//evil.example.com/x',
  ])('whatever else looks like one stays text: %s', (text) => expect(links(text)).toEqual([]))

  test('several links keep their places, and no sign of the text is lost', () => {
    const text = '■ 画面 http://127.0.0.1:3000/h/a\n■ 手順 http://localhost:3000/recoveries/R-1、https://other.example.com/x\n'
    const parts = splitAtOwnLinks(text, ORIGINS)
    expect(parts.map((part) => part.text).join('')).toBe(text)
    expect(parts.map(({ path }) => path)).toEqual([null, '/h/a', null, '/recoveries/R-1', null])
  })
})
