/** Refusals as sentences: the code's message, its values formatted for the reader. Pure. */
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { Refusal } from '@/lib/recovery/refusals'

/** Values under these names are moments in ms since 1970. */
const TIMES: readonly string[] = ['time', 'since', 'at', 'due']

/** The sentence of a refusal; a code without a message of its own is told as "not offered", never as a raw key. */
export function refusalText(t: Translate, format: Formatter, { code, values = {} }: Refusal): string {
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, TIMES.includes(name) && typeof value === 'number' ? format.dateTime(value) : value]),
  )
  return t.lookUp(`refusals.${code}`, shown) ?? t.lookUp('refusals.notOffered') ?? code
}
