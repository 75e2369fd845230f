/**
 * Runs before every page, action and route: gives each response its Content-Security-Policy with a fresh nonce, lets the demo be reached
 * under a loopback name only, and turns forms of other sites away in plain words. Decides nothing about people: every door checks for itself.
 *
 * Language and theme need nothing here: the layout reads their cookies (lib/i18n/request.ts), so a page is right with its first byte.
 */
import { NextResponse, type NextRequest } from 'next/server'
import { contentPolicy, isLoopbackHost, makeNonce } from '@/app/doors/content-policy'
import { isForeignForm } from '@/app/doors/foreign-form'
import { env, isDevelopment, publicOrigins } from '@/lib/env'

const POLICY = 'Content-Security-Policy'
/** A year; other names of the site are not ours to speak for. */
const HSTS = 'max-age=31536000'
const WRONG_HOST = '体験版は、このコンピュータのアドレス（127.0.0.1、localhost）だけで開けます。\nThe demo opens at this computer’s own address only (127.0.0.1, localhost).\n'

const FOREIGN = 'この操作は、別のサイトの画面から送られたため受け付けませんでした。何も記録していません。しるべの画面を開き直して、もう一度操作してください。\nThis was sent from a page of another site and was not taken. Nothing was recorded. Open the page of Shirube again and repeat it there.\n'
const plain = (text: string, status: number) => new NextResponse(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } })

export function proxy(request: NextRequest): NextResponse {
  if (env().mode !== 'production' && !isLoopbackHost(request.headers.get('host')))
    return plain(WRONG_HOST, 421)
  if (isForeignForm(request.method, request.headers, publicOrigins())) return plain(FOREIGN, 403)
  const policy = contentPolicy({ nonce: makeNonce(), development: isDevelopment() })
  const headers = new Headers(request.headers)
  // The framework reads the nonce from the request's policy and puts it on its own scripts.
  headers.set(POLICY, policy)
  nameOurHost(headers)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set(POLICY, policy)
  if (env().baseUrl.startsWith('https:')) response.headers.set('Strict-Transport-Security', HSTS)
  return response
}

/**
 * The framework takes an action only where Origin and the host agree, and a proxy in front often sends a host of its own. Whether the origin is
 * ours was judged above by the address that we were told to serve, whatever the request said about hosts.
 */
function nameOurHost(headers: Headers): void {
  const origin = headers.get('origin')
  if (origin !== null && publicOrigins().includes(origin)) headers.set('x-forwarded-host', new URL(origin).host)
}

/**
 * Built files carry no policy of their own. Files that people bring and fetch go past: a body that comes through here is copied into memory and
 * cut at 10 MB, and our policy would take the place of theirs. Their door does for them what is done here (app/doors/uploader.ts).
 */
export const config = { matcher: '/((?!_next/static/|favicon|api/(?:uploads|files)(?:/|$)).*)' }
