'use client'
import { useEffect, useRef } from 'react'
import { Button, ButtonRow, LinkButton } from '@/components/ui/button'
import { useT } from '@/lib/i18n/words'

/** What failed, that nothing has stopped because of it, what became of entries, and a number to tell; never the error's own text. */
export function ErrorView({ digest, reset }: { digest: string | null; reset: () => void }) {
  const t = useT()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="text-h1-narrow md:text-h1">{t('errors.page.title')}</h1>
      <p className="mt-3 max-w-text">{t('errors.page.running')}</p>
      <p className="max-w-text">{t('errors.page.entries')}</p>
      {digest && <p className="mt-3 font-mono" translate="no">{t('errors.page.number', { code: digest })}</p>}
      <div className="mt-6">
        <ButtonRow>
          <Button type="button" onClick={reset}>{t('errors.page.again')}</Button>
          <LinkButton href="/">{t('errors.notFound.home')}</LinkButton>
        </ButtonRow>
      </div>
    </>
  )
}
