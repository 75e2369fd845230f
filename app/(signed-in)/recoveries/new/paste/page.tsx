import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireViewer } from '@/app/doors/viewer'
import { StartPaste } from '@/components/recovery/start-paste'
import { RefusedPage } from '@/components/shell/refused-page'
import { PageHeader } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { pasteForStart } from '../actions'
import { FORM_SCOPES } from '../wizard'

type Params = { readonly searchParams: Promise<{ connection?: string | string[]; unit?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT()
  return { title: `${t('byHand.title.status')}｜${t('start.eyebrow')}` }
}

/** The state of a unit as a terminal shows it, for the first page of the wizard. */
export default async function PastePage({ searchParams }: Params) {
  const { connection, unit } = await searchParams
  if (typeof connection !== 'string' || typeof unit !== 'string') notFound()
  const { server, actor } = await requireViewer('/recoveries/new/target')
  const [lines, t, format, locale] = await Promise.all([server.pages.statusLines(actor, { connectionId: connection, unit }), getT(), getFormatter(), getLocale()])
  if (!lines.ok) return <RefusedPage refusal={lines.error} t={t} format={format} />
  return (
    <div className="max-w-180">
      <PageHeader eyebrow={t('start.eyebrow')} heading={t('byHand.title.status')} lead={t('byHand.lead.status')} />
      <Words dictionary={dictionaryOf(locale, FORM_SCOPES)}>
        <StartPaste action={pasteForStart} view={lines.value} t={t} />
      </Words>
    </div>
  )
}
