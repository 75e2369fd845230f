/**
 * The door of files: same origin for what changes something, then who comes. Files go past proxy.ts, where the framework keeps a copy of every
 * body in memory and ends it after 10 MB without a word, and where our pages' policy takes the place of theirs. What is done there for every other
 * way in is done here for them.
 */
import { getServer, publicOrigins, type Server, type SignedIn } from '@/lib/server'
import { isLoopbackHost } from './content-policy'
import { ownPath } from './own-path'
import { guarded, problem } from './problem'
import { isSameOrigin } from './same-origin'

type Context<P> = { readonly params: Promise<P> }
export type Uploader<P> = { readonly server: Server; readonly actor: SignedIn; readonly request: Request; readonly params: P }
type Work<P> = (asked: Uploader<P>) => Promise<Response>
type Handler<P> = (request: Request, context: Context<P>) => Promise<Response>

type Known = { readonly ok: true; readonly value: SignedIn } | { readonly ok: false; readonly error: Parameters<typeof problem>[0] }

/** Who brings or fetches a file: a signed-in person. */
export async function actorOfRequest(server: Server, request: Request): Promise<Known> {
  const actor = await server.accounts.actor(request.headers)
  return actor ? { ok: true, value: actor } : { ok: false, error: { code: 'signedOut' } }
}

/** Wraps what only looks: 401 where nobody is known. */
export const uploaderRead = <P extends object>(work: Work<P>): Handler<P> => (request, context) => guarded(request, () => enter(request, context, work))

/** Wraps what changes something: as `uploaderRead`, and 403 from another origin or from none. */
export const uploaderWrite = <P extends object>(work: Work<P>): Handler<P> => (request, context) =>
  guarded(request, async () => (isSameOrigin(request.headers) ? enter(request, context, work) : problem({ code: 'foreignOrigin' })))

async function enter<P>(request: Request, { params }: Context<P>, work: Work<P>): Promise<Response> {
  const server = await getServer()
  // The demo has ready accounts: it answers under a name of this machine only.
  if (server.demo && !isLoopbackHost(request.headers.get('host'))) return new Response(null, { status: 421 })
  const known = await actorOfRequest(server, request)
  return sheltered(known.ok ? await work({ server, actor: known.value, request, params: await params }) : problem(known.error))
}

/** Nothing that is answered here is a page. */
function sheltered(response: Response): Response {
  if (!response.headers.has('content-security-policy')) response.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  if (publicOrigins()[0]?.startsWith('https:')) response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}

/** After a form without script: back to the page that it came from (`next` of the query), with what was refused, if anything. */
export function backToPage(request: Request, refusal: { readonly code: string } | null): Response {
  const page = new URL(ownPath(new URL(request.url).searchParams.get('next') ?? ''), 'http://ours')
  page.searchParams.delete('refused')
  if (refusal) page.searchParams.set('refused', refusal.code)
  return new Response(null, { status: 303, headers: { location: `${page.pathname}${page.search}`, 'cache-control': 'no-store' } })
}
