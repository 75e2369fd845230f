/** The door of the demo's outside world and its mailbox: only on the demo, only under a loopback name, changes only from its own pages. */
import { getServer, publicOrigins, type DemoWorld, type Mailbox } from '@/lib/server'
import { guarded, problem } from './problem'
import { isSameOrigin } from './same-origin'

type Handler = (request: Request) => Promise<Response>

export const demoRead = (handle: (world: DemoWorld) => Promise<Response>): Handler => (request) =>
  guarded(request, async () => {
    const world = await findWorld(request.headers)
    return world ? handle(world) : problem({ code: 'demoOnly' })
  })

export const demoWrite = (): Handler => (request) =>
  guarded(request, async () => {
    if (!isSameOrigin(request.headers)) return problem({ code: 'foreignOrigin' })
    const world = await findWorld(request.headers)
    if (!world) return problem({ code: 'demoOnly' })
    const posted: unknown = await request.json().catch(() => null)
    const done = await world.request(posted)
    return done.ok ? Response.json(done.value) : problem({ code: done.error === 'formIncomplete' ? 'formIncomplete' : 'conflict', values: { reason: done.error } })
  })

/** The world, where this server is the demo and the request names it by a loopback name (else a foreign name was made to point here). */
export const findWorld = async (headers: Headers): Promise<DemoWorld | null> => (isNamedAsOurs(headers) ? (await getServer()).world : null)

/** The demo's mailbox, on the same conditions: one-time links stand in its mails. */
export const findMailbox = async (headers: Headers): Promise<Mailbox | null> => (isNamedAsOurs(headers) ? (await getServer()).mailbox : null)

const isNamedAsOurs = (headers: Headers): boolean => publicOrigins().map((origin) => new URL(origin).host).includes(headers.get('host') ?? '')
