/** Adding or changing a connection of one kind. Nothing is connected to by saving it. */
import type { ReactNode } from 'react'
import { ActForm } from '@/components/forms/act-form'
import { FormCheck, FormChoice, FormText } from '@/components/forms/fields'
import { ButtonRow, LinkButton } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import type { ConnectionView } from '@/lib/sites/dto'
import { CHARSETS, CONNECTION_FIELDS, LINKAGES, LOGINS, PRESS_LIMIT_S, TIMED_COMMANDS, timeOutField, type ConnectionKind } from '@/lib/sites/forms'
import { TIME_OUT_MS } from '@/lib/vmiunit/commands'
import { connectionHref } from './connection-words'

type Settings = ConnectionView['settings']
type Props = { kind: ConnectionKind; /** null: a new one */ settings: Settings | null; seen: string | null; action: FormAction; t: Translate }
type Part = { settings: Settings | null; t: Translate }

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

export function ConnectionForm({ kind, settings, seen, action, t }: Props) {
  const labels = Object.fromEntries(CONNECTION_FIELDS[kind].map((name) => [name, t.lookUp(`settings.field.${name}`) ?? name]))
  return (
    <ActForm action={action} hidden={{ act: 'saveConnection', id: settings?.id ?? '', kind, seen }} id="connection" labels={labels} className="grid grid-cols-[minmax(0,1fr)] gap-10">
      <Group id="where" heading={t('settings.form.where')}>
        <FormText name="name" required width="short" label={t('settings.field.name')} hint={t('settings.field.name.hint')} initial={settings?.name} translate="no" />
        {kind === 'ssh' && <SshPlace settings={settings} t={t} />}
        {kind === 'manual' && <FormText name="host" mono width="short" translate="no" label={t('settings.field.host')} hint={t('settings.field.host.manual.hint')} initial={settings?.host ?? undefined} />}
      </Group>
      <Group id="there" heading={t(kind === 'local' ? 'settings.form.here' : 'settings.form.there')}>
        <FormText name="vmiunitPath" required mono translate="no" label={t('settings.field.vmiunitPath')} hint={t('settings.field.vmiunitPath.hint')} initial={settings?.vmiunitPath} />
        {kind !== 'manual' && <FormText name="jobsDir" required mono translate="no" label={t('settings.field.jobsDir')} hint={t('settings.field.jobsDir.hint')} initial={settings?.jobsDir} />}
        {kind === 'ssh' && <SshScript settings={settings} t={t} />}
      </Group>
      <Group id="output" heading={t('settings.form.site')}>
        {kind !== 'manual' && (
          <FormChoice name="charset" required label={t('settings.field.charset')} initial={settings?.charset ?? CHARSETS[0]} options={CHARSETS.map((value) => ({ value, label: t(`settings.field.charset.${value}`) }))} />
        )}
        <FormChoice
          name="loadBalancerLinkage" required label={t('settings.field.loadBalancerLinkage')} hint={t('settings.field.loadBalancerLinkage.hint')} initial={settings?.loadBalancerLinkage ?? LINKAGES[0]}
          options={LINKAGES.map((value) => ({ value, label: t(`settings.field.loadBalancerLinkage.${value}`) }))}
        />
      </Group>
      {kind !== 'manual' && <Limits settings={settings} t={t} />}
      <p className="max-w-text">{t(kind === 'ssh' ? 'settings.form.new.next' : kind === 'local' ? 'settings.form.new.next.local' : 'settings.form.new.next.manual')}</p>
      <ButtonRow>
        <SubmitButton pending={t('settings.saving')}>{t('settings.save')}</SubmitButton>
        <LinkButton href={settings ? connectionHref(settings.id) : '/settings/connections'}>{t('settings.cancel')}</LinkButton>
      </ButtonRow>
    </ActForm>
  )
}

export function Group({ id, heading, lead, children }: { id: string; heading: ReactNode; lead?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={`${id}-heading`} className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div>
        <h2 id={`${id}-heading`} className="text-h2">{heading}</h2>
        {lead && <p className="max-w-text text-fg-muted">{lead}</p>}
      </div>
      {children}
    </section>
  )
}

function SshPlace({ settings, t }: Part) {
  return (
    <>
      <FormText name="host" required mono width="short" translate="no" label={t('settings.field.host')} hint={t('settings.field.host.hint')} initial={settings?.host ?? undefined} />
      <FormText name="port" width="short" inputMode="numeric" label={t('settings.field.port')} hint={t('settings.field.port.hint')} initial={textOf(settings?.port)} />
      <FormText name="user" mono width="short" translate="no" autoComplete="off" label={t('settings.field.user')} hint={t('settings.field.user.hint')} initial={settings?.user ?? undefined} />
      <FormChoice
        name="login" required columns label={t('settings.field.login')} initial={settings && settings.keyFile === null ? 'agent' : 'keyFile'}
        options={LOGINS.map((value) => ({ value, label: t(`settings.field.login.${value}`), note: t(`settings.field.login.${value}.note`) }))}
      />
      <FormText name="keyFile" mono translate="no" label={t('settings.field.keyFile')} hint={t('settings.field.keyFile.hint')} initial={settings?.keyFile ?? undefined} />
      <FormText name="sshConfig" mono translate="no" label={t('settings.field.sshConfig')} hint={t('settings.field.sshConfig.hint')} initial={settings?.sshConfig ?? undefined} />
    </>
  )
}

function SshScript({ settings, t }: Part) {
  return (
    <>
      <FormText name="scriptPath" required mono translate="no" label={t('settings.field.scriptPath')} hint={t('settings.field.scriptPath.hint')} initial={settings?.scriptPath ?? undefined} />
      <FormCheck name="forcedCommand" value="yes" label={t('settings.field.forcedCommand.label')} initial={settings?.forcedCommand ?? false} />
    </>
  )
}

function Limits({ settings, t }: Part) {
  const { min, max, usual } = PRESS_LIMIT_S
  return (
    <Group id="limits" heading={t('settings.form.limits')} lead={t('settings.form.limits.lead')}>
      <FormText name="pressLimitS" width="short" inputMode="numeric" label={t('settings.field.pressLimitS')} hint={t('settings.field.pressLimitS.hint', { min, max, usual })} initial={textOf((settings?.pressLimitMs ?? usual * SECOND_MS) / SECOND_MS)} />
      <fieldset className="m-0 grid min-w-0 gap-4 rounded-card border border-line p-4">
        <legend className="px-2 font-bold">{t('settings.field.timeOuts')}</legend>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2">
          {TIMED_COMMANDS.map((command) => (
            <FormText key={command} name={timeOutField(command)} width="short" inputMode="numeric" label={t(`settings.field.timeOut.${command}`)} hint={t('settings.field.timeOuts.hint', { n: TIME_OUT_MS[command] / MINUTE_MS })} initial={textOf(inMinutes(settings?.timeOutsMs[command]))} />
          ))}
        </div>
      </fieldset>
    </Group>
  )
}

const textOf = (value: number | null | undefined): string | undefined => (value === null || value === undefined ? undefined : String(value))
const inMinutes = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / MINUTE_MS)
