/**
 * The one door of server actions for people who are signed in: same origin, living session, then the use case, which decides who may.
 * An accepted act ends in a redirect (so that a reload repeats nothing), a refused one in the form's next state with everything typed.
 */
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { KEEP_ONLY, SECRET_FIELDS, type FormAction, type FormState, type PostedForm } from '@/lib/recoveries/forms'
import type { ActAnswer } from '@/lib/recoveries/dto'
import { getServer, type Cookie, type Server, type SignedIn } from '@/lib/server'
import { isSameOrigin } from './same-origin'
import { readForm } from './read-form'

type Act = (server: Server, actor: SignedIn, form: PostedForm) => Promise<ActAnswer>

/**
 * Wraps an act of a signed-in person as a form action.
 * @returns an action for `useActionState`; refused with `foreignOrigin` or `signedOut` before the act is reached.
 */
export function signedInAction(act: Act): FormAction {
  return async (_state, data) => {
    const form = readForm(data)
    const requestHeaders = await headers()
    if (!isSameOrigin(requestHeaders)) return refused(form, [{ code: 'foreignOrigin' }])
    const server = await getServer()
    const acting = await server.accounts.acting(requestHeaders)
    if (!acting) return refused(form, [{ code: 'signedOut' }])
    await setCookies(acting.cookies)
    if (form.addRow || form[KEEP_ONLY]) return refused(form, [])
    const answer = await act(server, acting.actor, form)
    if (!answer.ok) return refused(form, answer.refusals)
    redirect(answer.next)
  }
}

/** Sets what an account wants set in the browser. */
export async function setCookies(wanted: readonly Cookie[]): Promise<void> {
  if (wanted.length === 0) return
  const jar = await cookies()
  for (const { name, value, options } of wanted) jar.set(name, value, options)
}

/** The state of a form that was not accepted: what is wrong, and what was typed without its secrets. */
export function refused(form: PostedForm, refusals: FormState['refusals']): FormState {
  const values = Object.fromEntries(Object.entries(form).filter(([name]) => !SECRET_FIELDS.includes(name)))
  return { refusals, values }
}
