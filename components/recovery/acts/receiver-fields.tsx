'use client'
/** Whom the request goes to by mail, and who gets a copy. Where no address is known the request waits in the inbox alone, and that is said. */
import { FormChoice, FormText } from '@/components/forms/fields'
import { useT } from '@/lib/i18n/words'
import { useRun } from '../run-context'

export function ReceiverFields() {
  const t = useT()
  const { view: { contacts, request } } = useRun()
  const receivers = contacts.flatMap(({ role, name, mail }) => (role === 'resourceManager' && mail ? [{ name, mail }] : []))
  const usualCc = contacts.flatMap(({ role, mail }) => (role === 'driverTeam' && mail ? [mail] : [])).join(', ')
  const known = request?.addressed
  const [first] = receivers
  if (!first) return <p className="max-w-text rounded-box bg-sub px-4 py-3">{t('run.request.noMail')}</p>
  return (
    <>
      <FormChoice name="mailTo" label={t('fields.mailTo')} initial={known?.to?.mail ?? first.mail} columns={receivers.length === 2} options={receivers.map(({ name, mail }) => ({ value: mail, label: name, note: mail }))} />
      <FormText name="mailCc" label={t('fields.mailCc')} hint={t('fields.mailCc.hint')} initial={known ? known.cc.map(({ mail }) => mail).join(', ') : usualCc} />
    </>
  )
}
