/** What every part of a mail is written with: one reader's words, dates and addresses; and the lines that several mails share. Pure. */
import { createFormatter, type Formatter } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/dictionary'
import type { Translate } from '@/lib/i18n/translate'
import type { TimeMs } from '@/lib/std/clock'
import type { MailFacts } from './facts'
import { line, oneLine, type Line, type Section } from './letter'

/**
 * `baseUrl`: the site's address. `link`: the one-time link to a request; null where the mail is to be read out, or goes out without one
 * (`linksShut`). `replyTo`: as the mail carries it; null: a reply would reach nobody.
 */
export type Wording = { readonly locale: Locale; readonly baseUrl: string; readonly timeZone: string; readonly link: string | null; readonly linksShut?: boolean; readonly replyTo: string | null }

export type Pen = {
  readonly t: Translate
  readonly format: Formatter
  readonly link: string | null
  readonly linksShut: boolean
  readonly baseUrl: string
  readonly canReply: boolean
  /** With its zone, as everything that leaves the screen. */
  at(time: TimeMs): string
}

export function createPen({ locale, baseUrl, timeZone, link, linksShut = false, replyTo }: Wording): Pen {
  const format = createFormatter(locale, timeZone)
  return { t: translator(locale), format, link, linksShut, canReply: replyTo !== null, baseUrl: baseUrl.replace(/\/+$/, ''), at: (time) => format.dateTimeZone(time) }
}

/** Role, shape and address: a bare address is never written. */
export function serverWords({ t }: Pen, { id, serviceIp, hypervisorName }: MailFacts['failed']): string {
  const name = hypervisorName === null ? null : oneLine(hypervisorName)
  if (name !== null && serviceIp !== null) return t('mail.server.whole', { id, name, ip: serviceIp })
  if (name !== null) return t('mail.server.named', { id, name })
  return serviceIp === null ? t('mail.server', { id }) : t('mail.server.withIp', { id, ip: serviceIp })
}

export const unitWords = ({ t }: Pen, { unit, displayName }: MailFacts): string => (displayName === unit ? unit : t('mail.unit', { displayName: oneLine(displayName), unit }))

/** Who writes, as the first sentence of a mail to the other party. */
export function fromWords({ t }: Pen, { caller }: MailFacts): string {
  const name = oneLine(caller.name)
  return caller.team === null ? t('mail.from', { name }) : t('mail.from.team', { team: oneLine(caller.team), name })
}

export const contactWords = ({ caller }: MailFacts): string => oneLine(`${caller.name} ${caller.phone ?? ''}`)

/** A command by its manual's word and its own name. */
export function commandWords({ t }: Pen, command: string): string {
  const words = t.lookUp(`mail.command.${command}`)
  return words === null ? oneLine(command) : t('mail.command', { words, command })
}

export const section = (heading: string, ...lines: readonly (Line | string)[]): Section => ({ heading, lines: lines.map((each) => (typeof each === 'string' ? line(each) : each)) })

/** A page of the site, for people who have an account. */
export const pageSection = ({ t, baseUrl }: Pen, path: string): Section => {
  const url = `${baseUrl}${path}`
  return section(t('mail.section.page'), { kind: 'link', words: url, url, button: t('mail.page.button') })
}
