/** How a connection and what was found of it are told. */
import type { StateKey } from '@/components/ui/icons'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { Severity } from '@/lib/sites/checks'
import type { CheckView, TestSummary } from '@/lib/sites/dto'
import type { TimeMs } from '@/lib/std/clock'

/** Shapes that mean the same everywhere: done, needs a look, failed, nothing to say. */
export const SEVERITY_STATE: Readonly<Record<Severity, StateKey>> = { ok: 'done', warning: 'attention', failed: 'failed', notReached: 'idle' }

/** What was seen, what it means, what to do next. A finding of a newer release is at least named. */
export const checkText = (t: Translate, { name, code }: CheckView): string => t.lookUp(code === 'notReached' ? 'checks.notReached' : `checks.${name}.${code}`) ?? code

/** When the last test was: `2026/11/22（日）03:00（2時間前）`. */
export const testTime = (t: Translate, format: Formatter, { at }: TestSummary, now: TimeMs): string => t('settings.test.at', { time: format.dateTime(at), age: format.duration(now - at) })

export const connectionHref = (id: string, page = ''): string => `/settings/connections/${encodeURIComponent(id)}${page}`
export const unitHref = (connectionId: string, name: string): string => connectionHref(connectionId, `/units/${encodeURIComponent(name)}`)
