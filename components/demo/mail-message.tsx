/** One mail of the demo: its headers, and its text as it would arrive. What others wrote is shown as text; the HTML of a mail is never drawn in our pages. */
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import { addressText, type MailMessage as Message } from './mail-types'
import { splitAtOwnLinks } from './own-links'

/** `origins`: under which this site is reached; addresses of it become links. */
export function MailMessage({ mail: { to, cc, replyTo, at, messageId, text }, origins, t, format }: { mail: Message; origins: readonly string[]; t: Translate; format: Formatter }) {
  const plain = (value: string) => <span translate="no">{value}</span>
  const facts: readonly Fact[] = [
    { term: t('mailbox.header.to'), value: plain(addressText(to)) },
    ...(cc.length > 0 ? [{ term: t('mailbox.header.cc'), value: plain(cc.map(addressText).join(', ')) }] : []),
    ...(replyTo === null ? [] : [{ term: t('mailbox.header.replyTo'), value: plain(replyTo) }]),
    { term: t('mailbox.header.at'), value: format.dateTime(at) },
    { term: t('mailbox.header.messageId'), value: <code translate="no">{messageId}</code> },
  ]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <DescriptionList facts={facts} />
      <section aria-labelledby="mail-text">
        <h2 id="mail-text" className="text-h2">{t('mailbox.text')}</h2>
        <p className="mt-1 mb-3 max-w-text text-fg-muted">{t('mailbox.text.note')}</p>
        <pre data-box className="rounded-box border border-line bg-sub p-4 text-dense whitespace-pre-wrap">
          {splitAtOwnLinks(text, origins).map(({ text: words, path }, index) => (path === null ? words : <a key={index} href={path} rel="noreferrer">{words}</a>))}
        </pre>
      </section>
    </div>
  )
}
