/** What every page of one recovery asks first: who looks, and the recovery as it is now. Asked once per request. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '@/app/doors/viewer'
import type { Scope } from '@/lib/i18n/dictionary'
import type { Translate } from '@/lib/i18n/translate'
import type { RecoveryView } from '@/lib/recoveries/dto'

/** Words that a form's client parts say by themselves. */
export const FORM_SCOPES: readonly Scope[] = ['refusals.', 'fields.', 'errors.summary', 'common.required', 'common.errorPrefix', 'common.title.error']

/** Words of the bar above every page of a recovery. */
export const HEAD_SCOPES: readonly Scope[] = ['run.context.', 'common.server.', 'common.sinceDetection', 'common.target.', 'common.person.', 'states.']

/** @param page the last part of the address, to come back to after signing in. Unknown recoveries get the "not found" page. */
export const openRecovery = cache(async (recoveryId: string, page: string) => {
  const { server, actor } = await requireViewer(`/recoveries/${encodeURIComponent(recoveryId)}/${page}`)
  const recovery = await server.pages.recovery(actor, recoveryId)
  if (!recovery.ok && recovery.error.code === 'notFound') notFound()
  return { server, actor, recovery }
})

const STATE_PREFIX = { failed: 'common.title.failed', attention: 'common.title.attention', unknown: 'common.title.unknown', completed: 'common.title.done' } as const

/** `要確認：経過｜R-2026-0012 192.168.1.101`. */
export function recoveryMetadata(t: Translate, recovery: RecoveryView, heading: string): Metadata {
  const { id, failed, state } = recovery
  const prefix = state in STATE_PREFIX ? STATE_PREFIX[state as keyof typeof STATE_PREFIX] : null
  return drillMetadata(t, recovery, `${prefix ? t(prefix, { title: heading }) : heading}｜${id} ${failed.id}`)
}

/** A drill says so first in its title, and its tab is striped. */
export const drillMetadata = (t: Translate, recovery: RecoveryView, title: string): Metadata => ({ title: recovery.drill ? t('common.title.drill', { title }) : title, ...tabIcon(recovery) })

/** Beside a title that says "drill" already. */
export const tabIcon = ({ drill }: RecoveryView): Pick<Metadata, 'icons'> => (drill ? { icons: { icon: { url: '/icon-drill.svg', type: 'image/svg+xml' } } } : {})
