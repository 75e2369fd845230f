/** The sentence of a refusal. Safe in the browser; the page's slice must hold `refusals.`. */
import type { Refusal } from '@/lib/recovery/refusals'
import type { Formatter } from './format'
import type { Translate } from './translate'

/** Every value that a sentence of refusals.ts may ask for. A value not given is shown as a dash, never as a hole. */
export const REFUSAL_VALUES = ['name', 'n', 'target', 'address', 'unit', 'at', 'time', 'recovery', 'min', 'max'] as const
const UNKNOWN = Object.fromEntries(REFUSAL_VALUES.map((name) => [name, '―']))
const TIMES: readonly string[] = ['at', 'time']

/** Says why, and what to do. Times among the values are ms since 1970. */
export function refusalText(t: Translate, format: Formatter, { code, values = {} }: Refusal): string {
  const written = Object.entries(values).map(([name, value]) => [name, TIMES.includes(name) && typeof value === 'number' ? format.dateTime(value) : value] as const)
  return t.lookUp(`refusals.${code}`, { ...UNKNOWN, ...Object.fromEntries(written) }) ?? code
}
