/** The door of the demo's outside world: only on the demo, only under a loopback name, changes only from its own pages. */
import { getServer, publicOrigins, type DemoWorld } from '@/lib/server'
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
export async function findWorld(headers: Headers): Promise<DemoWorld | null> {
  const { world } = await getServer()
  const hosts = publicOrigins().map((origin) => new URL(origin).host)
  return world && hosts.includes(headers.get('host') ?? '') ? world : null
}
