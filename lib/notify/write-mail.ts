/**
 * Puts a mail into words of one language: subject, plain text and simple HTML that say the same (operations.md 3). What it says was settled with its event;
 * only the link is new with every try. Pure.
 */
import { unreachable } from '@/lib/std/assert'
import { askingOpening, askingSections } from './asking'
import type { MailFacts } from './facts'
import { toHtml, toText, type Letter } from './letter'
import { createPen, type Pen, type Wording } from './pen'
import type { WrittenMail } from './ports'
import { subjectOf } from './subjects'
import { tellAnswered, tellEnded, tellOverdue, tellRecalled, tellUnknown } from './telling'

export type MailWords = Pick<WrittenMail, 'subject' | 'text' | 'html'>

/**
 * @param facts what the mail says
 * @param how the receiver's language, the site's address and zone, and the one-time link; without a link that line is left out, for instance
 *   where the text is to be read out by telephone
 */
export function writeMail(facts: MailFacts, how: Wording): MailWords {
  const pen = createPen(how)
  const { opening, sections } = bodyOf(pen, facts)
  const letter: Letter = { subject: subjectOf(pen, facts), opening: facts.drill ? [pen.t('mail.drill'), ...opening] : opening, sections }
  return { subject: letter.subject, text: toText(letter), html: toHtml(letter, how.locale) }
}

function bodyOf(pen: Pen, facts: MailFacts): Omit<Letter, 'subject'> {
  switch (facts.kind) {
    case 'request':
    case 'reminder':
    case 'newLink':
    case 'sentBack':
      return { opening: askingOpening(pen, facts), sections: askingSections(pen, facts) }
    case 'recalled':
      return tellRecalled(pen, facts)
    case 'overdue':
      return tellOverdue(pen, facts)
    case 'answered':
      return tellAnswered(pen, facts)
    case 'unknown':
      return tellUnknown(pen, facts)
    case 'ended':
      return tellEnded(pen, facts)
    default:
      return unreachable(facts)
  }
}
