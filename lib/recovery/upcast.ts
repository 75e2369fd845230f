/**
 * Reads events of older releases as today's. Events are never migrated: what is stored stays, and is lifted on reading.
 * Pure. Version 1 is the first, so there is nothing to lift yet; a later version adds its step here and its golden file.
 */
import { err, ok, type Result } from '@/lib/std/result'
import { EVENT_TYPES, EVENT_VERSION, type EventType } from './events'

/** An event as stored, of any release. */
export type StoredEvent = { readonly type: string; readonly v: number; readonly body: unknown }

const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES)
const isKnown = (type: string): type is EventType => KNOWN.has(type)

/**
 * Lifts an event to `EVENT_VERSION`. An unknown type, or a version newer than ours, is `newerVersion`: its recovery is shown
 * read-only, as far as it was understood.
 */
export function upcast({ type, v, body }: StoredEvent): Result<{ readonly type: EventType; readonly v: number; readonly body: unknown }, 'newerVersion'> {
  if (!isKnown(type) || v > EVENT_VERSION || v < 1) return err('newerVersion')
  return ok({ type, v: EVENT_VERSION, body })
}
