/**
 * Runs before every page, action and route: gives each response its Content-Security-Policy with a fresh nonce, and lets the demo be reached
 * under a loopback name only. Decides nothing about people: every door checks that itself.
 *
 * Language and theme need nothing here: the layout reads their cookies (lib/i18n/request.ts), so a page is right with its first byte.
 */
import { NextResponse, type NextRequest } from 'next/server'
import { contentPolicy, isLoopbackHost, makeNonce } from '@/app/doors/content-policy'
import { env, isDevelopment } from '@/lib/env'

const POLICY = 'Content-Security-Policy'
const WRONG_HOST = '体験版は、このコンピュータのアドレス（127.0.0.1、localhost）だけで開けます。\nThe demo opens at this computer’s own address only (127.0.0.1, localhost).\n'

export function proxy(request: NextRequest): NextResponse {
  if (env().mode === 'demo' && !isLoopbackHost(request.headers.get('host')))
    return new NextResponse(WRONG_HOST, { status: 421, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  const policy = contentPolicy({ nonce: makeNonce(), development: isDevelopment() })
  const headers = new Headers(request.headers)
  // The framework reads the nonce from the request's policy and puts it on its own scripts.
  headers.set(POLICY, policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set(POLICY, policy)
  return response
}

/** Built files carry no policy of their own. */
export const config = { matcher: '/((?!_next/static/|favicon).*)' }
