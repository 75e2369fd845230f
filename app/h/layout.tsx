import type { ReactNode } from 'react'
import { chooseLocale } from '@/app/sign-in/actions'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { SkipLinks } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'

/** The frame of what is opened from a mail: nothing leads anywhere else, and it fits a telephone held in one hand. */
export default async function LinkLayout({ children }: { children: ReactNode }) {
  const [t, locale] = await Promise.all([getT(), getLocale()])
  return (
    <>
      <SkipLinks links={[{ href: '#main', text: t('common.skip.main') }]} />
      <Words dictionary={dictionaryOf(locale, ['common.language'])}>
        <header data-screen-only className="mx-auto flex max-w-180 flex-wrap items-center justify-between gap-4 px-4 py-3 md:px-6">
          <p className="font-bold">{t('common.product.long')}</p>
          <LanguageSwitch action={chooseLocale} />
        </header>
        <main id="main" tabIndex={-1} className="mx-auto max-w-180 px-4 py-4 text-[1.0625rem] outline-none md:px-6">{children}</main>
      </Words>
    </>
  )
}
