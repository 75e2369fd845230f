import type { ReactNode } from 'react'
import { chooseLocale, chooseTheme, signOut } from '@/app/sign-in/actions'
import { findViewer } from '@/app/doors/viewer'
import { Attention } from '@/components/shell/attention'
import { SiteFooter } from '@/components/shell/site-footer'
import { SiteHeader } from '@/components/shell/site-header'
import { waitsIn } from '@/components/shell/waits'
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
  const isWorker = roles.includes('systemBuilder') || roles.includes('resourceManager')
  const home = isWorker ? await server.pages.home(actor) : null
  const waits = home?.ok ? waitsIn(home.value) : null
  return (
    <>
      <SkipLinks links={[{ href: '#main', text: t('common.skip.main') }]} />
      <Words dictionary={dictionaryOf(locale, ['common.nav.', 'common.product', 'common.language', 'common.theme', 'errors.page.', 'errors.notFound.home', 'shell.attention', 'shell.demo.', 'shell.footer'])}>
        <LiveQueries>
          <Attention initial={waits} />
          <SiteHeader
            person={{ name: actor.name, roles: roles.map((role) => t(`common.role.${role}`)) }}
            waits={waits}
            hasInbox={roles.includes('resourceManager')}
            demoWorld={server.demo}
            chooseLocale={chooseLocale}
            signOut={signOut}
          />
          <main id="main" tabIndex={-1} className="mx-auto max-w-page px-4 py-8 md:px-6 outline-none">{children}</main>
        </LiveQueries>
        <SiteFooter release="0.1" chooseTheme={chooseTheme} />
      </Words>
    </>
  )
}
