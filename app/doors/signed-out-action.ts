/**
 * The door of the few acts that need no session: signing in and out, the first set-up, the language. Same origin is still demanded,
 * and where they go on to is a path of ours only.
 */
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { LOCALE_COOKIE, PREFERENCE_MAX_AGE_S, THEME_COOKIE, toTheme } from '@/lib/i18n/preferences'
import { posted, type ACCOUNT_FIELDS, type FormAction, type PostedForm } from '@/lib/recoveries/forms'
import { getServer, type Cookie, type Server } from '@/lib/server'
import { ownPath } from './own-path'
import { isSameOrigin } from './same-origin'
import { readForm } from './read-form'
import { refused, setCookies } from './signed-in-action'

type AccountAct = keyof typeof ACCOUNT_FIELDS
type Handled = Awaited<ReturnType<Server['accounts']['signIn']>>
type Handler = (server: Server, requestHeaders: Headers, form: PostedForm) => Promise<Handled>

const preference = (name: string, value: string): Cookie => ({ name, value, options: { httpOnly: false, secure: false, sameSite: 'lax', path: '/', maxAge: PREFERENCE_MAX_AGE_S } })

const setLocale: Handler = async (_server, _headers, form) => ({ ok: true, value: [preference(LOCALE_COOKIE, posted(form, 'locale') === 'en' ? 'en' : 'ja')] })
const setTheme: Handler = async (_server, _headers, form) => ({ ok: true, value: [preference(THEME_COOKIE, toTheme(posted(form, 'theme')))] })

const HANDLERS: Readonly<Record<AccountAct, Handler>> = {
  signIn: (server, requestHeaders, form) => server.accounts.signIn(requestHeaders, posted(form, 'username'), posted(form, 'password')),
  demoSignIn: (server, requestHeaders, form) => server.accounts.demoSignIn(requestHeaders, posted(form, 'account')),
  signOut: async (server, requestHeaders) => ({ ok: true, value: await server.accounts.signOut(requestHeaders) }),
  setup: (server, requestHeaders, form) =>
    server.accounts.setup(requestHeaders, { code: posted(form, 'code'), name: posted(form, 'name'), username: posted(form, 'username'), password: posted(form, 'password') }),
  locale: setLocale,
  theme: setTheme,
}

/** Wraps an act of somebody who need not be signed in as a form action; refused with `foreignOrigin` from elsewhere. */
export function signedOutAction(act: AccountAct): FormAction {
  return async (_state, data) => {
    const form = readForm(data)
    const requestHeaders = await headers()
    if (!isSameOrigin(requestHeaders)) return refused(form, [{ code: 'foreignOrigin' }])
    const handled = await HANDLERS[act](await getServer(), requestHeaders, form)
    if (!handled.ok) return refused(form, [handled.error])
    await setCookies(handled.value)
    redirect(act === 'signOut' ? '/sign-in' : ownPath(posted(form, 'next')))
  }
}
