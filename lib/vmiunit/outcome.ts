/**
 * What a command said and what the system shows: facts first, the conclusion later.
 * Pure types and constants, safe in the browser; imports lib/std and ./commands only.
 */
import type { ServerId, UnitName } from './commands'

/** The six things a command can say. `none`: there is no exit record (the launcher says the process is lost). */
export type SaidKind = 'normal' | 'warning' | 'busy' | 'abnormal' | 'other' | 'none'

/** How a command ended, as recorded on the management server. Times in ms since 1970 on that server's clock. */
export type Said = {
  readonly kind: SaidKind
  readonly exitCode: number | null
  readonly signal: string | null
  readonly endedAt: number | null
}

/** One server's record in `status`. Values unknown to us stay as they stand; only the identifier is always there. */
export type ServerRecord = {
  readonly id: ServerId
  readonly updateScope?: string
  readonly logical?: string
  readonly observed?: string
  readonly loadBalancer?: string
  readonly access?: string
  readonly markTime?: string
  readonly markComment?: string
  /** Fields that we do not know, in order, as they stand. */
  readonly others?: readonly (readonly [name: string, value: string])[]
}

/** Both targets of `status`, read together. Times in ms since 1970 (our clock). */
export type Reading = {
  /** Names this reading; an act says which one it was based on. */
  readonly id: string
  readonly unit: UnitName
  readonly startedAt: number
  readonly readAt: number
  readonly definitionStatus?: string
  readonly allServers?: number
  readonly activeServers?: number
  readonly invalidServers?: number
  readonly servers: readonly ServerRecord[]
  /** Message lines (KEOSnnnnn-X …) and others that stand between the fields. */
  readonly messages: readonly string[]
  readonly complete: boolean
  /** Why it is not complete; empty when it is. */
  readonly gaps: readonly ReadingGap[]
  /** `read`: by the app; `pasted`: by a person, from a terminal. */
  readonly source: 'read' | 'pasted'
  /** Who pasted it and when; `readAt` is then when it was printed, as he says. */
  readonly pasted?: { readonly by: string; readonly at: number }
  /** The identity of the management server that answered, where one did: a unit of the same name at another one is another unit. */
  readonly manager?: string
}

/** Why a management server gave no answer: on the way there, at its door, because what is asked of it is not there, or another one answered. */
export const NO_ANSWERS = ['nameNotFound', 'refused', 'timedOut', 'unreachable', 'hostKeyChanged', 'hostKeyUnknown', 'denied', 'noProgram', 'jobFolder', 'otherManager'] as const
export type NoAnswer = (typeof NO_ANSWERS)[number]

export type ReadingGap =
  | { readonly code: 'exit'; readonly target: 'unit' | 'virtualserver'; readonly exitCode: number | null }
  | { readonly code: 'noAnswer'; /** where it is known */ readonly why?: NoAnswer }
  | { readonly code: 'count'; readonly listed: number; readonly announced: number | null }
  | { readonly code: 'duplicate'; readonly server: ServerId }
  | { readonly code: 'noStatus'; readonly server: ServerId }
  | { readonly code: 'truncated' }
  /** pasted too long ago */ | { readonly code: 'old' }
  /** no application may ask there, and nobody has pasted anything yet */ | { readonly code: 'notPasted' }

/**
 * What the last reading shows of a command's target state. `sameAsBefore` and `changed` both mean: not the target state.
 * `notReadable`: no complete reading by the end of the settling time.
 */
export type Seen = 'target' | 'targetAlreadyBefore' | 'sameAsBefore' | 'changed' | 'notReadable'

/** What the product concludes from said × seen. `ready`: nothing happened ("in use by another operation"), the press is offered again. */
export type Conclusion = 'done' | 'doneWarn' | 'attention' | 'failed' | 'unknown' | 'ready' | 'secondEvidence'

/** One fact that differs between two readings. `null`: not there. */
export type FactChange = {
  readonly server: ServerId | null
  readonly field: 'definitionStatus' | 'listed' | 'updateScope' | 'logical' | 'observed' | 'loadBalancer' | 'access' | 'markTime' | 'markComment'
  readonly before: string | null
  readonly after: string | null
}
