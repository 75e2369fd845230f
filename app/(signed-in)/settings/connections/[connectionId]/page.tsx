import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { findViewer } from '@/app/doors/viewer'
import { AddUnitLink, ChangeList, RetirePart, SettingsList, SetUpList, UnitTable } from '@/components/sites/connection-parts'
import { connectionHref } from '@/components/sites/connection-words'
import { Keys } from '@/components/sites/host-key-part'
import { ScriptPart } from '@/components/sites/script-part'
import { TestPart } from '@/components/sites/test-part'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-frame'
import type { Formatter } from '@/lib/i18n/format'
import { getT } from '@/lib/i18n/request'
import type { Translate } from '@/lib/i18n/translate'
import type { ConnectionView } from '@/lib/sites/dto'
import { getServer } from '@/lib/server'
import { actOnConnection } from '../../actions'
import { SettingsPage } from '../../settings-page'
import { FormWords } from '../../words'

type Params = { params: Promise<{ connectionId: string }> }

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const [{ connectionId }, actor, t] = await Promise.all([params, findViewer(), getT()])
  const view = actor && (await (await getServer()).settings.connection(actor, connectionId))
  return { title: `${t('settings.list.title')} ${view?.ok ? view.value.row.name : ''}`.trim() }
}

export default async function ConnectionPage({ params }: Params) {
  const { connectionId } = await params
  return (
    <SettingsPage path={connectionHref(connectionId)} ask={(settings, actor) => settings.connection(actor, connectionId)}>
      {({ view, t, format }) => (
        <FormWords also={['common.copy.']}>
          <PageHeader
            eyebrow={<Link href="/settings/connections" className="inline-flex min-h-11 items-center">{t('settings.list.title')}</Link>}
            heading={<span translate="no">{view.row.name}</span>}
            lead={<Lead view={view} t={t} retired={view.row.retiredAt === null ? null : t('settings.connection.retired', { time: format.dateTime(view.row.retiredAt) })} />}
          />
          <Parts {...{ view, t, format }} />
        </FormWords>
      )}
    </SettingsPage>
  )
}

type Told = { view: ConnectionView; t: Translate }

function Parts({ view, t, format }: Told & { format: Formatter }) {
  const { row, mayChange, units } = view
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
      {mayChange && row.retiredAt === null && <SetUpList view={view} t={t} />}
      <Part id="test" heading={t('settings.test.title')}><TestPart view={view} action={actOnConnection} t={t} format={format} /></Part>
      {row.kind === 'ssh' && <Part id="host-key" heading={t('settings.hostKey.section')}><HostKeys view={view} t={t} /></Part>}
      {row.kind === 'ssh' && <Part id="script" heading={t('settings.script.title')}><ScriptPart view={view} action={actOnConnection} t={t} /></Part>}
      <Part id="units" heading={t('settings.connection.units')}>
        {units.length > 0 ? <UnitTable view={view} t={t} /> : <p>{t('settings.connection.units.none')}</p>}
        {mayChange && <div className="mt-4"><AddUnitLink id={row.id} t={t} /></div>}
      </Part>
      <Part id="settings" heading={t('settings.connection.settings')}>
        <SettingsList view={view} t={t} />
        {mayChange && <div className="mt-4"><LinkButton href={connectionHref(row.id, '/edit')}>{t('settings.connection.edit')}</LinkButton></div>}
      </Part>
      <Part id="changes" heading={t('settings.connection.changes')}><ChangeList view={view} t={t} format={format} /></Part>
      {mayChange && <Part id="retire" heading={t(row.retiredAt === null ? 'settings.connection.retire' : 'settings.connection.bringBack')}><RetirePart view={view} action={actOnConnection} t={t} /></Part>}
    </div>
  )
}


function Lead({ view: { row, mayChange }, retired, t }: Told & { retired: string | null }) {
  return (
    <>
      <p>{t(`settings.kind.${row.kind}`)} {row.place !== null && <code translate="no">{row.place}</code>}</p>
      {!mayChange && <p>{t('settings.onlyAdministrator')}</p>}
      {retired !== null && <p className="font-bold text-fg">{retired}</p>}
    </>
  )
}

function HostKeys({ view: { row, hostKeys, mayChange }, t }: Told) {
  return (
    <>
      {hostKeys.length > 0 ? <Keys id="confirmed" heading={t('settings.hostKey.confirmed')} keys={hostKeys} /> : <p>{t('settings.hostKey.none')}</p>}
      {mayChange && <div className="mt-4"><LinkButton href={connectionHref(row.id, '/host-key')} prefetch={false}>{t('settings.hostKey.look')}</LinkButton></div>}
    </>
  )
}

function Part({ id, heading, children }: { id: string; heading: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-part`} className="scroll-mt-6">
      <h2 id={`${id}-part`} className="text-h2">{heading}</h2>
      <div className="mt-3">{children}</div>
    </section>
  )
}
