/**
 * The one formatter of dates, durations and numbers; nothing else in the product calls `Intl` or `toLocaleString`.
 * Pure and safe in the browser: the moment, the locale and the time zone are handed in, so that screen, mail and
 * report agree. Times are ms since 1970; durations are ms.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { Locale } from './locale'

/** An IANA name. The people and the machines of one site share one zone. */
export type TimeZone = string
export const DEFAULT_TIME_ZONE: TimeZone = 'Asia/Tokyo'

const WEEKDAYS: Readonly<Record<Locale, readonly string[]>> = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const SHORT_NAMES: Readonly<Record<string, string>> = { 'Asia/Tokyo': 'JST', UTC: 'UTC' }
const MINUTE_MS = 60_000

type Parts = { year: string; month: string; day: string; hour: string; minute: string; second: string }

const zones = new Map<TimeZone, Intl.DateTimeFormat>()

function zoneFormat(timeZone: TimeZone): Intl.DateTimeFormat {
  const known = zones.get(timeZone)
  if (known) return known
  // Digits only: era names and orders of a locale never enter, so every browser gives the same text.
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  })
  zones.set(timeZone, made)
  return made
}

function partsOf(at: TimeMs, timeZone: TimeZone): Parts {
  const parts: Parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' }
  for (const { type, value } of zoneFormat(timeZone).formatToParts(at)) if (type in parts) parts[type as keyof Parts] = value
  return parts
}

function weekdayOf({ year, month, day }: Parts, locale: Locale): string {
  return WEEKDAYS[locale][new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] ?? ''
}

const bracketed = (text: string, locale: Locale): string => (locale === 'ja' ? `（${text}）` : ` (${text}) `)

export type Formatter = {
  readonly locale: Locale
  readonly timeZone: TimeZone
  /** `2026/11/22（日）` · `2026/11/22 (Sun)` */
  date(at: TimeMs): string
  /** `03:12` */
  time(at: TimeMs): string
  /** `03:12:44`, for the lines of a command. */
  timeWithSeconds(at: TimeMs): string
  /** `2026/11/22（日）03:12` · `2026/11/22 (Sun) 03:12` */
  dateTime(at: TimeMs): string
  /** With the zone's short name, for what leaves the screen: `2026/11/22（日）03:12 JST` */
  dateTimeZone(at: TimeMs): string
  /** `03:12` on the same day as `now`, else with the date. */
  timeNear(at: TimeMs, now: TimeMs): string
  /** `2026-11-22T03:12`: the value of a date-and-time field, in the site's zone. */
  input(at: TimeMs): string
  /** A moment as a form posted it (`2026-11-22T03:12`, or as it was typed), written like every other: `2026/11/22（日）03:12`. */
  typed(text: string): string
  /** Whole minutes, rounded down: `1時間12分`, `2日3時間` · `1 h 12 min`. Below a minute: seconds. Negative counts as 0. */
  duration(ms: number): string
  /** With seconds as long as it is short: `1分05秒`, for a command that runs. */
  durationExact(ms: number): string
  /** `1,240` */
  number(value: number): string
  /** `96 KB`, steps of 1,000, at most one decimal. */
  bytes(value: number): string
}

/** Makes the formatter of one reader. An unknown time zone is a programming error (RangeError of `Intl`). */
export function createFormatter(locale: Locale, timeZone: TimeZone = DEFAULT_TIME_ZONE): Formatter {
  const date = (at: TimeMs): string => {
    const parts = partsOf(at, timeZone)
    return `${parts.year}/${parts.month}/${parts.day}${bracketed(weekdayOf(parts, locale), locale)}`
  }
  const time = (at: TimeMs): string => {
    const { hour, minute } = partsOf(at, timeZone)
    return `${hour}:${minute}`
  }
  const dateTime = (at: TimeMs): string => `${date(at)}${time(at)}`
  return {
    locale,
    timeZone,
    date: (at) => date(at).trimEnd(),
    time,
    timeWithSeconds: (at) => `${time(at)}:${partsOf(at, timeZone).second}`,
    dateTime,
    dateTimeZone: (at) => `${dateTime(at)} ${SHORT_NAMES[timeZone] ?? timeZone}`,
    input: (at) => {
      const { year, month, day, hour, minute } = partsOf(at, timeZone)
      return `${year}-${month}-${day}T${hour}:${minute}`
    },
    typed: (text) => typed(text, locale),
    timeNear: (at, now) => (date(at) === date(now) ? time(at) : dateTime(at)),
    duration: (ms) => duration(ms, locale),
    durationExact: (ms) => durationExact(ms, locale),
    number: (value) => grouped(value),
    bytes,
  }
}

function typed(text: string, locale: Locale): string {
  const [, year = '', month = '', day = '', hour = '', minute = ''] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text) ?? []
  if (year === '') return text
  return `${year}/${month}/${day}${bracketed(weekdayOf({ year, month, day, hour, minute, second: '' }, locale), locale)}${hour}:${minute}`
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

const UNITS = { ja: { day: '日', hour: '時間', minute: '分', second: '秒' }, en: { day: ' d', hour: ' h', minute: ' min', second: ' s' } } as const

function duration(ms: number, locale: Locale): string {
  if (ms < MINUTE_MS) return `${Math.max(0, Math.floor(ms / 1_000))}${UNITS[locale].second}`
  const minutes = Math.floor(ms / MINUTE_MS)
  const days = Math.floor(minutes / 1_440)
  const hours = Math.floor((minutes % 1_440) / 60)
  // From a day on minutes say nothing any more.
  const counts = days > 0 ? { day: days, hour: hours } : { hour: hours, minute: minutes % 60 }
  return joined(counts, locale)
}

function durationExact(ms: number, locale: Locale): string {
  if (ms < MINUTE_MS || ms >= 60 * MINUTE_MS) return duration(ms, locale)
  const seconds = String(Math.floor((ms % MINUTE_MS) / 1_000)).padStart(2, '0')
  const separator = locale === 'ja' ? '' : ' '
  return `${Math.floor(ms / MINUTE_MS)}${UNITS[locale].minute}${separator}${seconds}${UNITS[locale].second}`
}

function joined(counts: { day?: number; hour?: number; minute?: number }, locale: Locale): string {
  const texts: string[] = []
  for (const unit of ['day', 'hour', 'minute'] as const) {
    const count = counts[unit]
    if (count) texts.push(`${count}${UNITS[locale][unit]}`)
  }
  return texts.join(locale === 'ja' ? '' : ' ')
}

function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let size = value
  let step = 0
  while (size >= 1_000 && step < units.length - 1) {
    size /= 1_000
    step += 1
  }
  const rounded = size >= 10 || step === 0 ? Math.round(size) : Math.round(size * 10) / 10
  return `${grouped(rounded)} ${units[step]}`
}
