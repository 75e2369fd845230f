/** A link by which nothing can be done: what has happened, why, what is the state of things, and what to do next. */
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-look'
import { PageHeader } from '@/components/ui/page-frame'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { AskedLink, LinkPage, Standing } from '@/lib/handoff/dto'
import type { FormAction } from '@/lib/recoveries/forms'
import { AskNewLink } from './ask-new-link'
import { ByPhone } from './by-phone'
import { CallLink } from './call-link'

type Over = Extract<LinkPage, { readonly shows: 'over' }>
type Reader = { t: Translate; format: Formatter }

export function StandingPage({ page: { standing, about, newLink }, signInHref, ask, t, format }: Reader & { page: Over; /** where nobody is signed in and one has to be */ signInHref: string | null; ask: FormAction }) {
  const { title, lines } = wordsOf(standing, { t, format })
  return (
    <>
      <PageHeader heading={title} lead={<Lines lines={lines} />} />
      <div className="grid gap-6">
        {newLink?.asked && <p role="status" className={newLink.asked.state === 'lost' ? 'max-w-text font-bold text-tx-fail' : 'max-w-text font-bold'}>{askedWords(newLink.asked, { t, format })}</p>}
        {newLink && <AskNewLink action={ask} />}
        {about && (
          <div className="flex flex-wrap gap-4">
            <CallLink caller={about.caller} t={t} />
            {about.href && <a href={about.href} className={buttonClass('secondary')}>{t('handoff.page')}</a>}
          </div>
        )}
        {about && standing.is !== 'recalled' && <ByPhone no={about.requestNo} t={t} />}
        {!about && signInHref && <div><a href={signInHref} className={buttonClass('main')}>{t('handoff.signIn.button')}</a></div>}
      </div>
    </>
  )
}

/** A page of a few sentences and one way on. */
export function PlainPage({ title, lines, children }: { title: string; lines: readonly string[]; children?: ReactNode }) {
  return (
    <>
      <PageHeader heading={title} lead={<Lines lines={lines} />} />
      {children}
    </>
  )
}

const Lines = ({ lines }: { lines: readonly string[] }) => <>{lines.map((line) => <p key={line}>{line}</p>)}</>

export function wordsOf(standing: Standing, { t, format }: Reader): { readonly title: string; readonly lines: readonly string[] } {
  const answered = 'answer' in standing && standing.answer ? [t('handoff.answeredBy', { time: format.dateTime(standing.answer.at), name: standing.answer.by })] : []
  switch (standing.is) {
    case 'old':
      return { title: t('handoff.old.title'), lines: [t('handoff.old.body', { time: format.dateTime(standing.at) }), ...answered] }
    case 'revoked':
      return { title: t('handoff.revoked.title'), lines: [t('handoff.revoked.body', { time: format.dateTime(standing.at) }), ...(standing.by ? [t('handoff.revoked.by', { name: standing.by })] : [])] }
    case 'recalled':
      return { title: t('handoff.recalled.title'), lines: [t('handoff.recalled.body'), ...(standing.reason ? [t('handoff.recalled.reason', { reason: standing.reason })] : [])] }
    case 'ended':
      return { title: t('handoff.ended.title'), lines: [t('handoff.ended.body', { time: format.dateTime(standing.at) }), ...answered] }
    default:
      return { title: t('handoff.unknown.title'), lines: [t('handoff.unknown.body'), t('handoff.unknown.next')] }
  }
}

const askedWords = ({ at, state }: AskedLink, { t, format }: Reader): string => t(`handoff.old.asked.${state}`, { time: format.dateTime(at) })
