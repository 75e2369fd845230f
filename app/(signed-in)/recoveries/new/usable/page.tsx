import type { Metadata } from 'next'
import { StartUsable } from '@/components/recovery/start-usable'
import { RefusedPage } from '@/components/shell/refused-page'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { judgeUsable } from '../actions'
import { FORM_SCOPES, openChosen } from '../wizard'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT()
  return { title: `${t('fields.usable')}｜${t('start.eyebrow')}` }
}

export default async function UsablePage() {
  const { values, facts } = await openChosen('usable')
  const [t, format, locale] = await Promise.all([getT(), getFormatter(), getLocale()])
  if (!facts.ok) return <RefusedPage refusal={facts.error} t={t} format={format} />
  return (
    <div className="max-w-180">
      <p className="mb-1 text-dense text-fg-muted">{t('start.eyebrow')}</p>
      <Words dictionary={dictionaryOf(locale, FORM_SCOPES)}>
        <StartUsable action={judgeUsable} view={facts.value} draft={values} t={t} format={format} />
      </Words>
    </div>
  )
}
