/**
 * What a mail says, before it is put into words of one language: facts of the moment when the event was decided, so that a mail that is sent
 * late still says what was asked. Types only; every mail carries what all have in common.
 */
import type { ReplacementRequest } from '@/lib/recovery/events'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { TimeMs } from '@/lib/std/clock'

type Server = { readonly id: string; readonly serviceIp: string | null; readonly hypervisorName: string | null }
/** Who the receiver can reach by telephone. */
type Caller = { readonly name: string; readonly team: string | null; readonly phone: string | null }

type Common = {
  readonly recoveryId: string
  readonly unit: string
  readonly displayName: string
  readonly failed: Server
  readonly drill: boolean
  readonly caller: Caller
  /** When the event was recorded. */
  readonly at: TimeMs
}
type OfRequest = Common & { readonly request: RequestKey; readonly requestNo: string; readonly dueAt: TimeMs | null; readonly linkAlone: boolean }

/** What is asked for, in full: the request itself and every reminder of it. */
type Asking = OfRequest & {
  readonly details: ReplacementRequest | null
  readonly message: string | null
  /** What the unit's settings want collected in step 1. */
  readonly wantedData: string | null
  readonly template: { readonly name: string; readonly version: string; readonly os: string; readonly hypervisorKind: string } | null
  /** Step 1 is unanswered: the old server has to be kept. */
  readonly dataOpen: boolean
  /** What step 13 is to hand over. */
  readonly items: readonly { readonly what: string; readonly where: string }[]
}

export type MailFacts =
  | (Asking & { readonly kind: 'request' })
  | (Asking & { readonly kind: 'reminder'; /** 100, 150; 0: sent again by a person */ readonly percent: number; readonly sentAt: TimeMs; readonly promisedAt: TimeMs | null })
  | (Asking & { readonly kind: 'newLink'; readonly sentAt: TimeMs })
  | (Asking & { readonly kind: 'sentBack'; readonly reason: string })
  | (OfRequest & { readonly kind: 'recalled'; readonly reason: string })
  /** To the driver's team, where a request has no address and its time is over: by telephone it is theirs to remind. */
  | (OfRequest & { readonly kind: 'overdue'; readonly percent: number; readonly promisedAt: TimeMs | null; readonly path: string })
  /** To the driver's team. `path`: the page of the step, to be put behind the site's address. */
  | (OfRequest & { readonly kind: 'answered'; readonly by: string; readonly version: number; readonly path: string })
  | (Common & { readonly kind: 'unknown'; readonly stepNo: number; readonly command: string; readonly path: string })
  | (Common & { readonly kind: 'ended'; readonly how: 'completed' | 'stopped'; readonly by: string; readonly reason: string | null; readonly serviceRestoredAt: TimeMs | null; readonly path: string })
