import type { Metadata } from 'next'
import { ContactList } from '@/components/recovery/contact-list'
import { ServerFacts } from '@/components/recovery/server-facts'
import { RefusedPage } from '@/components/shell/refused-page'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'
import { openChosen } from '../wizard'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT()
  return { title: `${t('start.unsure.title')}｜${t('start.eyebrow')}` }
}

const LOOK = ['start.unsure.look.1', 'start.unsure.look.2', 'start.unsure.look.3', 'start.unsure.look.4', 'start.unsure.look.5'] as const

/** For who cannot answer the question yet: where to look, whom to ask, and the way back to it. Nothing has begun. */
export default async function UnsurePage() {
  const { facts } = await openChosen('usable', '/recoveries/new/unsure')
  const [t, format] = await Promise.all([getT(), getFormatter()])
  if (!facts.ok) return <RefusedPage refusal={facts.error} t={t} format={format} />
  const { contacts } = facts.value
  return (
    <div className="grid max-w-180 gap-8">
      <PageHeader eyebrow={t('start.eyebrow')} heading={t('start.unsure.title')} lead={t('start.unsure.lead')} />
      <section aria-labelledby="look">
        <h2 id="look" className="mb-2 text-h2">{t('start.unsure.look')}</h2>
        <ol className="list-decimal ps-6">{LOOK.map((key) => <li key={key} className="py-1">{t(key)}</li>)}</ol>
        <p className="mt-2 text-fg-muted">{t('start.unsure.manual')}</p>
      </section>
      <section aria-labelledby="call">
        <h2 id="call" className="mb-2 text-h2">{t('start.unsure.call')}</h2>
        {contacts.length > 0 ? <ContactList contacts={contacts} t={t} /> : <p>{t('start.unsure.noContacts')}</p>}
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts" className="mb-2 text-h2">{t('start.usable.facts')}</h2>
        <ServerFacts view={facts.value} t={t} format={format} />
      </section>
      <div><LinkButton look="main" href="/recoveries/new/usable">{t('start.unsure.back')}</LinkButton></div>
    </div>
  )
}
