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

/** The token of a one-time link, as pieces of an upload carry it; forms and downloads say it in their query (`link`). */
const LINK_HEADER = 'x-shirube-link'

/** Who brings or fetches a file: whoever comes by the link that the request names, else a signed-in person. A named link is asked, whoever is signed in. */
async function actorOfRequest(server: Server, request: Request, to: 'see' | 'answer'): Promise<Known> {
  const viewer = await server.accounts.actor(request.headers)
  const token = request.headers.get(LINK_HEADER) ?? new URL(request.url).searchParams.get('link')
  if (token === null) return viewer ? { ok: true, value: viewer } : { ok: false, error: { code: 'signedOut' } }
  const come = await server.handoffs.actorOf(token, { viewer, headers: request.headers, locale: null }, to)
  return come.ok ? { ok: true, value: come.value.actor } : come
}

/** Wraps what only looks: 401 where nobody is known, and as a link's use case refuses. */
export const uploaderRead = <P extends object>(work: Work<P>): Handler<P> => (request, context) => guarded(request, () => enter(request, context, work, 'see'))

/** Wraps what changes something: as `uploaderRead`, and 403 from another origin or from none. */
export const uploaderWrite = <P extends object>(work: Work<P>): Handler<P> => (request, context) =>
  guarded(request, async () => (isSameOrigin(request.headers) ? enter(request, context, work, 'answer') : problem({ code: 'foreignOrigin' })))

async function enter<P>(request: Request, { params }: Context<P>, work: Work<P>, to: 'see' | 'answer'): Promise<Response> {
  const server = await getServer()
  // The demo has ready accounts: it answers under a name of this machine only.
  if (server.demo && !isLoopbackHost(request.headers.get('host'))) return new Response(null, { status: 421 })
  const known = await actorOfRequest(server, request, to)
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
