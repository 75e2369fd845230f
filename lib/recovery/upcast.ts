/**
 * Reads events of older releases as today's. Events are never migrated: what is stored stays, and is lifted on reading.
 * Pure. What version 2 added may be missing, and then means what version 1 meant; a version that changes more adds its step here, and every
 * version its golden file.
 */
import { err, ok, type Result } from '@/lib/std/result'
import { EVENT_TYPES, versionOf, type EventType } from './events'

/** An event as stored, of any release. */
export type StoredEvent = { readonly type: string; readonly v: number; readonly body: unknown }

const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES)
const isKnown = (type: string): type is EventType => KNOWN.has(type)

/**
 * Lifts an event to the version of its type. An unknown type, or a version newer than ours, is `newerVersion`: its recovery is shown
 * read-only, as far as it was understood.
 */
export function upcast({ type, v, body }: StoredEvent): Result<{ readonly type: EventType; readonly v: number; readonly body: unknown }, 'newerVersion'> {
  if (!isKnown(type) || v > versionOf(type) || v < 1) return err('newerVersion')
  return ok({ type, v: versionOf(type), body })
}
