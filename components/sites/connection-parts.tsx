/** What the page of a connection says besides its test and its script: settings, units, who changed what, hiding. */
import Link from 'next/link'
import { ActForm } from '@/components/forms/act-form'
import { LinkButton } from '@/components/ui/button'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import type { ConnectionView, UnitRow } from '@/lib/sites/dto'
import { TIMED_COMMANDS } from '@/lib/sites/forms'
import { connectionHref, unitHref } from './connection-words'

type Props = { view: ConnectionView; t: Translate }
type WithAction = Props & { action: FormAction }

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const code = (text: string | null, instead: string) => (text === null || text === '' ? instead : <code translate="no">{text}</code>)

export function SettingsList({ view: { settings, row }, t }: Props) {
  const fact = (name: string, value: Fact['value']): Fact => ({ term: t.lookUp(`settings.field.${name}`) ?? name, value })
  const byConfig = t('settings.field.byConfig')
  const ssh = row.kind !== 'ssh' ? [] : [
    fact('host', code(settings.host, '')),
    fact('port', settings.port === null ? byConfig : String(settings.port)),
    fact('user', code(settings.user, byConfig)),
    fact('login', settings.keyFile === null ? t('settings.field.login.agent') : code(settings.keyFile, '')),
    fact('sshConfig', code(settings.sshConfig, t('settings.field.unset'))),
    fact('scriptPath', code(settings.scriptPath, '')),
    fact('forcedCommand', t(settings.forcedCommand ? 'settings.field.forcedCommand.on' : 'settings.field.forcedCommand.off')),
  ]
  const launched = row.kind === 'manual' ? [] : [
    fact('jobsDir', code(settings.jobsDir, '')),
    fact('charset', t(`settings.field.charset.${settings.charset}`)),
    fact('pressLimitMs', t('settings.value.seconds', { n: settings.pressLimitMs / SECOND_MS })),
    ...TIMED_COMMANDS.flatMap((command) => {
      const ms = settings.timeOutsMs[command]
      return ms === undefined ? [] : [fact(`timeOut.${command}`, t('settings.value.minutes', { n: ms / MINUTE_MS }))]
    }),
  ]
  return (
    <DescriptionList
      facts={[
        ...(row.kind === 'manual' && row.place !== null ? [fact('host', code(row.place, ''))] : []),
        ...ssh,
        fact('vmiunitPath', code(settings.vmiunitPath, '')),
        ...launched,
        fact('loadBalancerLinkage', t(`settings.field.loadBalancerLinkage.${settings.loadBalancerLinkage}`)),
      ]}
    />
  )
}

export function UnitTable({ view: { row, units }, t }: Props) {
  const columns: readonly Column<UnitRow>[] = [
    { key: 'name', heading: t('settings.unit.col.name'), isRowHeading: true, cell: ({ name, displayName }) => <><Link href={unitHref(row.id, name)} className="inline-flex min-h-11 items-center" translate="no">{name}</Link>{displayName !== name && <span className="block font-normal">{displayName}</span>}</> },
    { key: 'servers', heading: t('settings.unit.col.servers'), cell: ({ servers }) => t('settings.unit.servers.count', { n: servers }) },
    { key: 'loadBalancer', heading: t('settings.unit.col.loadBalancer'), cell: ({ loadBalancer }) => t(`settings.unit.field.loadBalancer.${loadBalancer}`) },
    { key: 'lacks', heading: t('settings.unit.col.lacks'), cell: ({ lacks, retiredAt }) => (retiredAt === null ? <Lacks lacks={lacks} t={t} /> : <b>{t('settings.unit.retired')}</b>) },
  ]
  return <DataTable caption={t('settings.connection.units.caption')} captionHidden columns={columns} rows={units} rowKey={({ name }) => name} />
}

const Lacks = ({ lacks, t }: { lacks: UnitRow['lacks']; t: Translate }) =>
  lacks.length === 0 ? t('settings.unit.lack.none') : <ul className="list-disc ps-5">{lacks.map((lack) => <li key={lack}>{t(`settings.unit.lack.${lack}`)}</li>)}</ul>

