import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { tabIcon } from '@/app/(signed-in)/recoveries/[recoveryId]/open-recovery'
import { signOut } from '@/app/sign-in/actions'
import { RequestPageView } from '@/components/handoff/request-page'
import { PlainPage, StandingPage, wordsOf } from '@/components/handoff/standing-page'
import { ModeBand } from '@/components/shell/mode-band'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { buttonClass } from '@/components/ui/button-look'
import type { Formatter } from '@/lib/i18n/format'
import { refusalText } from '@/lib/i18n/refusal-text'
import type { Translate } from '@/lib/i18n/translate'
import { Words } from '@/lib/i18n/words'
import type { LinkPage } from '@/lib/handoff/dto'
import { actOnLink, askNewLink } from './actions'
import { linkWords, openLink, type LinkParams } from './open-link'

export async function generateMetadata({ params }: LinkParams): Promise<Metadata> {
  const { page, t, format } = await openLink((await params).token)
  return { title: titleOf(page, t, format), robots: { index: false, follow: false }, ...(page.shows === 'request' ? tabIcon(page.view.recovery) : {}) }
}

function titleOf(page: LinkPage, t: Translate, format: Formatter): string {
  switch (page.shows) {
    case 'request': {
      const title = t('handoff.title.of', { no: page.view.request?.no ?? '' })
      return page.view.recovery.drill ? t('common.title.drill', { title }) : title
    }
    case 'over':
      return wordsOf(page.standing, { t, format }).title
    case 'signIn':
      return t('handoff.signIn.title')
    case 'notYours':
      return t('handoff.notYours.title')
    case 'tooManyGuesses':
      return t('handoff.tooMany.title')
    case 'unknown':
      return t('handoff.unknown.title')
    case 'refused':
      return t('errors.page.title')
  }
}

export default async function Page({ params }: LinkParams) {
  const { token } = await params
  const opened = await openLink(token)
  return (
    <div lang={opened.locale}>
      <Words dictionary={linkWords(opened.locale)}>
        {opened.page.shows === 'request' && opened.page.view.recovery.drill && <ModeBand t={opened.t} kind="drill" />}
        <Shown token={token} {...opened} />
      </Words>
    </div>
  )
}

type Opened = Awaited<ReturnType<typeof openLink>> & { token: string }

function Shown({ page, token, t, format, isSignedIn }: Opened): ReactNode {
  const signInHref = `/sign-in?next=${encodeURIComponent(`/h/${token}`)}`
  switch (page.shows) {
    case 'request':
      return <RequestPageView page={page} action={actOnLink.bind(null, token)} csvHref={`/h/${token}/form.csv`} reader={{ t, format, link: page.byLink ? token : null }} />
    case 'over':
      return <StandingPage page={page} signInHref={isSignedIn ? null : signInHref} ask={askNewLink.bind(null, token)} t={t} format={format} />
    case 'signIn':
      return <PlainPage title={t('handoff.signIn.title')} lines={[t('handoff.signIn.body')]}><a href={signInHref} className={buttonClass('main')}>{t('handoff.signIn.button')}</a></PlainPage>
    case 'notYours':
      return <PlainPage title={t('handoff.notYours.title')} lines={[t('handoff.notYours.body', { name: page.name }), t('handoff.notYours.next')]}><SignOutForm action={signOut} /></PlainPage>
    case 'tooManyGuesses':
      return <PlainPage title={t('handoff.tooMany.title')} lines={[t('handoff.tooMany.body')]} />
    case 'unknown':
      return <PlainPage title={t('handoff.unknown.title')} lines={[t('handoff.unknown.body'), t('handoff.unknown.next')]} />
    case 'refused':
      return <PlainPage title={t('errors.page.title')} lines={[refusalText(t, format, page.refusal)]} />
  }
}
