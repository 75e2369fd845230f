'use client'
import { DescriptionList } from '@/components/ui/description-list'
import { Details } from '@/components/ui/details'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { LinksView } from '@/lib/recoveries/dto'
import { SimpleAct } from '../acts/simple-act'
import { useRun } from '../run-context'

export function ShutLinks() {
  const t = useT()
  const { view: { acts, links } } = useRun()
  return acts.includes('shutLinks') && links && links.openCount > 0 ? <Details summary={t('run.act.shutLinks')}><SimpleAct act="shutLinks" look="secondary" /></Details> : null
}

/** Beside an answer that can still be corrected by its links; while it is waited for they stand on the waiting card. */
export function LinksOfAnswer() {
  const t = useT()
  const format = useFormatter()
  const { view: { acts, links, request } } = useRun()
  if (request?.status !== 'answered' || !links || !acts.includes('shutLinks')) return null
  return <div><DescriptionList short facts={[{ term: t('run.links.title'), value: linksLine(t, format, links) }]} /><ShutLinks /></div>
}

export const linksLine = (t: Translate, format: Formatter, { openCount, goodUntil, shutAt, shutBy }: LinksView): string =>
  openCount > 0
    ? goodUntil === null ? t('run.links.good.held') : t('run.links.good', { time: format.dateTime(goodUntil) })
    : shutAt === null ? t('run.links.none') : t('run.links.shut', { time: format.dateTime(shutAt), name: shutBy ?? '―' })
