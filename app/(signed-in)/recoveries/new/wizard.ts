/** What the pages of the start wizard share: the person's draft, the chosen server as it is now, and the words that forms need. */
import { redirect } from 'next/navigation'
import { requireViewer } from '@/app/doors/viewer'
import type { Scope } from '@/lib/i18n/dictionary'
import { posted, START_DRAFT, type PostedForm } from '@/lib/recoveries/forms'

/** Words that a form's client parts say by themselves. */
export const FORM_SCOPES: readonly Scope[] = ['refusals.', 'fields.', 'errors.summary', 'common.required', 'common.errorPrefix', 'common.title.error']

/** The draft, empty where nothing was typed lately; `keptAt`: when it was, in ms since 1970. */
export async function openDraft(path: string) {
  const { server, actor } = await requireViewer(path)
  const draft = await server.pages.draft(actor, START_DRAFT)
  const values: PostedForm = draft.ok ? (draft.value?.values ?? {}) : {}
  return { server, actor, values, keptAt: (draft.ok && draft.value?.at) || null }
}

const NEEDED = { facts: [], usable: ['detectedAt', 'detectedBy'], check: ['detectedAt', 'detectedBy', 'usable', 'reason'] } as const

/** As `openDraft`, with the chosen server read now. Goes back to the first page that is not answered yet. */
export async function openChosen(page: keyof typeof NEEDED, path = `/recoveries/new/${page}`) {
  const { server, actor, values } = await openDraft(path)
  const of = { connectionId: posted(values, 'connectionId'), unit: posted(values, 'unit'), server: posted(values, 'server') }
  if (!of.connectionId || !of.unit || !of.server) redirect('/recoveries/new/target')
  const missing = NEEDED[page].find((name) => posted(values, name) === '')
  if (missing) redirect(missing.startsWith('detected') ? '/recoveries/new/facts' : '/recoveries/new/usable')
  return { actor, values, facts: await server.pages.facts(actor, of) }
}
