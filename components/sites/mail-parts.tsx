/** What the page of the mail settings says besides its form: what is set, the last test and another one, turning mail off. */
import { ActForm } from '@/components/forms/act-form'
import { FormText } from '@/components/forms/fields'
import { LinkButton } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { Banner, Caution } from '@/components/ui/notice'
import { StateLabel } from '@/components/ui/status-icon'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { MailSettingsView } from '@/lib/notify/dto'
import type { FormAction } from '@/lib/recoveries/forms'

type Settings = NonNullable<MailSettingsView['settings']>
type Props = { view: MailSettingsView; t: Translate }
type WithAction = Props & { action: FormAction }

/** In the demo, where mails stay; else the one thing that an administrator has to know about what is set. */
export function MailNotice({ view: { staysHere, settings }, t }: Props) {
  if (staysHere) return <Banner kind="info" heading={t('mailSettings.demo.title')} body={t('mailSettings.demo.body')} action={<LinkButton href="/demo/mail">{t('mailSettings.demo.open')}</LinkButton>} />
  if (settings?.security === 'none') return <Caution heading={t('common.cautionHeading')}><p>{t('mailSettings.field.security.none.caution')}</p></Caution>
  return null
}

const code = (text: string | null, instead: string) => (text === null ? instead : <code translate="no">{text}</code>)

export const MailFacts = ({ settings, t }: { settings: Settings; t: Translate }) => (
  <DescriptionList
    facts={[
      { term: t('mailSettings.field.host'), value: code(settings.host, '') },
      { term: t('mailSettings.field.port'), value: String(settings.port) },
      { term: t('mailSettings.field.security'), value: t(`mailSettings.field.security.${settings.security}`) },
      { term: t('mailSettings.field.user'), value: code(settings.user, t('mailSettings.unset')) },
      { term: t('mailSettings.field.passwordFile'), value: code(settings.passwordFile, t('mailSettings.unset')) },
      { term: t('mailSettings.field.from'), value: <>{settings.from.name} <span translate="no">{settings.from.mail}</span></> },
      { term: t('mailSettings.field.linkAlone'), value: t(settings.linkAlone ? 'mailSettings.field.linkAlone.on' : 'mailSettings.field.linkAlone.off') },
    ]}
  />
)

/** Drawn where something is set up, or where mails stay in the demo. */
export function MailTest({ view, action, t, format }: WithAction & { format: Formatter }) {
  const { lastTest, staysHere, mayChange } = view
  return (
    <>
      {!staysHere && <LastTest view={view} t={t} format={format} />}
      {mayChange && (
        <ActForm action={action} hidden={{ act: 'testMail', locale: t.locale }} id="testMail" labels={{ to: t('mailSettings.test.to') }} className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4">
          <p className="max-w-text text-fg-muted">{t('mailSettings.test.lead')}</p>
          <FormText name="to" required width="short" type="email" autoComplete="email" label={t('mailSettings.test.to')} initial={lastTest?.to} />
          <div><SubmitButton look="secondary" pending={t('mailSettings.test.pending')}>{t('mailSettings.test.button')}</SubmitButton></div>
        </ActForm>
      )}
    </>
  )
}

function LastTest({ view: { lastTest, serverNow }, t, format }: Props & { format: Formatter }) {
  if (!lastTest) return <StateLabel state="idle" word={t('mailSettings.test.never')} />
  const { at, to, problem } = lastTest
  return (
    <>
      <p><StateLabel state={problem ? 'failed' : 'done'} word={t(problem ? 'mailSettings.test.failed' : 'mailSettings.test.sent')} /></p>
      <p>{t('mailSettings.test.at', { time: format.dateTime(at), age: format.duration(serverNow - at), to })}</p>
      {!problem && <p className="max-w-text text-fg-muted">{t('mailSettings.test.sent.body')}</p>}
      {problem && <p className="max-w-text">{t.lookUp(`run.mail.problem.${problem.code}`)} {t.lookUp(`mailSettings.advice.${problem.code}`)}</p>}
      {problem?.detail && <code className="block whitespace-pre-wrap text-small" translate="no">{problem.detail}</code>}
    </>
  )
}

export const MailOff = ({ view: { seen }, action, t }: WithAction) => (
  <>
    <p className="mb-4 max-w-text">{t('mailSettings.off.about')}</p>
    <ActForm action={action} hidden={{ act: 'turnMailOff', seen }} id="turnMailOff">
      <div><SubmitButton look="secondary" pending={t('mailSettings.off.pending')}>{t('mailSettings.off.button')}</SubmitButton></div>
    </ActForm>
  </>
)
