'use client'
/** Notifications of the browser, on wish: what is the case in words, and the one press that changes it. Without script there are none. */
import { Button } from '@/components/ui/button'
import { notificationTag, turnNotificationsOff, turnNotificationsOn, useNotifyState } from '@/components/ui/browser-notifications'
import { useT } from '@/lib/i18n/words'

export function NotifyChoice() {
  const t = useT()
  const state = useNotifyState()
  if (state === null) return null
  const turnOn = () => turnNotificationsOn({ title: t('common.product'), body: t('home.notify.first'), tag: notificationTag(0, Date.now()) })
  return (
    <section aria-labelledby="notify-choice" className="mt-10">
      <h2 id="notify-choice" className="mb-3 text-h2">{t('home.notify.title')}</h2>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p role="status" className="max-w-text">{t(`home.notify.${state}`)}</p>
        {state === 'off' && <Button type="button" look="secondary" onClick={turnOn}>{t('home.notify.turnOn')}</Button>}
        {state === 'on' && <Button type="button" look="secondary" onClick={turnNotificationsOff}>{t('home.notify.turnOff')}</Button>}
      </div>
    </section>
  )
}
