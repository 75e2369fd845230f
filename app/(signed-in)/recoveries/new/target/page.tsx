import type { Metadata } from 'next'
import { StartTarget } from '@/components/recovery/start-target'
import { RefusedPage } from '@/components/shell/refused-page'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import type { Translate } from '@/lib/i18n/translate'
import { Words } from '@/lib/i18n/words'
import { chooseTarget } from '../actions'
import { FORM_SCOPES, openDraft } from '../wizard'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT()
  return { title: `${t('start.target.title')}｜${t('start.eyebrow')}` }
}

export default async function TargetPage() {
  const { server, actor, values, keptAt } = await openDraft('/recoveries/new/target')
  const [targets, t, format, locale] = await Promise.all([server.pages.targets(actor), getT(), getFormatter(), getLocale()])
  if (!targets.ok) return <RefusedPage refusal={targets.error} t={t} format={format} />
  if (targets.value.units.length === 0) return <NoUnit t={t} />
  const isReadable = targets.value.units.some(({ reading }) => reading?.complete)
  return (
    <div className="max-w-180">
      <PageHeader eyebrow={t('start.eyebrow')} heading={t('start.target.title')} lead={t(isReadable ? 'start.target.lead' : 'start.target.lead.silent')} />
      {keptAt !== null && <p className="mb-6 rounded-box bg-sub px-4 py-3">{t('common.draft.restored', { time: format.dateTime(keptAt) })}</p>}
      <Words dictionary={dictionaryOf(locale, FORM_SCOPES)}>
        <StartTarget action={chooseTarget} view={targets.value} draft={values} t={t} format={format} />
      </Words>
    </div>
  )
}

/** A site that is not set up: nothing can be chosen, nor named by hand. */
function NoUnit({ t }: { t: Translate }) {
  return (
    <>
      <PageHeader eyebrow={t('start.eyebrow')} heading={t('start.target.title')} />
      <EmptyState heading={t('settings.start.noUnit')} action={<LinkButton look="main" href="/settings/connections">{t('settings.start.noUnit.open')}</LinkButton>}>{t('settings.start.noUnit.body')}</EmptyState>
    </>
  )
}
