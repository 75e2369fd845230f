/** An event as a row and back. What is stored and hashed is one text: the person's name and the body together. */
import { z } from 'zod'
import type { NewEvent, RecoveryEvent } from '@/lib/recovery/events'
import type { Append } from '@/lib/recoveries/ports'
import { canonical } from '../canonical'
import { eventHash, type ChainedEvent } from '../chain'
import { isSoundBody } from './event-body'
import { parseText } from './row'

const envelopeSchema = z.object({ actorName: z.string(), body: z.record(z.string(), z.unknown()) })

/** Gives new events their places after (`expectedSeq`, `previous`). */
export function chainEvents({ recoveryId, expectedSeq, events, at, actor }: Append, previous: string): readonly ChainedEvent[] {
  const chained: ChainedEvent[] = []
  for (const [index, { type, v, body }] of events.entries()) {
    const fields = { recoveryId, seq: expectedSeq + index + 1, type, v, at, actorId: actor.id, body: canonical({ actorName: actor.name, body }) }
    chained.push({ ...fields, hash: eventHash(chained.at(-1)?.hash ?? previous, fields) })
  }
  return chained
}

/**
 * Reads a stored event; never throws. One that is not what we write is marked `damaged` and comes without a body, so that its recovery opens
 * read-only; type and version are passed on as they stand, for `upcast` and `evolve` to judge.
 */
export function toEvent({ recoveryId, seq, type, v, at, actorId, body }: Omit<ChainedEvent, 'hash'>): RecoveryEvent {
  const { data } = envelopeSchema.safeParse(parseText(body))
  const isSound = data !== undefined && isSoundBody(type, v, data.body)
  // A sound pair (type, body) is one of the closed set; what another release wrote, `upcast` refuses.
  const event = { type, v, body: isSound ? data.body : {} } as unknown as NewEvent
  const place = { recoveryId, seq, at, actorId, actorName: data?.actorName ?? '' }
  return isSound ? { ...event, ...place } : { ...event, ...place, damaged: true }
}
