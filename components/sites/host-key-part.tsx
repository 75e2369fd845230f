/** Confirming a host's key, once: the value that came beside the registered one. A changed key is never passed over; it is set up anew by this very form. */
import { ActForm } from '@/components/forms/act-form'
import { FormCheck } from '@/components/forms/fields'
import { ButtonRow, LinkButton } from '@/components/ui/button'
import { Caution } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Translate } from '@/lib/i18n/translate'
import type { FormAction } from '@/lib/recoveries/forms'
import type { HostKeyView } from '@/lib/sites/dto'
import type { HostKey } from '@/lib/sites/ports'
import { connectionHref } from './connection-words'

type Props = { view: HostKeyView; action: FormAction; t: Translate }

export function HostKeyPart({ view, action, t }: Props) {
  const { connection: { id }, state, seenKeys, confirmed } = view
  const back = <LinkButton href={connectionHref(id)}>{t('settings.hostKey.back')}</LinkButton>
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {state === 'changed' && (
        <Caution heading={t('common.cautionHeading')}>
          <p>{t('settings.hostKey.changed')}</p>
          <p>{t('settings.hostKey.changed.next')}</p>
        </Caution>
      )}
      {confirmed.length > 0 && <Keys id="confirmed" heading={t('settings.hostKey.confirmed')} keys={confirmed} />}
      {seenKeys && <Keys id="seen" heading={t('settings.hostKey.seenNow')} keys={seenKeys} />}
      {state === 'same' && <><p>{t('settings.hostKey.same')}</p><ButtonRow>{back}</ButtonRow></>}
      {state === 'silent' && (
        <>
          <p className="max-w-text">{t('settings.hostKey.silent', { why: whyText(t, view.silentBecause) })}</p>
          <ButtonRow><LinkButton href={connectionHref(id, '/host-key')} prefetch={false}>{t('settings.hostKey.again')}</LinkButton>{back}</ButtonRow>
        </>
      )}
      {(state === 'first' || state === 'changed') && seenKeys && <Register {...{ view, seenKeys, action, t }} />}
    </div>
  )
}

/** The same words as the connection test has for it. */
const whyText = (t: Translate, why: string | null): string =>
  (why === 'nameNotFound' ? t('checks.name.notFound') : t.lookUp(`checks.port.${why}`)) ?? t('settings.hostKey.silent.other')

/** Each key as people compare it: its kind and its SHA-256. */
export function Keys({ id, heading, keys }: { id: string; heading: string; keys: readonly HostKey[] }) {
  return (
    <section aria-labelledby={`${id}-keys`}>
      <h2 id={`${id}-keys`} className="text-h3">{heading}</h2>
      <ul className="mt-2 grid gap-2">
        {keys.map(({ type, fingerprint }) => <li key={fingerprint} translate="no"><code>{type}</code> <code className="font-bold">{fingerprint}</code></li>)}
      </ul>
    </section>
  )
}

function Register({ view: { connection: { id }, state, seen }, seenKeys, action, t }: Props & { seenKeys: readonly HostKey[] }) {
  return (
    <ActForm action={action} hidden={{ act: 'setHostKey', id, seen }} id="hostKey" labels={{ compared: t('settings.field.compared') }}>
      {seenKeys.map(({ fingerprint }) => <input key={fingerprint} type="hidden" name="fingerprint" value={fingerprint} />)}
      <div className="max-w-text">
        <p>{t('settings.hostKey.first')}</p>
        <p><code translate="no">ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub</code></p>
      </div>
      <FormCheck name="compared" value="yes" label={t('settings.hostKey.compared')} />
      <ButtonRow>
        <SubmitButton pending={t('settings.pending')}>{t(state === 'changed' ? 'settings.hostKey.registerAnew' : 'settings.hostKey.register')}</SubmitButton>
        <LinkButton href={connectionHref(id)}>{t('settings.hostKey.back')}</LinkButton>
      </ButtonRow>
    </ActForm>
  )
}
