/** The one door of route handlers for people who are signed in; handlers that change something demand the same origin, too. */
import { getServer, type Server, type SignedIn } from '@/lib/server'
import { guarded, problem } from './problem'
import { isSameOrigin } from './same-origin'

type Params = Readonly<Record<string, string>>
export type SignedInRequest<P> = { readonly server: Server; readonly actor: SignedIn; readonly request: Request; readonly params: P }
type Context<P> = { readonly params: Promise<P> }
type Handler<P extends Params> = (request: Request, context: Context<P>) => Promise<Response>

/** Wraps a reading handler: 401 without a living session. */
export const signedInRead = <P extends Params>(handle: (asked: SignedInRequest<P>) => Promise<Response>): Handler<P> =>
  (request, context) => guarded(request, () => enter(request, context, handle))

/** Wraps a changing handler: as `signedInRead`, and 403 from another origin or from none. */
export const signedInWrite = <P extends Params>(handle: (asked: SignedInRequest<P>) => Promise<Response>): Handler<P> =>
  (request, context) => guarded(request, async () => (isSameOrigin(request.headers) ? enter(request, context, handle) : problem({ code: 'foreignOrigin' })))

async function enter<P extends Params>(request: Request, { params }: Context<P>, handle: (asked: SignedInRequest<P>) => Promise<Response>): Promise<Response> {
  const server = await getServer()
  const actor = await server.accounts.actor(request.headers)
  return actor ? handle({ server, actor, request, params: await params }) : problem({ code: 'signedOut' })
}

type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Parameters<typeof problem>[0] }

/** A query's answer as JSON; times are ms since 1970. */
export const answerJson = <T>(answer: Asked<T>): Response => (answer.ok ? Response.json(answer.value, { headers: { 'cache-control': 'no-store' } }) : problem(answer.error))
