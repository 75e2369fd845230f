/** LISTEN on a connection of its own, taken up again when it breaks. Messages in between are lost: listeners are told (`null`). */
import pg from 'pg'

export const CHANNEL = 'shirube_changes'
const RECONNECT_MS = 1_000

type Listener = (payload: string | null) => void

/** Connects with the first listener. `close` ends it for good. */
export function createPostgresListener(url: string) {
  const listeners = new Set<Listener>()
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | null = null
  let isClosed = false
  const tell = (payload: string | null) => listeners.forEach((listener) => listener(payload))

  async function connect(): Promise<void> {
    retry = null
    const mine = new pg.Client({ connectionString: url, keepAlive: true })
    client = mine
    // Both may come for one broken connection.
    const lost = () => { if (client === mine) reconnectLater() }
    mine.on('error', lost).on('end', lost).on('notification', ({ payload }) => tell(payload ?? ''))
    try {
      await mine.connect()
      await mine.query(`LISTEN ${CHANNEL}`)
      tell(null)
    } catch {
      await mine.end().catch(() => undefined)
      lost()
    }
  }
  function reconnectLater(): void {
    client = null
    if (!isClosed && !retry) retry = setTimeout(() => void connect(), RECONNECT_MS).unref()
  }

  return {
    listen(listener: Listener): () => void {
      listeners.add(listener)
      if (!client && !retry && !isClosed) void connect()
      return () => void listeners.delete(listener)
    },
    async close(): Promise<void> {
      isClosed = true
      if (retry) clearTimeout(retry)
      const last = client
      client = null
      await last?.end().catch(() => undefined)
    },
  }
}
