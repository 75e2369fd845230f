/**
 * One browser's stream of hints. On connect the heads of what is open are sent, so that nothing missed before matters. At every heartbeat
 * the session and its rights are read anew; the stream ends with them, with the browser, and when the server ends.
 */
import type { Server } from '@/lib/server'

const HEARTBEAT_MS = 15_000
/** A browser that does not read is let go of rather than buffered for. */
const BEHIND_MAX = 1_000

/** A person has a stream in each of his browsers; where they cannot share one, in each tab. More of them are somebody's mistake, or worse. */
const OF_ONE_MAX = 50
const counts = new Map<string, number>()

/** Null: this person has too many already. */
export function openStream(server: Server, actorId: string, request: Request): ReadableStream<Uint8Array> | null {
  const count = counts.get(actorId) ?? 0
  if (count >= OF_ONE_MAX) return null
  counts.set(actorId, count + 1)
  const ended = new AbortController()
  ended.signal.addEventListener('abort', () => {
    const left = (counts.get(actorId) ?? 1) - 1
    if (left > 0) counts.set(actorId, left)
    else counts.delete(actorId)
  })
  return new ReadableStream<Uint8Array>({
    start: (controller) => tell(server, request, controller, ended),
    // The browser left, and its end of the stream is closed by that.
    cancel: () => ended.abort(),
  })
}

async function tell(server: Server, request: Request, controller: ReadableStreamDefaultController<Uint8Array>, ended: AbortController): Promise<void> {
  const encoder = new TextEncoder()
  const end = (): void => {
    if (ended.signal.aborted) return
    ended.abort()
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
  ended.signal.addEventListener('abort', () => {
    unsubscribe()
    clearInterval(heartbeat)
  })
  for (const over of [request.signal, server.live.closing]) over.addEventListener('abort', end, { once: true, signal: ended.signal })
  if (request.signal.aborted || server.live.closing.aborted) return end()
  try {
    send('heads', { heads: await server.live.heads(), at: Date.now() })
  } catch {
    // Without its heads a stream would hide what was missed; the browser connects again, and asks anew.
    end()
  }
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
