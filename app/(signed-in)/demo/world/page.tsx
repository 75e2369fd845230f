import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { findWorld } from '@/app/doors/demo-route'
import { requireViewer } from '@/app/doors/viewer'
import { presetOf } from '@/app/doors/world-request'
import { MachineCards } from '@/components/demo/machine-cards'
import { RegisteredServers } from '@/components/demo/registered-servers'
import { CloneForm, ResetForm, ScenarioForms } from '@/components/demo/world-forms'
import { PageHeader } from '@/components/ui/page-frame'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { getFormatter, getLocale, getT } from '@/lib/i18n/request'
import { Words } from '@/lib/i18n/words'
import { actOnWorld } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('world.title') }
}

/** The manual's example of a replacement: offered as it stands, so that nobody has to look it up. */
const EXAMPLE = { name: 'vm-gyoumu-a-04', ip: '192.168.1.110', serviceIp: '192.168.2.110' }

/** Outside of the demo there is no such page. */
export default async function WorldPage() {
  await requireViewer('/demo/world')
  const simulated = await findWorld(await headers())
  if (!simulated) notFound()
  const [t, format, locale] = await Promise.all([getT(), getFormatter(), getLocale()])
  const { world, scenarios } = simulated.read()
  const coming = scenarios.map(({ command, scenario, times }) => ({ command, preset: presetOf(scenario), times }))
  return (
    <>
      <PageHeader heading={t('world.title')} lead={t('world.lead')} />
      <p data-box className="striped mb-10 rounded-box border border-line p-3"><b className="inline-block bg-canvas px-3 py-1">{t('world.band')}</b></p>
      <Words dictionary={dictionaryOf(locale, ['refusals.', 'errors.summary', 'common.required', 'common.errorPrefix', 'common.title.error'])}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
          {!world && <p>{t('world.none')}</p>}
          {world && (
            <>
              <Part id="machines" heading={t('world.machines')}><MachineCards machines={world.machines} action={actOnWorld} t={t} /></Part>
              <Part id="clone-part" heading={t('world.clone')} lead={t('world.clone.lead')}><CloneForm templates={world.templates} example={EXAMPLE} action={actOnWorld} t={t} /></Part>
              <Part id="registered" heading={t('world.registered')} lead={t('world.registered.lead')}>{world.units.map((unit) => <RegisteredServers key={unit.name} unit={unit} t={t} format={format} />)}</Part>
              <Part id="scenario-part" heading={t('world.scenario')} lead={t('world.scenario.lead')}><ScenarioForms coming={coming} action={actOnWorld} t={t} /></Part>
            </>
          )}
          <Part id="reset-part" heading={t('world.reset')} lead={t('world.reset.lead')}><ResetForm action={actOnWorld} t={t} /></Part>
        </div>
      </Words>
    </>
  )
}

function Part({ id, heading, lead, children }: { id: string; heading: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-h2">{heading}</h2>
      {lead && <p className="max-w-text text-fg-muted">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}
