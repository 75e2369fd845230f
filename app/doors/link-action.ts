/**
 * The door of acts by a one-time link: same origin, then the use case, which knows the link and decides who acts by it. Who is signed in acts as
 * himself, as everywhere. The page binds its token to the action; without script the browser posts it along.
 */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ActAnswer } from '@/lib/recoveries/dto'
import { KEEP_ONLY, type FormState, type PostedForm } from '@/lib/recoveries/forms'
import { getServer, type LinkVisit, type Server } from '@/lib/server'
import { visitBy } from './link-visit'
import { readForm } from './read-form'
import { isSameOrigin } from './same-origin'
import { refused, setCookies } from './signed-in-action'

type Act = (server: Server, token: string, visit: LinkVisit, form: PostedForm) => Promise<ActAnswer>

/** Wraps an act of somebody with a link as an action whose token is bound by the page; refused with `foreignOrigin` from elsewhere. */
export function linkAction(act: Act): (token: string, state: FormState, data: FormData) => Promise<FormState> {
  return async (token, _state, data) => {
    const form = readForm(data)
    const requestHeaders = await headers()
    if (!isSameOrigin(requestHeaders)) return refused(form, [{ code: 'foreignOrigin' }])
    const server = await getServer()
    const acting = await server.accounts.acting(requestHeaders)
    if (acting) await setCookies(acting.cookies)
    if (form.addRow || form[KEEP_ONLY]) return refused(form, [])
    // What a browser sends as a bound value is not trusted to be text.
    const answer = await act(server, String(token), await visitBy(acting?.actor ?? null), form)
    if (!answer.ok) return refused(form, answer.refusals)
    redirect(answer.next)
  }
}
