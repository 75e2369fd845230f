/** Times as people type them, in the site's time zone. Pure. */
import type { TimeMs } from '@/lib/std/clock'

type Parts = { readonly year: number; readonly month: number; readonly day: number; readonly hour: number; readonly minute: number }

const FULL = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::\d{2})?$/
const CLOCK = /^(\d{1,2}):(\d{2})$/
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Full-width digits and signs become plain ones, outer blanks go. */
export const plain = (text: string): string => text.normalize('NFKC').trim()

function partsOf(text: string): Partial<Parts> | null {
  const full = FULL.exec(text)
  if (full) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = full.slice(1, 6).map(Number)
    const date = new Date(Date.UTC(year, month - 1, day, hour, minute))
    // The calendar rolls over what does not exist (31 February, 25 o'clock); such a time is no time.
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour && minute < 60 ? { year, month, day, hour, minute } : null
  }
  const clock = CLOCK.exec(text)
  if (!clock) return null
  const [hour = 99, minute = 99] = clock.slice(1, 3).map(Number)
  return hour < 24 && minute < 60 ? { hour, minute } : null
}

/** Whether a text (after `plain`) is `YYYY-MM-DDTHH:mm`, the same with slashes or a blank, or `HH:mm`. */
export const isMoment = (text: string): boolean => partsOf(text) !== null

/**
 * The moment that a text means. A time without a date is the nearest one: before `now` for what happened, after it for what is planned.
 * @param text has passed `isMoment`; an empty one gives null
 */
export function toMoment(text: string, now: TimeMs, timeZone: string, side: 'past' | 'future'): TimeMs | null {
  const parts = partsOf(text)
  if (!parts) return null
  if (parts.year !== undefined) return fromZone(parts as Parts, timeZone)
  const today = inZone(now, timeZone)
  const at = fromZone({ ...today, hour: parts.hour ?? 0, minute: parts.minute ?? 0 }, timeZone)
  if (side === 'past') return at > now ? at - DAY_MS : at
  // The minute that goes on is still to come.
  return at + MINUTE_MS <= now ? at + DAY_MS : at
}

/** The same in the record's own text, where no language is chosen: `2026/11/22 03:40`. */
export function inText(at: TimeMs, timeZone: string): string {
  const { year, month, day, hour, minute } = inZone(at, timeZone)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${year}/${two(month)}/${two(day)} ${two(hour)}:${two(minute)}`
}

function inZone(at: TimeMs, timeZone: string): Parts {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' })
  const values = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return { year: values.year ?? 0, month: values.month ?? 0, day: values.day ?? 0, hour: values.hour ?? 0, minute: values.minute ?? 0 }
}

const asUtc = ({ year, month, day, hour, minute }: Parts): TimeMs => Date.UTC(year, month - 1, day, hour, minute)

/** Two steps, because the zone's offset at the guess may differ from the one at the moment itself. */
function fromZone(parts: Parts, timeZone: string): TimeMs {
  const wanted = asUtc(parts)
  const offsetAt = (at: TimeMs): number => asUtc(inZone(at, timeZone)) - Math.floor(at / 60_000) * 60_000
  const guess = wanted - offsetAt(wanted)
  return wanted - offsetAt(guess)
}
