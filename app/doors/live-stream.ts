/**
 * One browser's stream of hints. On connect the heads of what is open are sent, so that nothing missed before matters. At every heartbeat
 * the session and its rights are read anew; the stream ends with them, with the browser, and when the server ends.
 */
import type { Server } from '@/lib/server'

const HEARTBEAT_MS = 15_000
/** A browser that does not read is let go of rather than buffered for. */
const BEHIND_MAX = 1_000

export function openStream(server: Server, request: Request): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let end = (): void => {}
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const ended = new AbortController()
      end = () => {
        if (ended.signal.aborted) return
        ended.abort()
        unsubscribe()
        clearInterval(heartbeat)
        controller.close()
      }
      const send = (event: string, data: unknown): void => {
        if (ended.signal.aborted) return
        if ((controller.desiredSize ?? 0) < -BEHIND_MAX) return end()
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
      }
      const unsubscribe = server.live.subscribe((hint) => send(hint.type, hint))
      const heartbeat = setInterval(() => {
        void beat(server, request).then((isStillThere) => (isStillThere ? send('beat', { at: Date.now() }) : end()))
      }, HEARTBEAT_MS)
      request.signal.addEventListener('abort', () => end(), { once: true })
      server.live.closing.addEventListener('abort', () => end(), { once: true })
      send('heads', { heads: await server.live.heads(), at: Date.now() })
      if (server.live.closing.aborted) end()
    },
    cancel: () => end(),
  })
}

/** Whether the person may still look; a database that is away for a moment ends no stream. */
async function beat(server: Server, request: Request): Promise<boolean> {
  try {
    const actor = await server.accounts.actor(request.headers)
    return actor !== null && server.live.mayWatch(actor)
  } catch {
    return true
  }
}
