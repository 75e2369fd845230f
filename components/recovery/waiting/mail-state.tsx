'use client'
/** Whether the mail of a request arrived at its mail server; where it did not, what it says, to be read out by telephone. */
import { Details } from '@/components/ui/details'
import { StatusIcon } from '@/components/ui/status-icon'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { MailView } from '@/lib/recoveries/dto'
import type { RequestState } from '@/lib/recovery/state'
import { SimpleAct } from '../acts/simple-act'
import { useRun } from '../run-context'
import { lastAsking } from './lost-mail'
import { mailLine, mailState, MailText } from './mail-line'

/** Stands above everything else of the waiting card: the other party knows of nothing yet. */
export function LostMail({ mail }: { mail: MailView }) {
  const t = useT()
  const format = useFormatter()
  const { view: { acts } } = useRun()
  return (
    <div data-box data-lost-mail className="mb-4 rounded-box border border-st-att-line border-s-8 bg-tint-att px-4 py-3">
      <p className="flex items-center gap-2 font-bold text-tx-att"><StatusIcon state="attention" size={20} />{t('run.mail.lost.title')}</p>
      <p className="mt-1 max-w-text">{t(mail.mayHaveArrived ? 'run.mail.lost.uncertain' : 'run.mail.lost.body')}</p>
      <p className="mt-1 text-small text-fg-muted">{mailLine(t, format, mail)}</p>
      <div className="mt-3 grid gap-3">
        <MailText mail={mail} />
        <div className="flex flex-wrap items-end gap-4">
          {acts.includes('toldIt') && <SimpleAct act="toldIt" look="main" />}
          {acts.includes('sendAgain') && <SimpleAct act="sendAgain" look="secondary" />}
        </div>
      </div>
    </div>
  )
}

/** In one line: what became of the last mail that asks. */
export function LastMail({ mails }: { mails: readonly MailView[] }) {
  const t = useT()
  const format = useFormatter()
  const last = lastAsking(mails)
  return last ? <>{mailState(t, format, last)}</> : <>{t('run.mail.none')}</>
}

/** Every mail of the request and what became of it, newest last; and what was told by another way. */
export function ContactRecord({ mails, request }: { mails: readonly MailView[]; request: RequestState }) {
  const t = useT()
  const format = useFormatter()
  const told = request.reminders.filter(({ how }) => how === 'told').map(({ at, told: who, by }) => ({ at, text: t('run.mail.told', { time: format.dateTime(at), who: who ?? '―', name: by.name }), mail: null }))
  const lines = [...mails.map((mail) => ({ at: mail.createdAt, text: mailLine(t, format, mail), mail })), ...told].toSorted((a, b) => a.at - b.at)
  if (lines.length === 0) return <p className="text-fg-muted">{t('run.mail.none')}</p>
  return (
    <ul className="m-0 grid list-none gap-2 p-0">
      {lines.map(({ at, text, mail }) => (
        <li key={`${at}${mail?.id ?? ''}`}>
          {text}
          {mail && <Details summary={t('run.mail.text')} wide><MailText mail={mail} /></Details>}
        </li>
      ))}
    </ul>
  )
}
