import { describe, expect, test } from 'vitest'
import { createFormatter } from './format'

const AT = Date.UTC(2026, 10, 21, 18, 12, 44)
const ja = createFormatter('ja')
const en = createFormatter('en')

describe('dates are written in one form, in the time zone of the site', () => {
  test.each([
    [ja.dateTime(AT), '2026/11/22（日）03:12'],
    [en.dateTime(AT), '2026/11/22 (Sun) 03:12'],
    [ja.date(AT), '2026/11/22（日）'],
    [en.date(AT), '2026/11/22 (Sun)'],
    [ja.dateTimeZone(AT), '2026/11/22（日）03:12 JST'],
    [createFormatter('ja', 'UTC').dateTimeZone(AT), '2026/11/21（土）18:12 UTC'],
    [ja.timeWithSeconds(AT), '03:12:44'],
    [ja.time(Date.UTC(2026, 0, 1, 15, 0)), '00:00'],
  ])('%s', (written, expected) => expect(written).toBe(expected))

  test('the date is left out on the same day of that zone only', () => {
    expect(ja.timeNear(AT, AT + 3_600_000)).toBe('03:12')
    expect(ja.timeNear(AT, AT + 86_400_000)).toBe('2026/11/22（日）03:12')
    expect(ja.timeNear(Date.UTC(2026, 10, 21, 14, 59), AT)).toBe('2026/11/21（土）23:59')
  })
})

test('a moment as a form posted it is written like every other, and what is not one stays as typed', () => {
  expect(ja.typed(ja.input(AT))).toBe(ja.dateTime(AT))
  expect(en.typed('2026-11-22T03:12')).toBe('2026/11/22 (Sun) 03:12')
  expect(ja.typed('3:12')).toBe('3:12')
})

describe('durations name their units', () => {
  test.each([
    [25_900, '25秒', '25 s'],
    [-5, '0秒', '0 s'],
    [47 * 60_000, '47分', '47 min'],
    [72 * 60_000 + 59_000, '1時間12分', '1 h 12 min'],
    [2 * 3_600_000, '2時間', '2 h'],
    [51 * 3_600_000 + 60_000, '2日3時間', '2 d 3 h'],
  ])('%i ms', (ms, japanese, english) => {
    expect(ja.duration(ms)).toBe(japanese)
    expect(en.duration(ms)).toBe(english)
  })
  test('a running command shows its seconds', () => {
    expect(ja.durationExact(65_000)).toBe('1分05秒')
    expect(en.durationExact(65_000)).toBe('1 min 05 s')
    expect(ja.durationExact(3_600_000)).toBe('1時間')
  })
})

test('numbers and sizes', () => {
  expect(ja.number(1240)).toBe('1,240')
  expect([0, 999, 96_400, 1_500_000, 212_000_000].map((size) => ja.bytes(size))).toEqual(['0 B', '999 B', '96 KB', '1.5 MB', '212 MB'])
})
