'use client'
import { useT } from '@/lib/i18n/words'

/** The foot of every page: what this is, and in which release. */
export function SiteFooter({ release }: { release: string }) {
  const t = useT()
  return (
    <footer data-screen-only className="mt-16 border-t border-hair">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-4 px-4 py-6 text-small text-fg-muted md:px-6">
        <p>{t('shell.footer', { release })}</p>
      </div>
    </footer>
  )
}
