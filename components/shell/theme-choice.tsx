'use client'
import { usePathname } from 'next/navigation'
import { useActionState } from 'react'
import { useT } from '@/lib/i18n/words'
import { EMPTY_FORM, type FormAction } from '@/lib/recoveries/forms'

const THEMES = ['system', 'light', 'dark'] as const

/** Bright, dark or as the device; comes back to the same page. The choice stands in the page's first byte, so nothing flashes. */
export function ThemeChoice({ action }: { action: FormAction }) {
  const t = useT()
  const pathname = usePathname()
  const [, post] = useActionState(action, EMPTY_FORM)
  return (
    <form action={post} aria-label={t('common.theme')} className="flex flex-wrap items-center gap-x-2">
      <input type="hidden" name="next" value={pathname} />
      <span aria-hidden>{t('common.theme')}</span>
      {THEMES.map((theme) => (
        <button key={theme} name="theme" value={theme} className="min-h-11 cursor-pointer border-0 bg-transparent px-2 text-link underline underline-offset-4">{t(`common.theme.${theme}`)}</button>
      ))}
    </form>
  )
}
