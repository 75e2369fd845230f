/**
 * Fields of settings that hold one line: names, numbers, a mail address, and what a machine will read, out of which nothing is taken but outer
 * blanks. Server side only, as fields.ts.
 */
import { z } from 'zod'
import { isMail, line, needed, says } from './fields'
import { plain } from './moment'

const NAME_LENGTH_MAX = 80
const LINE_BREAK_OR_CONTROL = /\p{Cc}/u
const raw = z.string().default('')

/** What stands in a line of its own; may be empty. */
export const oneLine = line.refine((text) => !LINE_BREAK_OR_CONTROL.test(text), says('lineBroken'))
export const name = needed().refine((text) => !LINE_BREAK_OR_CONTROL.test(text), says('lineBroken')).refine((text) => text.length <= NAME_LENGTH_MAX, says('tooLong', { max: NAME_LENGTH_MAX }))

/** Nothing is taken out of what was typed but outer blanks: what a machine reads must not differ from what a person saw. Its form is judged by who uses it. */
export const typed = raw.transform((text) => text.replace(/^ +| +$/g, ''))

/** A whole number, full-width digits understood; null where nothing was typed. */
export const wholeNumber = ({ min, max }: { readonly min: number; readonly max: number }) =>
  raw.transform(plain).refine((text) => text === '' || (/^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max), says('numberOutOfRange', { min, max })).transform((text) => (text === '' ? null : Number(text)))

/** One mail address that has to be there. */
export const mail = needed().transform(plain).refine((text) => text === '' || isMail(text), says('mailUnreadable'))

/** An IPv6 address as people write it beside a port. */
export const withoutBrackets = (host: string): string => /^\[(.+)\]$/.exec(host)?.[1] ?? host
