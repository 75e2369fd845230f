/**
 * The kinds of fields that forms post, as schemas. Each issue carries the code of a refusal, so that a form's mistakes speak the product's
 * words. Server side only: the schema library never reaches the browser.
 */
import { z } from 'zod'
import { isIpv4, isUnitName } from '@/lib/vmiunit/commands'
import type { RefusalCode } from '@/lib/recovery/refusals'
import { isMoment, plain } from './moment'

const TEXT_LENGTH_MAX = 4_000
const LINE_LENGTH_MAX = 300

/** What a refused value is told as: the code of a refusal, and values for its sentence. */
export const says = (code: RefusalCode, values?: Readonly<Record<string, string | number>>) => ({ params: { code, values } })
/** What is copied from a terminal at once; in bytes of UTF-8. */
export const PASTED_BYTES_MAX = 256 * 1024
const raw = z.string().default('')

/** Words of a person: line ends made equal, outer blanks gone, nothing else touched. */
const words = (lengthMax: number) =>
  raw.transform((text) => text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').trim()).refine((text) => text.length <= lengthMax, says('tooLong', { max: lengthMax }))

export const line = words(LINE_LENGTH_MAX)
export const longText = words(TEXT_LENGTH_MAX)
/** Copied from a terminal: kept as it is, blanks and all. */
export const pastedText = raw.refine((text) => Buffer.byteLength(text) <= PASTED_BYTES_MAX, says('pasteTooLong'))
export const needed = (code: RefusalCode = 'valueMissing') => line.refine((text) => text !== '', says(code))
export const neededText = (code: RefusalCode = 'valueMissing') => longText.refine((text) => text !== '', says(code))
export const reason = neededText('reasonMissing')
export const whoAgreed = needed('whoAgreedMissing')

/** An address as it is typed: full-width signs and the Japanese full stop and comma are taken for what they stand for. */
const asAddress = (text: string): string => plain(text).replaceAll(/[。、,]/g, '.').replaceAll(/\s/g, '')
export const addressText = raw.transform(asAddress)
export const address = addressText.refine(isIpv4, says('addressNotIpv4'))
export const optionalAddress = addressText.refine((text) => text === '' || isIpv4(text), says('addressNotIpv4'))
export const unitName = raw.transform(plain).refine(isUnitName, says('unitNameUnreadable'))

/** One address as a person means it; whether it exists only a mail shows (RFC 5321 lengths). */
export const isMail = (text: string): boolean => text.length <= 254 && /^[^\s@<>,;:"()[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text)
export const optionalMail = raw.transform(plain).refine((text) => text === '' || isMail(text), says('mailUnreadable'))
const MAILS_MAX = 10
/** Several addresses in one field, apart by commas, semicolons or blanks. */
export const mails = raw
  .transform((text) => plain(text).split(/[\s,;、，]+/).filter(Boolean))
  .refine((list) => list.length <= MAILS_MAX && list.every(isMail), says('mailsUnreadable', { max: MAILS_MAX }))
export const isPhone = (text: string): boolean => /^[0-9+()\-\s#*,.内線]*$/.test(text)
export const optionalPhone = line.refine(isPhone, says('phoneUnreadable'))

export const optionalTime = raw.transform(plain).refine((text) => text === '' || isMoment(text), says('timeUnreadable'))
export const time = raw.transform(plain).refine((text) => text !== '', says('valueMissing')).refine((text) => text === '' || isMoment(text), says('timeUnreadable'))

export const choice = <const T extends readonly [string, ...string[]]>(values: T) => raw.refine((text): text is T[number] => values.includes(text), says('choiceMissing'))
export const optionalChoice = <const T extends readonly [string, ...string[]]>(values: T) =>
  raw.transform((text): T[number] | null => (values.includes(text) ? text : null))
export const ticked = raw.transform((text) => text === 'yes')

export const optionalCount = raw.transform((text) => plain(text).replaceAll(',', '')).refine((text) => /^\d{0,15}$/.test(text), says('numberUnreadable')).transform((text) => (text === '' ? null : Number(text)))
export const optionalSha256 = raw.transform((text) => plain(text).toLowerCase()).refine((text) => text === '' || /^[0-9a-f]{64}$/.test(text), says('hashUnreadable')).transform((text) => text || null)

/** Hidden fields: whoever changes them by hand gets one answer, "this form is incomplete". */
export const hiddenCount = raw.refine((text) => /^\d{1,9}$/.test(text), says('formIncomplete')).transform(Number)
export const hiddenId = raw.refine((text) => /^[A-Za-z0-9._:-]{1,100}$/.test(text), says('formIncomplete'))
export const optionalHiddenId = raw.transform((text) => (/^[A-Za-z0-9._:-]{1,100}$/.test(text) ? text : null))
