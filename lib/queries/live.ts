/**
 * Keeps every tab current over ONE event stream a browser: over HTTP/1.1 six connections are all there are. The tab that holds the lock has
 * the stream and tells the others; when it closes, the lock passes on and the next tab opens its own. Hints carry no state: they make
 * queries stale, and react-query asks anew. Safe in the browser; imports the keys of the queries only.
 */
import type { QueryClient } from '@tanstack/react-query'
import { LISTS_KEY, recoveryKey } from './pages'

const LOCK = 'shirube-live'
const CHANNEL = 'shirube-live'
/** No word for this long (two heartbeats) means that the stream is dead, whatever the connection says. */
const SILENT_MS = 32_000
const LOOK_EVERY_MS = 5_000

export type LiveState = { readonly connected: boolean; /** since when, in ms; of the last word where it is cut */ readonly since: number }
type Hint =
  | { readonly type: 'recovery'; readonly id: string }
  | { readonly type: 'output'; readonly attempt: string; readonly totalBytes: number }
  | { readonly type: 'heads' }
  | { readonly type: 'beat' }
  | { readonly type: 'cut' }

export const outputKey = (attempt: string) => ['output', attempt] as const

/**
 * Begins listening. `onState` hears when the stream is cut and when it is there again.
 * @returns ends it
 */
export function listenLive(client: QueryClient, onState: (state: LiveState) => void): () => void {
  const ended = new AbortController()
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
  let heardAt = Date.now()
  let connected = true
  const setConnected = (now: boolean): void => {
    if (now === connected) return
    connected = now
    onState({ connected, since: now ? Date.now() : heardAt })
  }
  const hear = (hint: Hint): void => {
    if (hint.type === 'cut') return setConnected(false)
    heardAt = Date.now()
    setConnected(true)
    apply(client, hint)
  }
  const spread = (hint: Hint): void => {
    hear(hint)
    channel?.postMessage(hint)
  }
  channel?.addEventListener('message', (event: MessageEvent<Hint>) => hear(event.data))
  const look = setInterval(() => setConnected(Date.now() - heardAt < SILENT_MS), LOOK_EVERY_MS)
  void whileLeading(ended.signal, channel !== null, (leading) => openStream(spread, leading))
  return () => {
    ended.abort()
    clearInterval(look)
    channel?.close()
  }
}

/** Without locks (plain HTTP gives none) or a channel every tab leads itself. */
async function whileLeading(ended: AbortSignal, canShare: boolean, lead: (leading: AbortSignal) => void): Promise<void> {
  const untilEnded = (): Promise<void> => new Promise((resolve) => ended.addEventListener('abort', () => resolve(), { once: true }))
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (!locks || !canShare) return lead(ended)
  await locks.request(LOCK, { signal: ended }, async () => {
    lead(ended)
    await untilEnded()
  }).catch(() => undefined)
}

function openStream(spread: (hint: Hint) => void, ended: AbortSignal): void {
  if (ended.aborted) return
  // The browser itself connects again; every connect begins with the heads, so nothing missed in between matters.
  const source = new EventSource('/api/live')
  const on = (type: 'recovery' | 'output' | 'heads' | 'beat'): void =>
    source.addEventListener(type, (event: MessageEvent<string>) => spread({ ...(JSON.parse(event.data) as object), type } as Hint))
  for (const type of ['recovery', 'output', 'heads', 'beat'] as const) on(type)
  source.addEventListener('error', () => spread({ type: 'cut' }))
  ended.addEventListener('abort', () => source.close(), { once: true })
}

/** What a hint makes stale. `*` stands for every recovery. */
function apply(client: QueryClient, hint: Hint): void {
  if (hint.type === 'heads' || (hint.type === 'recovery' && hint.id === '*')) {
    void client.invalidateQueries()
  } else if (hint.type === 'recovery') {
    void client.invalidateQueries({ queryKey: recoveryKey(hint.id) })
    void client.invalidateQueries({ queryKey: LISTS_KEY })
  } else if (hint.type === 'output') {
    void client.invalidateQueries({ queryKey: outputKey(hint.attempt) })
  }
}
