import type { Metadata } from 'next'
import { StartFacts } from '@/components/recovery/start-facts'
import { RefusedPage } from '@/components/shell/refused-page'
import { PageHeader } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { stateFacts } from '../actions'
import { FORM_SCOPES, openChosen } from '../wizard'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT()
  return { title: `${t('start.facts.title')}｜${t('start.eyebrow')}` }
}

export default async function FactsPage() {
  const { values, facts } = await openChosen('facts')
  const [t, format, locale] = await Promise.all([getT(), getFormatter(), getLocale()])
  if (!facts.ok) return <RefusedPage refusal={facts.error} t={t} format={format} />
  return (
    <div className="max-w-180">
      <PageHeader eyebrow={t('start.eyebrow')} heading={t('start.facts.title')} lead={t('start.facts.lead')} />
      <Words dictionary={dictionaryOf(locale, FORM_SCOPES)}>
        <StartFacts action={stateFacts} view={facts.value} draft={values} t={t} format={format} />
      </Words>
    </div>
  )
}
