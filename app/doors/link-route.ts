/** The door of what is fetched by a one-time link: it reads, changes nothing, and its token gets into no log. */
import { getServer, type LinkVisit, type Server } from '@/lib/server'
import { visitBy } from './link-visit'
import { guarded } from './problem'

type Handler = (request: Request, context: { readonly params: Promise<{ readonly token: string }> }) => Promise<Response>

/** Wraps a reading handler of a link's own address; the use case knows the link and decides who may. */
export const linkRead = (handle: (asked: { readonly server: Server; readonly token: string; readonly visit: LinkVisit }) => Promise<Response>): Handler =>
  (request, { params }) => guarded(request, async () => {
    const server = await getServer()
    const { token } = await params
    return handle({ server, token: String(token), visit: await visitBy(await server.accounts.actor(request.headers)) })
  })
