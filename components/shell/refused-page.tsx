import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-frame'
import { refusalText } from '@/lib/i18n/refusal-text'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { Refusal } from '@/lib/recovery/refusals'

const TITLE: Partial<Record<Refusal['code'], 'errors.notFound.title' | 'errors.notAllowed.title'>> = { notFound: 'errors.notFound.title', notAllowed: 'errors.notAllowed.title', notYourRole: 'errors.notAllowed.title' }

/** A page that may not be shown, or has nothing to show: the sentence and a way on. */
export function RefusedPage({ refusal, t, format }: { refusal: Refusal; t: Translate; format: Formatter }) {
  return (
    <>
      <PageHeader heading={t(TITLE[refusal.code] ?? 'errors.page.title')} lead={refusalText(t, format, refusal)} />
      <LinkButton href="/">{t('errors.notFound.home')}</LinkButton>
    </>
  )
}
