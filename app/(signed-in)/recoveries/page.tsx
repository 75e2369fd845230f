import type { Metadata } from 'next'
import { requireViewer } from '@/app/doors/viewer'
import { RecoveryTable } from '@/components/home/recovery-table'
import { RefusedPage } from '@/components/shell/refused-page'
import { Button, LinkButton } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { EmptyState } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('home.list.title') }
}

type Search = { q?: string | string[]; after?: string | string[] }
const PAGE = 50

export default async function RecoveriesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const text = one(search.q)
  const after = one(search.after)
  const { server, actor } = await requireViewer('/recoveries')
  const [page, t, format] = await Promise.all([server.pages.list(actor, text ? { text } : {}, after || null), getT(), getFormatter()])
  if (!page.ok) return <RefusedPage refusal={page.error} t={t} format={format} />
  const { items, nextCursor } = page.value
  const isFiltered = text !== ''
  return (
    <>
      <PageHeader heading={t('home.list.title')} />
      {(items.length > 0 || isFiltered) && (
        <form className="mb-8 flex flex-wrap items-end gap-4" role="search">
          <div className="w-full max-w-120"><TextField id="q" name="q" label={t('home.list.search')} defaultValue={text} words={{ required: '', errorPrefix: '' }} /></div>
          <Button look="secondary">{t('home.list.search.button')}</Button>
        </form>
      )}
      {items.length > 0 && <RecoveryTable rows={items} t={t} format={format} />}
      {items.length === 0 && isFiltered && <EmptyState heading={t('home.list.noMatch')} action={<LinkButton href="/recoveries">{t('home.list.clear')}</LinkButton>} />}
      {items.length === 0 && !isFiltered && <EmptyState heading={t('home.list.empty')} action={<LinkButton href="/">{t('errors.notFound.home')}</LinkButton>}>{t('home.list.empty.body')}</EmptyState>}
      <nav aria-label={t('home.list.title')} className="mt-6 flex flex-wrap gap-4">
        {after && <LinkButton href={address(text, null)}>{t('home.list.first')}</LinkButton>}
        {nextCursor && <LinkButton href={address(text, nextCursor)}>{t('home.list.more', { n: PAGE })}</LinkButton>}
      </nav>
    </>
  )
}

const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : (value?.[0] ?? ''))

function address(text: string, after: string | null): string {
  const query = new URLSearchParams({ ...(text && { q: text }), ...(after && { after }) }).toString()
  return query ? `/recoveries?${query}` : '/recoveries'
}
