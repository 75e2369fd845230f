/** The mails that ask for no answer: a request taken back, an answer that arrived, an unknown outcome, the end. Pure. */
import type { MailFacts } from './facts'
import { oneLine, type Section } from './letter'
import { commandWords, contactWords, fromWords, pageSection, section, serverWords, unitWords, type Pen } from './pen'

type Of<K extends MailFacts['kind']> = Extract<MailFacts, { readonly kind: K }>
type Told = { readonly opening: readonly string[]; readonly sections: readonly Section[] }

const aboutServer = (pen: Pen, facts: MailFacts): readonly Section[] => [
  section(pen.t('mail.section.recovering'), serverWords(pen, facts.failed)),
  section(pen.t('mail.section.unit'), unitWords(pen, facts)),
]

export function tellRecalled(pen: Pen, facts: Of<'recalled'>): Told {
  const { t } = pen
  return {
    opening: [t('mail.to.manager'), fromWords(pen, facts), t('mail.recalled', { act: t(`mail.act.${facts.request}`) }), t(pen.canReply ? 'mail.recalled.begun' : 'mail.recalled.begun.noReply')],
    sections: [
      section(t('mail.section.reason'), facts.reason),
      ...aboutServer(pen, facts),
      section(t('mail.section.no'), facts.requestNo),
      section(t('mail.section.contact'), contactWords(facts)),
    ],
  }
}

export function tellOverdue(pen: Pen, facts: Of<'overdue'>): Told {
  const { t, at } = pen
  const expected = at(facts.promisedAt ?? facts.dueAt ?? facts.at)
  const late = t(facts.promisedAt === null ? 'mail.overdue.late' : 'mail.overdue.latePromised', { at: expected })
  return {
    opening: [t('mail.to.team'), t('mail.overdue', { act: t(`mail.act.${facts.request}`) }), late, t('mail.overdue.noAddress')],
    sections: [...aboutServer(pen, facts), section(t('mail.section.no'), facts.requestNo), pageSection(pen, facts.path)],
  }
}

export function tellAnswered(pen: Pen, facts: Of<'answered'>): Told {
  const { t, at } = pen
  const { by, version, request } = facts
  const values = { by: oneLine(by), at: at(facts.at), act: t(`mail.act.${request}`) }
  return {
    opening: [t('mail.to.team'), version > 1 ? t('mail.corrected', { ...values, version }) : t('mail.answered', values)],
    sections: [...aboutServer(pen, facts), section(t('mail.section.no'), facts.requestNo), pageSection(pen, facts.path)],
  }
}

export function tellUnknown(pen: Pen, facts: Of<'unknown'>): Told {
  const { t, at } = pen
  return {
    opening: [t('mail.to.team'), t('mail.unknown', { n: facts.stepNo, at: at(facts.at) }), t('mail.unknown.next')],
    sections: [
      section(t('mail.section.command'), commandWords(pen, facts.command)),
      ...aboutServer(pen, facts),
      section(t('mail.section.recovery'), facts.recoveryId),
      pageSection(pen, facts.path),
    ],
  }
}

export function tellEnded(pen: Pen, facts: Of<'ended'>): Told {
  const { t, at } = pen
  const { by, reason, serviceRestoredAt } = facts
  return {
    opening: [t('mail.to.all'), t(`mail.${facts.how}`, { by: oneLine(by), at: at(facts.at) }), t('mail.ended.open')],
    sections: [
      ...(reason === null ? [] : [section(t('mail.section.reason'), reason)]),
      section(t('mail.section.service'), serviceRestoredAt === null ? t('mail.service.none') : at(serviceRestoredAt)),
      ...aboutServer(pen, facts),
      section(t('mail.section.recovery'), facts.recoveryId),
      section(t('mail.section.contact'), contactWords(facts)),
      pageSection(pen, facts.path),
    ],
  }
}
