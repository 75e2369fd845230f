import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireViewer } from '@/app/doors/viewer'
import { RefusedPage } from '@/components/shell/refused-page'
import { MailForm } from '@/components/sites/mail-form'
import { MailFacts, MailNotice, MailOff, MailTest } from '@/components/sites/mail-parts'
import { PageHeader } from '@/components/ui/page-frame'
import { getFormatter, getT } from '@/lib/i18n/request'
import { FormWords } from '../words'
import { actOnMail } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('mailSettings.title') }
}

/** An administrator sets it up here; everybody else reads what is set. */
export default async function MailSettingsPage() {
  const { server, actor } = await requireViewer('/settings/mail')
  const [answer, t, format] = await Promise.all([server.mailSettings.view(actor), getT(), getFormatter()])
  if (!answer.ok) return <RefusedPage refusal={answer.error} t={t} format={format} />
  const view = answer.value
  const { settings, mayChange, staysHere } = view
  return (
    <FormWords>
      <PageHeader heading={t('mailSettings.title')} lead={<><p>{t('mailSettings.lead')}</p>{!mayChange && <p>{t('mailSettings.onlyAdministrator')}</p>}{!settings && !staysHere && <p className="font-bold text-fg">{t('mailSettings.off')}</p>}</>} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        <MailNotice view={view} t={t} />
        {mayChange && <MailForm view={view} action={actOnMail} t={t} />}
        {!mayChange && settings && <Part id="facts" heading={t('mailSettings.part.facts')}><MailFacts settings={settings} t={t} /></Part>}
        {(staysHere ? mayChange : settings) && <Part id="test" heading={t('mailSettings.test.title')}><MailTest view={view} action={actOnMail} t={t} format={format} /></Part>}
        {mayChange && settings && <Part id="off" heading={t('mailSettings.off.title')}><MailOff view={view} action={actOnMail} t={t} /></Part>}
      </div>
    </FormWords>
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
