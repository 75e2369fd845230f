/**
 * Subjects: what is wanted and until when stand first, since a list of mails on a phone shows no more. 36 characters in Japanese and 52 in
 * English hold both, prefixes not counted. Pure.
 */
import { unreachable } from '@/lib/std/assert'
import type { TimeMs } from '@/lib/std/clock'
import type { MailFacts } from './facts'
import { oneLine } from './letter'
import { commandWords, type Pen } from './pen'

/** A zone's name is left out where it is long: it would push out what is asked, and the mail itself says it. */
const ZONE_MAX = 4

/** One line, whatever stands in the names. */
export function subjectOf(pen: Pen, facts: MailFacts): string {
  const isAgain = facts.kind === 'reminder' || facts.kind === 'newLink'
  const { t } = pen
  const again = isAgain ? t('mail.prefixed', { prefix: t('mail.prefix.again'), subject: plainSubject(pen, facts) }) : plainSubject(pen, facts)
  return oneLine(facts.drill ? t('mail.prefixed', { prefix: t('mail.prefix.drill'), subject: again }) : again)
}

function plainSubject(pen: Pen, facts: MailFacts): string {
  const { t } = pen
  const { unit, recoveryId } = facts
  switch (facts.kind) {
    case 'request':
    case 'reminder':
    case 'newLink':
      return t('mail.subject.request', { by: byWhen(pen, facts.dueAt), act: t(`mail.act.${facts.request}`), unit, no: facts.requestNo })
    case 'sentBack':
      return t('mail.subject.sentBack', { by: byWhen(pen, facts.dueAt), act: t(`mail.act.${facts.request}`), unit, no: facts.requestNo })
    case 'recalled':
      return t('mail.subject.recalled', { act: t(`mail.act.${facts.request}`), unit, no: facts.requestNo })
    case 'overdue':
      return t('mail.subject.overdue', { act: t(`mail.act.${facts.request}`), unit, no: facts.requestNo })
    case 'answered':
      return t(facts.version > 1 ? 'mail.subject.corrected' : 'mail.subject.answered', { act: t(`mail.act.${facts.request}`), unit, no: facts.requestNo })
    case 'unknown':
      return t('mail.subject.unknown', { command: commandWords(pen, facts.command), unit, no: recoveryId })
    case 'ended':
      return t(`mail.subject.${facts.how}`, { unit, no: recoveryId })
    default:
      return unreachable(facts)
  }
}

function byWhen(pen: Pen, dueAt: TimeMs | null): string {
  return dueAt === null ? pen.t('mail.subject.urgent') : pen.t('mail.subject.by', { due: shortTime(pen, dueAt) })
}

/** `11/22 04:00`, in English with the zone: the year would cost what the act needs. */
function shortTime({ format }: Pen, at: TimeMs): string {
  const [, month = '', day = ''] = /^\d+\/(\d\d)\/(\d\d)/.exec(format.date(at)) ?? []
  const zone = format.dateTimeZone(at).slice(format.dateTime(at).length + 1)
  return `${month}/${day} ${format.time(at)}${format.locale === 'en' && zone.length <= ZONE_MAX ? ` ${zone}` : ''}`
}
