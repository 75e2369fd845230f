/** What the use cases are given: ports, the clock, and makers of what a pure engine cannot make. Types only. */
import type { Clock, TimeMs } from '@/lib/std/clock'
import type { HandedFile } from '@/lib/files/ports'
import type { MailOfEvent } from '@/lib/notify/ports'
import type { NewEvent, PersonRef } from '@/lib/recovery/events'
import type { FoundCheck } from '@/lib/recovery/intents'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { RecoveryState, RequestState } from '@/lib/recovery/state'
import type { UnitName } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { Connection, Unit } from '@/lib/sites/ports'
import type { LinksView, MailView, UploadLimits } from './dto'
import type { AttemptStore, ChangeFeed, DraftStore, ExecutorPort, RecoveryStore } from './ports'

/** Readings for people: shared and a moment old, or read at this moment. */
export interface ReadingSource {
  read(connectionId: string, unit: UnitName): Promise<Reading>
  readNow(connectionId: string, unit: UnitName): Promise<Reading>
  /** The last one that a person pasted, while it counts as the present state; on every kind of connection. */
  pasted(connectionId: string, unit: UnitName): Promise<Reading | null>
  paste(connectionId: string, reading: Reading): Promise<void>
  /** A reading that was drawn beside a button, by its id; null where it was forgotten (it is then read again and shown anew). */
  /** Null where none of this unit is known by that id: one of another unit stood beside no button of its recoveries. */
  find(id: string | null, unit: UnitName): Promise<Reading | null>
  /** Tells that a reading is about to be drawn beside a button: it is then found after a restart, too. Stored once. */
  drawn(reading: Reading): Promise<void>
}

/** The site's settings as the use cases ask for them. */
export interface Sites {
  connections(): Promise<readonly Connection[]>
  connection(id: string): Promise<Connection | null>
  units(): Promise<readonly Unit[]>
  unit(connectionId: string, name: UnitName): Promise<Unit | null>
}

/** What hand-offs have beside the history: mail, one-time links, files. */
export interface Handoff {
  /** What the events of one append call for; empty for all that concerns nobody elsewhere. */
  mailsFor(step: { readonly before: RecoveryState | null; readonly after: RecoveryState; readonly events: readonly NewEvent[]; readonly at: TimeMs }): Promise<readonly MailOfEvent[]>
  /** A mail was stored: whoever sends them looks at once. */
  wakeMail(): void
  /** Of one request; null: of the whole recovery. */
  mails(recoveryId: string, requestNo: string | null): Promise<readonly MailView[]>
  links(state: RecoveryState, request: RequestState): Promise<LinksView | null>
  shutLinks(recoveryId: string, requestNo: string, by: string): Promise<void>
  /** Files that are whole, used or not, of everybody. */
  files(recoveryId: string, leg: number, request: RequestKey): Promise<readonly HandedFile[]>
  uploadLimits(): Promise<UploadLimits>
}

export type Deps = {
  readonly store: RecoveryStore
  readonly attempts: Pick<AttemptStore, 'get' | 'output'>
  /** Streams an output that was kept whole, by its SHA-256; null where it was not. */
  readonly wholeOutput: (sha256: string) => Promise<AsyncIterable<Uint8Array> | null>
  readonly sites: Sites
  readonly drafts: DraftStore
  readonly readings: ReadingSource
  readonly executor: ExecutorPort
  readonly feed: ChangeFeed
  readonly clock: Clock
  /** An IANA name: what a typed time means. */
  readonly timeZone: string
  readonly newId: () => string
  /** SHA-256 in hex: what was posted under a key, to tell a repeat from a mix-up. */
  readonly sha256: (text: string) => string
  /** Looks up what step 6's report is held against outside its own recovery (lib/handoff). */
  readonly findForReport: (state: RecoveryState, addresses: ReportAddresses) => Promise<ReportFindings>
  readonly builders: () => Promise<readonly PersonRef[]>
  readonly handoff: Handoff
}

export type ReportAddresses = { readonly identifier: string; readonly serviceIp: string }
/** What was looked up for a report: the live unit, the settings' servers, and other recoveries. */
export type ReportFindings = { readonly reading: Reading | null; readonly checks: readonly FoundCheck[] }

export type Moment = { readonly now: TimeMs; readonly timeZone: string }