/** Who changed what, newest first. Long values (lists, groups) are named, not spelt out. */
export function ChangeList({ view: { changes }, t, format }: Props & { format: Formatter }) {
  if (changes.length === 0) return <p>{t('settings.connection.changes.none')}</p>
  return (
    <ol className="grid gap-3">
      {changes.map(({ id, at, actor, unit, act, fields }) => (
        <li key={id}>
          <p className="font-bold">{t(`settings.change.${act}`, { name: unit === null ? t('settings.change.connection') : t('settings.change.unit', { name: unit }) })}</p>
          <p className="text-small text-fg-muted">{t('settings.change.by', { time: format.dateTime(at), name: actor.name })}</p>
          {act !== 'added' && fields.length > 0 && <ul className="list-disc ps-6">{fields.map((field) => <li key={field.name}><Changed field={field} scope={unit === null ? 'settings.field' : 'settings.unit.field'} t={t} /></li>)}</ul>}
        </li>
      ))}
    </ol>
  )
}

function Changed({ field: { name, before, after }, scope, t }: { field: ConnectionView['changes'][number]['fields'][number]; scope: string; t: Translate }) {
  const label = t.lookUp(`${scope}.${name}`) ?? name
  const isList = [before, after].some((text) => text?.startsWith('{') || text?.startsWith('['))
  if (isList) return t('settings.change.list', { field: label })
  const unset = t('settings.field.unset')
  return <>{label}：{before !== null && <>{code(before, unset)} → </>}{code(after, unset)}</>
}

/** Hiding and bringing back: nothing is ever deleted, since histories name it. */
export function RetirePart({ view: { row, seen, usedBy }, action, t }: WithAction) {
  const isHidden = row.retiredAt !== null
  return (
    <>
      <p className="mb-4 max-w-text">{t('settings.connection.retire.about')}</p>
      {usedBy.length > 0 && <p className="mb-4">{t('settings.connection.used', { list: usedBy.join(', ') })}</p>}
      <ActForm action={action} hidden={{ act: isHidden ? 'bringBackConnection' : 'retireConnection', id: row.id, seen }} id="retire">
        <div><SubmitButton look="secondary" pending={t('settings.pending')}>{t(isHidden ? 'settings.connection.bringBack' : 'settings.connection.retire')}</SubmitButton></div>
      </ActForm>
    </>
  )
}

/** What is still to be done before commands run here; nothing where all is done. */
export function SetUpList({ view, t }: Props) {
  const { row, hostKeys, checks, units, changes } = view
  const script = checks.find(({ name, severity }) => name === 'script' && severity !== 'notReached')
  // Not looked at this time: what was done by hand here still counts.
  const scriptThere = script ? script.severity !== 'failed' : changes.some(({ act }) => act === 'scriptCopied')
  const steps = [
    ...(row.kind === 'ssh' ? [{ key: 'hostKey', isDone: hostKeys.length > 0, href: connectionHref(row.id, '/host-key') }, { key: 'script', isDone: scriptThere, href: '#script' }] as const : []),
    ...(row.kind === 'manual' ? [] : [{ key: 'test', isDone: row.test !== null, href: '#test' }] as const),
    { key: 'unit', isDone: units.some(({ retiredAt }) => retiredAt === null), href: connectionHref(row.id, '/units/new') } as const,
  ]
  if (steps.every(({ isDone }) => isDone)) return null
  return (
    <section aria-labelledby="set-up" data-box className="rounded-card border border-line p-4 md:p-5">
      <h2 id="set-up" className="text-h2">{t('settings.connection.setUp')}</h2>
      <ol className="mt-3 grid list-decimal gap-1 ps-6">
        {steps.map(({ key, isDone, href }) => (
          <li key={key}>
            {isDone ? t(`settings.connection.setUp.${key}`) : <Link href={href} prefetch={false} className="inline-flex min-h-11 items-center">{t(`settings.connection.setUp.${key}`)}</Link>}
            <b className="ms-3">{t(isDone ? 'settings.connection.setUp.done' : 'settings.connection.setUp.open')}</b>
          </li>
        ))}
      </ol>
    </section>
  )
}

export const AddUnitLink = ({ id, t }: { id: string; t: Translate }) => <LinkButton href={connectionHref(id, '/units/new')}>{t('settings.connection.units.add')}</LinkButton>
