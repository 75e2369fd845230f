'use client'
/** The head of every page for people who are signed in: product, main menu, who one is, language. Actions arrive as props. */
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from '@/components/ui/class-names'
import { useT } from '@/lib/i18n/words'
import type { FormAction } from '@/lib/recoveries/forms'
import { useWaits } from './attention'
import { LanguageSwitch } from './language-switch'
import { SignOutForm } from './sign-out-form'
import type { Waits } from './waits'

type Props = { person: { name: string; roles: readonly string[] }; /** what waits for the person; null: nothing ever does */ waits: Waits | null; hasInbox: boolean; demoWorld: boolean; chooseLocale: FormAction; signOut: FormAction }

const LINK = 'inline-flex min-h-11 items-center px-3 text-fg no-underline hover:underline underline-offset-4'
const HERE = 'font-bold border-b-4 border-st-active'

export function SiteHeader({ person, waits, hasInbox, demoWorld, chooseLocale, signOut }: Props) {
  const t = useT()
  const pathname = usePathname()
  const requests = useWaits(waits)?.requests ?? 0
  const item = (href: string, label: React.ReactNode, isHere: boolean) => (
    <li key={href}>
      <Link href={href} aria-current={isHere ? 'page' : undefined} className={classNames(LINK, isHere && HERE)}>{label}</Link>
    </li>
  )
  return (
    <header data-screen-only className="border-b border-line bg-canvas">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-3 px-4 md:gap-x-6 md:px-6">
        <Link href="/" className="inline-flex min-h-12 items-center gap-2 text-body font-bold text-fg no-underline md:text-h3">
          <Mark />
          {t('common.product')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-1 text-dense md:gap-x-4">
          <span>
            <b>{person.name}</b>
            <span className="text-fg-muted max-md:hidden">（{person.roles.join('・')}）</span>
          </span>
          <SignOutForm action={signOut} />
          <LanguageSwitch action={chooseLocale} />
        </div>
      </div>
      <nav aria-label={t('common.nav.main')} className="mx-auto max-w-page px-1 md:px-3">
        <ul className="flex flex-wrap">
          {item('/', t('common.nav.home'), pathname === '/')}
          {item('/recoveries', t('common.nav.recoveries'), pathname.startsWith('/recoveries'))}
          {hasInbox && item('/inbox', requests > 0 ? t('common.nav.inbox.count', { n: requests }) : t('common.nav.inbox'), pathname.startsWith('/inbox'))}
          {item('/settings', t('common.nav.settings'), pathname.startsWith('/settings'))}
          {demoWorld && item('/demo/world', t('shell.demo.world'), pathname.startsWith('/demo/world'))}
          {demoWorld && item('/demo/mail', t('shell.demo.mail'), pathname.startsWith('/demo/mail'))}
        </ul>
      </nav>
    </header>
  )
}

/** The guidepost: a post with one arm, as one path. */
function Mark() {
  return <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden focusable="false" className="text-st-active"><path d="M10 2h4v3h5l3 3.5-3 3.5h-5v10h-4V12H4V5h6z" fill="currentColor" /></svg>
}
