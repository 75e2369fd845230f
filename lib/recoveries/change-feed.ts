/**
 * Says "this recovery changed" to every open browser of every instance. Hints carry no state and may be lost: whoever gets one asks anew,
 * and on every connect the heads are asked for. Rides on the database's own messages; `null` from them means that some were missed.
 */
import { z } from 'zod'
import type { ChangeFeed, ChangeHint } from './ports'

export type MessageBus = { notify(payload: string): Promise<void>; listen(listener: (payload: string | null) => void): () => void }

const hintSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('recovery'), id: z.string() }),
  z.object({ type: z.literal('output'), attempt: z.string(), totalBytes: z.number() }),
])

/** `everything` is what a listener gets where messages were missed. */
export function createChangeFeed(bus: MessageBus, onError: (error: unknown) => void): ChangeFeed {
  const send = (hint: ChangeHint): void => void bus.notify(JSON.stringify(hint)).catch(onError)
  return {
    changed: (id) => send({ type: 'recovery', id }),
    output: (attempt, totalBytes) => send({ type: 'output', attempt, totalBytes }),
    subscribe: (listener) =>
      bus.listen((payload) => {
        const hint = payload === null ? { type: 'recovery' as const, id: EVERY_RECOVERY } : parseHint(payload)
        if (hint) listener(hint)
      }),
  }
}

/** Stands for all recoveries where it is not known which one changed. */
export const EVERY_RECOVERY = '*'

function parseHint(payload: string): ChangeHint | null {
  try {
    return hintSchema.safeParse(JSON.parse(payload)).data ?? null
  } catch {
    return null
  }
}
