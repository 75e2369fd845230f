/** What the forms of the mail settings post, as schemas; each mistake is a refusal that names its field. Server side only. */
import { z } from 'zod'
import { err, ok, type Result } from '@/lib/std/result'
import { checkHost } from '@/lib/execution/transports/ssh-login'
import { LOCALES, type Locale } from '@/lib/i18n/locale'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { PostedForm } from '@/lib/recoveries/forms'
import { choice, says, ticked } from '@/lib/recoveries/input/fields'
import { mail, oneLine, typed, wholeNumber, withoutBrackets } from '@/lib/recoveries/input/lines'
import { parseForm } from '@/lib/recoveries/input/parse-form'
import { MAIL_PORT, SECURITIES, USUAL_PORT } from './forms'
import type { MailSettings } from './ports'

const FROM_LENGTH_MAX = 80
const USER_LENGTH_MAX = 254

/** A name or an address, in the grammar of the connections' hosts: nothing that a program could take for an option. */
const host = typed.transform(withoutBrackets).refine((text) => text !== '', says('valueMissing')).refine((text) => text === '' || checkHost(text) === null, says('hostUnreadable'))
/** Mail servers know users by names, mail addresses, `DOMAIN\\name`. */
const user = typed.refine((text) => text === '' || (text.length <= USER_LENGTH_MAX && /^[^\s\p{Cc}-][^\s\p{Cc}]*$/u.test(text)), says('mailUserUnreadable'))
const secretPath = typed.refine((text) => text === '' || (/^\/[A-Za-z0-9._@:=/-]{1,254}$/.test(text) && !text.split('/').includes('..')), says('pathUnreadable'))

const settingsSchema = z.object({
  host, port: wholeNumber(MAIL_PORT), security: choice(SECURITIES), user, passwordFile: secretPath,
  fromName: oneLine.refine((text) => text.length <= FROM_LENGTH_MAX, says('tooLong', { max: FROM_LENGTH_MAX })), fromMail: mail, linkAlone: ticked,
})

/** What the form says; the last test is no part of it. */
export type MailInput = Omit<MailSettings, 'lastTest'>

/** Reads the form. A user without a password, or the reverse, is a mistake of the empty field. */
export function parseMailSettings(form: PostedForm): Result<MailInput, readonly Refusal[]> {
  const parsed = parseForm(settingsSchema, form)
  if (!parsed.ok) return parsed
  const { port, fromName, fromMail, user: login, passwordFile, ...input } = parsed.value
  if ((login === '') !== (passwordFile === '')) return err([refuse('valueMissing', { field: login === '' ? 'user' : 'passwordFile' })])
  return ok({ ...input, port: port ?? USUAL_PORT[input.security], user: login || null, passwordFile: passwordFile || null, from: { name: fromName, mail: fromMail } })
}

const testSchema = z.object({ to: mail, locale: choice(LOCALES) })

/** Reads the form of the test. */
export const parseMailTest = (form: PostedForm): Result<{ readonly to: string; readonly locale: Locale }, readonly Refusal[]> => parseForm(testSchema, form)
