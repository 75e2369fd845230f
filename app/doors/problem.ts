/** Refusals of route handlers as problem JSON (RFC 9457): one mapper, closed codes. A mistake of ours is logged here, once. */
import { log } from '@/lib/server'

type RefusalLike = { readonly code: string; readonly field?: string; readonly values?: Readonly<Record<string, string | number>> }

const STATUS: Readonly<Record<string, number>> = {
  signedOut: 401, foreignOrigin: 403, notAllowed: 403, notYourRole: 403, notDriver: 403, demoOnly: 404, notFound: 404, noSuchAttempt: 404, unitUnknown: 404, linkUnknown: 404, linkOld: 410, linkRevoked: 410, formIncomplete: 400,
  fileUnknown: 404, fileNameUnreadable: 400, fileTooBig: 413, tooManyFiles: 409, diskFull: 507,
  tooManyTries: 429, tooManyGuesses: 429, tooManyStreams: 429, noContact: 502, internal: 500,
}

export const problem = ({ code, field, values }: RefusalLike): Response =>
  Response.json({ type: 'about:blank', title: code, status: STATUS[code] ?? 409, code, field, values }, { status: STATUS[code] ?? 409, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } })

/** The path as it may be logged: whoever has a link's address has the link. */
const loggedPath = (url: string): string => new URL(url).pathname.replace(/^\/h\/[^/]+/, '/h/…')

/** Runs a handler; what it throws is logged with the path and answered without a word about the inside. */
export async function guarded(request: Request, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    log().error({ err: error, path: loggedPath(request.url) }, 'a request failed')
    return problem({ code: 'internal' })
  }
}
