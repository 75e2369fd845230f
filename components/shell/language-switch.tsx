'use client'
import { useActionState } from 'react'
import { usePathname } from 'next/navigation'
import { useT } from '@/lib/i18n/words'
import { EMPTY_FORM, type FormAction } from '@/lib/recoveries/forms'

const LANGUAGES = [['ja', '日本語'], ['en', 'English']] as const

/** Each language is named in itself, whatever the page's. Comes back to the same page. */
export function LanguageSwitch({ action }: { action: FormAction }) {
  const t = useT()
  const pathname = usePathname()
  const [, post] = useActionState(action, EMPTY_FORM)
  return (
    <form action={post} aria-label={t('common.language')} className="flex items-center">
      <input type="hidden" name="next" value={pathname} />
      {LANGUAGES.map(([locale, name]) => {
        const isCurrent = t.locale === locale
        return (
          <button key={locale} name="locale" value={locale} lang={locale} aria-pressed={isCurrent} className={`min-h-11 cursor-pointer border-0 bg-transparent px-2 text-dense max-md:px-1 ${isCurrent ? 'font-bold text-fg max-md:hidden' : 'text-link underline underline-offset-4'}`}>
            {name}
          </button>
        )
      })}
    </form>
  )
}
