/**
 * Mail as the rest of the product knows it: what a mail says, the outbox that keeps it until it is sent, the wire that sends. Types only.
 * A mail is written in the transaction of the event that calls for it, so that neither is there without the other.
 */
import type { Locale } from '@/lib/i18n/locale'
import type { MailAddress } from '@/lib/recovery/events'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import type { MailFacts } from './facts'

export type MailKind = MailFacts['kind']

/** A mail that an event calls for. `messageId` is made of the event, so that a repeat after a crash is recognised as one. */
export type NewMail = {
  readonly id: string
  /** With its angle brackets (RFC 5322). */
  readonly messageId: string
  readonly leg: number | null
  readonly request: RequestKey | null
  readonly requestNo: string | null
  readonly locale: Locale
  readonly to: MailAddress
  readonly cc: readonly MailAddress[]
  /** Where the receiver's reply goes: the driver's team, never nobody. */
  readonly replyTo: string | null
  readonly facts: MailFacts
}
/** `eventIndex`: which of the events of its append calls for it. */
export type MailOfEvent = NewMail & { readonly eventIndex: number }

/**
 * `queued`: waits for its (next) try · `sending`: a try is under way, or its sender was lost · `sent`: the mail server took it · `refused`: it
 * will never take it · `uncertain`: nobody knows, and it was repeated once already · `givenUp`: tried for too long · `notSet`: no mail server is
 * set up here · `notNeeded`: what it asks for was answered or taken back before it could be sent, which is no failure.
 */
export type MailStatus = 'queued' | 'sending' | 'sent' | 'refused' | 'uncertain' | 'givenUp' | 'notSet' | 'notNeeded'
/** Why the last try failed. `detail` is the mail server's own words, one line. */
export type MailProblem = {
  readonly code: 'unreachable' | 'timeout' | 'cut' | 'login' | 'tls' | 'receiver' | 'sender' | 'content' | 'later' | 'notSet' | 'unreadable'
  readonly detail: string | null
}

/** `lost`: why the mail server did not take it for this address, where it did for the receiver. */
export type Copy = MailAddress & { readonly lost?: MailProblem['code'] }

export type StoredMail = Omit<NewMail, 'cc'> & {
  readonly cc: readonly Copy[]
  readonly recoveryId: string
  readonly eventSeq: number
  readonly createdAt: TimeMs
  readonly status: MailStatus
  readonly tries: number
  readonly nextAt: TimeMs
  readonly repeated: boolean
  readonly endedAt: TimeMs | null
  readonly problem: MailProblem | null
}

/** The mails of every recovery. Every write is conditional on `owner`, so that a sender who was frozen changes nothing. */
export interface Outbox {
  /**
   * Takes the oldest mail that is due; mails about one request go to one receiver in the order of their events. `interrupted`: a try was under way when its sender was lost, and it may have been sent.
   * A mail that this release cannot read is given up as `unreadable`, and the next one is taken.
   */
  claim(owner: string, at: TimeMs, leaseMs: number): Promise<{ readonly mail: StoredMail; readonly interrupted: boolean } | null>
  /** Notes that a mail that may have arrived is sent for the second and last time; false where that was noted before. */
  repeating(id: string, owner: string): Promise<boolean>
  /** Keeps a mail for its sender until `leaseUntil`, while he waits for the server's word. */
  renew(id: string, owner: string, leaseUntil: TimeMs): Promise<boolean>
  /** `cc`: what became of the copies, where something did. */
  end(id: string, owner: string, end: { readonly status: Exclude<MailStatus, 'queued' | 'sending'>; readonly at: TimeMs; readonly problem: MailProblem | null; readonly cc?: readonly Copy[] }): Promise<boolean>
  later(id: string, owner: string, next: { readonly nextAt: TimeMs; readonly problem: MailProblem }): Promise<boolean>
  ofRecovery(recoveryId: string): Promise<readonly StoredMail[]>
  /** A mail that no event calls for: a new link to the same receiver. */
  add(recoveryId: string, eventSeq: number, mail: NewMail, at: TimeMs): Promise<void>
}

/** A mail in words, ready for the wire. */
export type WrittenMail = {
  readonly messageId: string
  readonly to: MailAddress
  readonly cc: readonly MailAddress[]
  readonly replyTo: string | null
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** `final`: another try would be refused in the same way. `mayHaveArrived`: it was handed over as a whole, and the answer is missing. */
export type SendProblem = MailProblem & { readonly final: boolean; readonly mayHaveArrived?: true }

export type LostCopy = { readonly mail: string; readonly code: MailProblem['code'] }

/** Hands mails to a mail server, or to the demo's mailbox. Never throws because a machine is silent. */
export interface MailWire {
  /** Answers which copies were not taken; the receiver has the mail all the same. */
  send(mail: WrittenMail): Promise<Result<readonly LostCopy[], SendProblem>>
}

/** How the site sends mail; the password lies in a file that only this service can read, and is never shown. */
export type MailSettings = {
  readonly host: string
  readonly port: number
  /** `tls` from the first byte, `startTls` demanded, `none` on a network of one's own. */
  readonly security: 'tls' | 'startTls' | 'none'
  readonly user: string | null
  readonly passwordFile: string | null
  readonly from: MailAddress
  /** Whether a link alone answers a request, without signing in. */
  readonly linkAlone: boolean
  readonly lastTest: { readonly at: TimeMs; readonly to: string; readonly problem: MailProblem | null } | null
}

export interface MailSettingsStore {
  /** Null: mail is off, or was never set up. */
  load(): Promise<MailSettings | null>
  /** Puts `next` (null: mail is off, nothing is kept) in the place of what was loaded before, `over`. `false` where something else stands there by now. */
  save(next: MailSettings | null, over: MailSettings | null, at: TimeMs): Promise<boolean>
}
