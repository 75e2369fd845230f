/** The door of drafts: same checks as every act, but it answers instead of going on to a page. */
import { headers } from 'next/headers'
import { getServer } from '@/lib/server'
import { isSameOrigin } from './same-origin'
import { readForm } from './read-form'

export type DraftSaved = { readonly saved: boolean; readonly at: number | null }

/** Wraps the saving of a draft; `saved: false` where nobody is signed in or the origin is foreign. */
export function saveDraftAction(): (data: FormData) => Promise<DraftSaved> {
  return async (data) => {
    const { form: names = [], ...values } = readForm(data)
    const requestHeaders = await headers()
    if (!isSameOrigin(requestHeaders)) return { saved: false, at: null }
    const server = await getServer()
    const actor = await server.accounts.actor(requestHeaders)
    if (!actor) return { saved: false, at: null }
    const saved = await server.acts.saveDraft(actor, names[0] ?? '', values)
    return saved.ok ? { saved: true, at: saved.value.at } : { saved: false, at: null }
  }
}
