/** A value that a person stated, as it is read: times written out, choices in words. Pure. */
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'

const TIMES: readonly string[] = ['at', 'loadBalancerDoneAt']

export function statedValue(t: Translate, format: Formatter, name: string, value: string): string {
  const at = TIMES.includes(name) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? (t.lookUp(`choices.${name}.${value}`) ?? value) : format.dateTime(at)
}
