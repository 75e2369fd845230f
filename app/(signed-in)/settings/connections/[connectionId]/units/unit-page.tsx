import Link from 'next/link'
import { requireViewer } from '@/app/doors/viewer'
import { RefusedPage } from '@/components/shell/refused-page'
import { connectionHref, unitHref } from '@/components/sites/connection-words'
import { RetireUnit, UnitFacts } from '@/components/sites/unit-parts'
import { UnitForm } from '@/components/sites/unit-form'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'
import { actOnUnit } from '../../../actions'
import { FormWords } from '../../../words'

/** A unit of a connection, or a new one (`name` null): to be changed by an administrator, to be read by everybody else. */
export async function UnitPage({ connectionId, name }: { connectionId: string; name: string | null }) {
  const { server, actor } = await requireViewer(name === null ? connectionHref(connectionId, '/units/new') : unitHref(connectionId, name))
  const [view, t, format] = await Promise.all([server.settings.unit(actor, connectionId, name), getT(), getFormatter()])
  if (!view.ok) return <RefusedPage refusal={view.error} t={t} format={format} />
  const { connection, unit, usedBy, mayChange } = view.value
  if (!mayChange && !unit) return <RefusedPage refusal={{ code: 'notAllowed' }} t={t} format={format} />
  return (
    <FormWords also={['settings.unit.', 'control.contact.']}>
      <PageHeader
        eyebrow={<Link href={connectionHref(connection.id)} className="inline-flex min-h-11 items-center">{t('settings.unit.at', { name: connection.name })}</Link>}
        heading={unit ? t('settings.unit.title.edit', { name: unit.name }) : t('settings.unit.title.new')}
        lead={mayChange ? usedBy.length > 0 && t('settings.unit.used', { list: usedBy.join(', ') }) : t('settings.onlyAdministrator')}
      />
      {mayChange ? <UnitForm view={view.value} action={actOnUnit} t={t} /> : unit && <UnitFacts unit={unit} t={t} />}
      {mayChange && unit && <div className="mt-16"><RetireUnit view={view.value} unit={unit} action={actOnUnit} t={t} /></div>}
    </FormWords>
  )
}
