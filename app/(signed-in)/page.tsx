import type { Metadata } from 'next'
import { requireViewer } from '@/app/doors/viewer'
import { StrangerJobs } from '@/components/recovery/stranger-jobs'
import { HomeView } from '@/components/home/home-view'
import { NotifyChoice } from '@/components/home/notify-choice'
import { isQuiet } from '@/components/home/rows'
import { ConnectionWarnings } from '@/components/sites/connection-warnings'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-frame'
import { RefusedPage } from '@/components/shell/refused-page'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('home.title') }
}

export default async function HomePage() {
  const { server, actor } = await requireViewer('/')
  const [home, connections, strangers, t, format, locale] = await Promise.all([
    server.pages.home(actor), server.settings.warnings(actor), server.pages.strangers(actor, null), getT(), getFormatter(), getLocale(),
  ])
  if (!home.ok) return <RefusedPage refusal={home.error} t={t} format={format} />
  return (
    <>
      <div className="mb-8 flex flex-wrap items-start justify-between gap-x-6 *:mb-0">
        <PageHeader heading={t('home.title')} />
        {home.value.mayStart && !isQuiet(home.value) && <LinkButton look="secondary" href="/recoveries/new/target" className="max-md:mt-4">{t('home.start')}</LinkButton>}
      </div>
      {strangers.ok && <StrangerJobs strangers={strangers.value} now={home.value.serverNow} t={t} format={format} />}
      <Words dictionary={dictionaryOf(locale, ['home.', 'states.', 'common.product', 'common.server.', 'common.procedure.', 'common.person.', ...RAIL])}>
        <HomeView initial={home.value} />
        {(home.value.mayStart || actor.roles.includes('resourceManager')) && <NotifyChoice />}
      </Words>
      <ConnectionWarnings warnings={connections} serverNow={home.value.serverNow} t={t} format={format} />
    </>
  )
}

/** Short names of all steps: any of them may be the present one. */
const RAIL = ['steps.reuse.', 'steps.replace.'] as const
