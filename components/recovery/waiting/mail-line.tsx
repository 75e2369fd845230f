'use client'
/** One mail on a page: what became of it in one line, and what it says. */
import { CodeBlock } from '@/components/ui/code-block'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import { useT } from '@/lib/i18n/words'
import type { MailView } from '@/lib/recoveries/dto'

const copyWords = (t: Translate) => ({ copy: t('run.mail.copy'), copied: t('common.copy.done'), failed: t('common.copy.failed.text') })

export function MailText({ mail }: { mail: MailView }) {
  const t = useT()
  return <CodeBlock code={`${mail.subject}\n\n${mail.text}`} label={t('run.mail.text')} words={copyWords(t)} />
}

export const mailState = (t: Translate, format: Formatter, { status, createdAt, endedAt, nextAt }: Pick<MailView, 'status' | 'createdAt' | 'endedAt' | 'nextAt'>): string =>
  t(`run.mail.status.${status}`, { time: format.dateTime(status === 'queued' ? nextAt : (endedAt ?? createdAt)) })

export function mailLine(t: Translate, format: Formatter, { kind, status, toName, toMail, createdAt, endedAt, nextAt, problem, lostCopies }: MailView): string {
  const what = t(`run.mail.kind.${kind}`)
  const state = mailState(t, format, { status, createdAt, endedAt, nextAt })
  const why = problem && status !== 'sent' ? ` ${t(`run.mail.problem.${problem.code}`)}${problem.detail ? `（${problem.detail}）` : ''}` : ''
  const copies = lostCopies.length > 0 ? ` ${t('run.mail.copies.lost', { mails: lostCopies.join(', ') })}` : ''
  return `${what} ${t('run.mail.to', { name: toName, mail: toMail })} ${state}${why}${copies}`
}
