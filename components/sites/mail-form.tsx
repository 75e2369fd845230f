/** How the site sends mail, to be set up or changed. Nothing is sent by saving it. */
import { ActForm } from '@/components/forms/act-form'
import { FormCheck, FormChoice, FormText } from '@/components/forms/fields'
import { Caution } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { MailSettingsView } from '@/lib/notify/dto'
import { MAIL_FIELDS, SECURITIES, USUAL_PORT } from '@/lib/notify/forms'
import type { FormAction } from '@/lib/recoveries/forms'
import { Group } from './connection-form'

type Part = { settings: MailSettingsView['settings']; t: Translate }

export function MailForm({ view: { settings, seen }, action, t }: { view: MailSettingsView; action: FormAction; t: Translate }) {
  const labels = Object.fromEntries(MAIL_FIELDS.map((name) => [name, t.lookUp(`mailSettings.field.${name}`) ?? name]))
  return (
    <ActForm action={action} hidden={{ act: 'saveMail', seen }} id="saveMail" labels={labels} className="grid grid-cols-[minmax(0,1fr)] gap-10">
      <ServerPart settings={settings} t={t} />
      <Group id="mail-login" heading={t('mailSettings.part.login')}>
        <FormText name="user" mono width="short" translate="no" autoComplete="off" label={t('mailSettings.field.user')} hint={t('mailSettings.field.user.hint')} initial={settings?.user ?? undefined} />
        <FormText name="passwordFile" mono translate="no" autoComplete="off" label={t('mailSettings.field.passwordFile')} hint={t('mailSettings.field.passwordFile.hint')} initial={settings?.passwordFile ?? undefined} />
      </Group>
      <Group id="mail-from" heading={t('mailSettings.part.from')}>
        <FormText name="fromName" width="short" label={t('mailSettings.field.fromName')} hint={t('mailSettings.field.fromName.hint')} initial={settings?.from.name} />
        <FormText name="fromMail" required width="short" type="email" autoComplete="off" label={t('mailSettings.field.fromMail')} initial={settings?.from.mail} />
      </Group>
      <Group id="mail-answers" heading={t('mailSettings.part.answers')}>
        <Caution heading={t('common.cautionHeading')}><p>{t('mailSettings.field.linkAlone.caution')}</p></Caution>
        <FormCheck name="linkAlone" value="yes" label={t('mailSettings.field.linkAlone.label')} initial={settings?.linkAlone ?? false} />
      </Group>
      <div><SubmitButton pending={t('mailSettings.saving')}>{t('mailSettings.save')}</SubmitButton></div>
    </ActForm>
  )
}

const ServerPart = ({ settings, t }: Part) => (
  <Group id="mail-server" heading={t('mailSettings.part.server')}>
    <FormText name="host" required mono width="short" translate="no" autoComplete="off" label={t('mailSettings.field.host')} hint={t('mailSettings.field.host.hint')} initial={settings?.host} />
    <FormChoice
      name="security" required label={t('mailSettings.field.security')} initial={settings?.security ?? SECURITIES[0]}
      options={SECURITIES.map((value) => ({ value, label: t(`mailSettings.field.security.${value}`), note: t.lookUp(`mailSettings.field.security.${value}.note`) ?? undefined }))}
    />
    <FormText name="port" width="short" inputMode="numeric" label={t('mailSettings.field.port')} hint={t('mailSettings.field.port.hint', USUAL_PORT)} initial={settings?.port.toString()} />
  </Group>
)
