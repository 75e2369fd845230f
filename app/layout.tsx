import './globals.css'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { HeadingFocus } from '@/components/ui/heading-focus'
import { ModeBand } from '@/components/shell/mode-band'
import { LiveRegions } from '@/components/ui/live-regions'
import { SiteTime } from '@/lib/i18n/words'
import { getLocale, getT, getTheme } from '@/lib/i18n/request'
import { getServer } from '@/lib/server'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT()
  return { title: { default: t('common.product'), template: `%s｜${t('common.product')}` }, icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } } }
}

/** Language and theme stand in the first byte, from cookies: nothing flashes, and both work without script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // The reader's cookies first: where there is no request (the build), nothing after this line runs, so no data folder is opened.
  const [locale, theme, t] = await Promise.all([getLocale(), getTheme(), getT()])
  const { demo, timeZone } = await getServer()
  return (
    <html lang={locale} data-theme={theme === 'system' ? undefined : theme}>
      <body>
        {demo && <ModeBand t={t} kind="demo" />}
        <SiteTime timeZone={timeZone}><LiveRegions>{children}</LiveRegions></SiteTime>
        <HeadingFocus />
      </body>
    </html>
  )
}
