import Link from 'next/link'
import { connectionHref, unitHref } from '@/components/sites/connection-words'
import { RetireUnit, UnitFacts } from '@/components/sites/unit-parts'
import { UnitForm } from '@/components/sites/unit-form'
import { PageHeader } from '@/components/ui/page-frame'
import { actOnUnit } from '../../../actions'
import { SettingsPage } from '../../../settings-page'
import { FormWords } from '../../../words'

/** A unit of a connection, or a new one (`name` null): to be changed by an administrator, to be read by everybody else. */
export function UnitPage({ connectionId, name }: { connectionId: string; name: string | null }) {
  const path = name === null ? connectionHref(connectionId, '/units/new') : unitHref(connectionId, name)
  return (
    <SettingsPage path={path} ask={(settings, actor) => settings.unit(actor, connectionId, name)} forChanging={name === null}>
      {({ view, t }) => {
        const { connection, unit, usedBy, mayChange } = view
        return (
          <FormWords also={['settings.unit.', 'control.contact.']}>
            <PageHeader
              eyebrow={<Link href={connectionHref(connection.id)} className="inline-flex min-h-11 items-center">{t('settings.unit.at', { name: connection.name })}</Link>}
              heading={unit ? t('settings.unit.title.edit', { name: unit.name }) : t('settings.unit.title.new')}
              lead={mayChange ? usedBy.length > 0 && t('settings.unit.used', { list: usedBy.join(', ') }) : t('settings.onlyAdministrator')}
            />
            {mayChange ? <UnitForm view={view} action={actOnUnit} t={t} /> : unit && <UnitFacts unit={unit} t={t} />}
            {mayChange && unit && <div className="mt-16"><RetireUnit view={view} unit={unit} action={actOnUnit} t={t} /></div>}
          </FormWords>
        )
      }}
    </SettingsPage>
  )
}
