/** What the pages of one step ask first: who looks, the step as it is now, and the words that its parts need in the browser. */
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireViewer } from '@/app/doors/viewer'
import type { Drafts } from '@/components/forms/draft'
import { dictionaryOf, type Scope } from '@/lib/i18n/dictionary'
import type { Locale } from '@/lib/i18n/locale'
import type { Dictionary } from '@/lib/i18n/translate'
import type { StepView, StrangerView } from '@/lib/recoveries/dto'
import { DRAFTED_ACTS, stepDraft } from '@/lib/recoveries/forms'
import { FORM_SCOPES } from '../../../../open-recovery'

export type StepParams = { readonly params: Promise<{ recoveryId: string; leg: string; no: string }> }

const toCount = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : 0)

/** Asked once per request; `page` is the last part of the address. Unknown recoveries and steps get the "not found" page. */
export const openStep = cache(async (recoveryId: string, leg: string, no: string, page = '') => {
  const { server, actor } = await requireViewer(`/recoveries/${encodeURIComponent(recoveryId)}/legs/${leg}/steps/${no}${page}`)
  const step = await server.pages.step(actor, { recoveryId, leg: toCount(leg), no: toCount(no) })
  if (!step.ok && step.error.code === 'notFound') notFound()
  return step
})

/** What was typed into one of the step's longer forms and not sent. */
export async function openDrafts({ recovery, leg, definition }: StepView): Promise<Pick<Drafts, 'name' | 'acts' | 'kept'>> {
  const name = stepDraft(recovery.id, leg, definition.key)
  const { server, actor } = await requireViewer('/')
  const draft = await server.pages.draft(actor, name)
  return { name, acts: DRAFTED_ACTS, kept: draft.ok ? draft.value : null }
}

/** What keeps commands from being begun on this recovery's manager. */
export async function openStrangers(recoveryId: string): Promise<readonly StrangerView[]> {
  const { server, actor } = await requireViewer('/')
  const strangers = await server.pages.strangers(actor, recoveryId)
  return strangers.ok ? strangers.value : []
}

const HAND_OFFS: readonly StepView['definition']['kind'][] = ['collect', 'request', 'report', 'transfer']

/** This step's card whole, of the others the short names only. */
export function stepWords(locale: Locale, { recovery, definition }: StepView, more: readonly Scope[] = []): Dictionary {
  const card = `steps.${recovery.procedure}` as const
  const names: readonly Scope[] = recovery.rail.map(({ key }) => `${card}.${key}.rail` as const)
  return dictionaryOf(locale, [
    ...FORM_SCOPES, ...names, `${card}.${definition.key}.`, 'steps.of', 'steps.current', 'steps.future', 'steps.group.', 'steps.part.', 'steps.command.', 'steps.usual', 'steps.loadBalancer.',
    'run.', 'declined.', 'fields.', 'choices.', 'states.', 'common.', 'control.contact.', ...(HAND_OFFS.includes(definition.kind) ? (['files.'] as const) : []), ...more,
  ])
}
