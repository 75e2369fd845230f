import { expect, test } from 'vitest'
import { isMoment, plain, toMoment } from './moment'

const now = Date.parse('2026-11-21T18:12:00Z') // 03:12 on the 22nd in Tokyo

test('a time is read in the site\'s zone, in full-width digits as well', () => {
  for (const text of ['2026-11-22T03:05', '2026/11/22 3:05', plain('２０２６／１１／２２　０３：０５')])
    expect(new Date(toMoment(text, now, 'Asia/Tokyo', 'past') ?? 0).toISOString()).toBe('2026-11-21T18:05:00.000Z')
})

test('a clock time alone means the last one for what happened and the next one for what is planned', () => {
  expect(toMoment('03:05', now, 'Asia/Tokyo', 'past')).toBe(Date.parse('2026-11-22T03:05:00+09:00'))
  expect(toMoment('23:50', now, 'Asia/Tokyo', 'past')).toBe(Date.parse('2026-11-21T23:50:00+09:00'))
  expect(toMoment('04:00', now, 'Asia/Tokyo', 'future')).toBe(Date.parse('2026-11-22T04:00:00+09:00'))
  expect(toMoment('03:12', now + 59_999, 'Asia/Tokyo', 'future'), 'the minute that goes on').toBe(Date.parse('2026-11-22T03:12:00+09:00'))
  expect(toMoment('03:00', now, 'Asia/Tokyo', 'future')).toBe(Date.parse('2026-11-23T03:00:00+09:00'))
})

test('the offset of the moment itself counts where clocks change', () => {
  expect(toMoment('2026-03-29T03:30', now, 'Europe/Berlin', 'past')).toBe(Date.parse('2026-03-29T03:30:00+02:00'))
})

test('what is no time is not taken for one', () => {
  for (const text of ['', '25:00', '3時', '2026-02-30T10:00', '2026-11-22', '12:60']) expect(isMoment(text), text).toBe(false)
})
