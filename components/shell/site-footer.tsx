'use client'
import { useT } from '@/lib/i18n/words'
import type { FormAction } from '@/lib/recoveries/forms'
import { ThemeChoice } from './theme-choice'

/** The foot of every page: what this is, and in which release. */
export function SiteFooter({ release, chooseTheme }: { release: string; chooseTheme?: FormAction }) {
  const t = useT()
  return (
    <footer data-screen-only className="mt-16 border-t border-hair">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-4 px-4 py-6 text-small text-fg-muted md:px-6">
        <p>{t('shell.footer', { release })}</p>
        {chooseTheme && <ThemeChoice action={chooseTheme} />}
      </div>
    </footer>
  )
}
