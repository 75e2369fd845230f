/** The sentence of a refusal. Safe in the browser; the page's slice must hold `refusals.`, and `fields.` where a form is refused. */
import type { Refusal, RefusalCode } from '@/lib/recovery/refusals'
import type { Formatter } from './format'
import type { Translate } from './translate'

/** Every value that a sentence of refusals.ts may ask for. A value not given is shown as a dash, never as a hole. */
export const REFUSAL_VALUES = ['name', 'n', 'target', 'address', 'unit', 'at', 'time', 'earliest', 'recovery', 'min', 'max', 'label', 'command'] as const
const UNKNOWN = Object.fromEntries(REFUSAL_VALUES.map((name) => [name, '―']))
const TIMES: readonly string[] = ['at', 'time', 'earliest']
/** Numbers that are amounts of bytes, by the sentence that says them. */
const BYTES: Readonly<Partial<Record<RefusalCode, readonly string[]>>> = { fileTooBig: ['n', 'max'], diskFull: ['n'] }

/** Says why, and what to do. Times among the values are ms since 1970, sizes bytes; `label` is the field's as it is drawn. */
export function refusalText(t: Translate, format: Formatter, { code, values = {} }: Refusal, label?: string): string {
  const write = (name: string, value: number): string | number => (TIMES.includes(name) ? format.dateTime(value) : BYTES[code]?.includes(name) ? format.bytes(value) : value)
  const written = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? write(name, value) : value] as const)
  return t.lookUp(`refusals.${code}`, { ...UNKNOWN, ...Object.fromEntries(written), ...(label ? { label } : {}) }) ?? code
}

/** Sentences that tell by themselves what did not happen. */
export const SAYS_SO: readonly RefusalCode[] = ['stalePage', 'factsChanged', 'targetAlreadyThere', 'identifierMismatch', 'identifierOfNewServer', 'identifierTaken', 'onlyByHand', 'keyUsedForOther', 'notAllowed', 'notYourRole', 'signedOut', 'serverInRecovery']

/** The same to whoever pressed for a command: it always says that nothing was run, but beside a field that only wants another entry. The slice must hold `errors.summary`. */
export function pressRefusalText(t: Translate, format: Formatter, refusal: Refusal, label?: string): string {
  const text = refusalText(t, format, refusal, label)
  return refusal.field !== undefined || SAYS_SO.includes(refusal.code) ? text : t('errors.summary.nothingRun', { text })
}

/** A field's label by its name (`fields.<name>`); fields of rows name their row, too. `drawn`: labels of the form that differ. */
export function fieldLabel(t: Translate, name: string, drawn: Readonly<Record<string, string>> = {}): string | undefined {
  const [, index, part] = /^items\[(\d+)\]\.(\w+)$/.exec(name) ?? []
  if (index === undefined) return drawn[name] ?? t.lookUp(`fields.${name}`) ?? undefined
  return [t.lookUp('fields.items.row', { n: Number(index) + 1 }), t.lookUp(`fields.items.${part}`)].filter(Boolean).join(' ')
}
