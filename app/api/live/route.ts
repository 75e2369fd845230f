import { problem } from '@/app/doors/problem'
import { signedInRead } from '@/app/doors/signed-in-route'
import { openStream } from '@/app/doors/live-stream'

export const dynamic = 'force-dynamic'

/** Hints that something changed, as server-sent events; one stream a browser. Carries no state: whoever gets a hint asks anew. */
export const GET = signedInRead(async ({ server, actor, request }) => {
  if (!server.live.mayWatch(actor)) return problem({ code: 'notAllowed' })
  const stream = openStream(server, actor.id, request)
  if (!stream) return problem({ code: 'tooManyStreams' })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no', connection: 'keep-alive' },
  })
})
