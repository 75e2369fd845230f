'use client'
/** News that no page waits for and that did not arrive by mail; loaded only where there is some. */
import { Details } from '@/components/ui/details'
import { StatusIcon } from '@/components/ui/status-icon'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { MailView } from '@/lib/recoveries/dto'
import { mailLine, MailText } from './mail-line'

export function LostNews({ mails }: { mails: readonly MailView[] }) {
  const t = useT()
  const format = useFormatter()
  return (
    <div data-box data-lost-news className="mb-6 rounded-box border border-st-att-line border-s-8 bg-tint-att px-4 py-3">
      <p className="flex items-center gap-2 font-bold text-tx-att"><StatusIcon state="attention" size={20} />{t('run.mail.news.title')}</p>
      <p className="mt-1 max-w-text">{t('run.mail.news.body')}</p>
      <ul className="m-0 mt-2 grid list-none gap-2 p-0">
        {mails.map((mail) => (
          <li key={mail.id}>
            {mailLine(t, format, mail)}
            <Details summary={t('run.mail.text')} wide><MailText mail={mail} /></Details>
          </li>
        ))}
      </ul>
    </div>
  )
}
