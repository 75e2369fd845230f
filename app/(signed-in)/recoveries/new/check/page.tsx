import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { StartCheck } from '@/components/recovery/start-check'
import { RefusedPage } from '@/components/shell/refused-page'
import { PageHeader } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { startRecovery } from '../actions'
import { FORM_SCOPES, openChosen } from '../wizard'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT()
  return { title: `${t('start.check.title')}｜${t('start.eyebrow')}` }
}

export default async function CheckPage() {
  const { values, facts, actor } = await openChosen('check')
  const [t, format, locale] = await Promise.all([getT(), getFormatter(), getLocale()])
  if (!facts.ok) return <RefusedPage refusal={facts.error} t={t} format={format} />
  return (
    <div className="max-w-180">
      <PageHeader eyebrow={t('start.eyebrow')} heading={t('start.check.title')} />
      <Words dictionary={dictionaryOf(locale, FORM_SCOPES)}>
        <StartCheck action={startRecovery} view={facts.value} draft={values} actKey={randomUUID()} driverName={actor.name} t={t} format={format} />
      </Words>
    </div>
  )
}
