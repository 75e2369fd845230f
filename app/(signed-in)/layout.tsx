import type { ReactNode } from 'react'
import { chooseLocale, chooseTheme, signOut } from '@/app/sign-in/actions'
import { findViewer } from '@/app/doors/viewer'
import { SiteFooter } from '@/components/shell/site-footer'
import { SiteHeader } from '@/components/shell/site-header'
import { SkipLinks } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { LiveQueries } from '@/lib/queries/live-queries'
import { getServer } from '@/lib/server'

/** The frame of every page behind the sign-in; each page asks for its own viewer and is refused by itself. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const [t, locale, actor] = await Promise.all([getT(), getLocale(), findViewer()])
  const server = await getServer()
  if (!actor || typeof actor.roles === 'string') return children
  const roles = actor.roles
  const inbox = roles.includes('resourceManager') ? await server.pages.inbox(actor) : null
  return (
    <>
      <SkipLinks links={[{ href: '#main', text: t('common.skip.main') }]} />
      <Words dictionary={dictionaryOf(locale, ['common.nav.', 'common.product', 'common.language', 'common.theme', 'errors.page.', 'errors.notFound.home', 'shell.demo.', 'shell.footer'])}>
        <SiteHeader
          person={{ name: actor.name, roles: roles.map((role) => t(`common.role.${role}`)) }}
          inboxCount={inbox ? (inbox.ok ? inbox.value.open.length : 0) : null}
          demoWorld={server.demo}
          chooseLocale={chooseLocale}
          signOut={signOut}
        />
        <LiveQueries>
          <main id="main" tabIndex={-1} className="mx-auto max-w-page px-4 py-8 md:px-6 outline-none">{children}</main>
        </LiveQueries>
        <SiteFooter release="0.1" chooseTheme={chooseTheme} />
      </Words>
    </>
  )
}
