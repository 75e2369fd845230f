/** What the page of a one-time link shows: plain data, safe in the browser and for somebody who has nothing but the link. Types only. */
import type { TimeMs } from '@/lib/std/clock'
import type { Refusal } from '@/lib/recovery/refusals'
import type { Locale } from '@/lib/i18n/locale'
import type { StepView } from '@/lib/recoveries/dto'

export type Answered = { readonly by: string; readonly at: TimeMs; readonly version: number }

/** What is the case with a link. A link is never used up: after the answer it shows the answer and takes corrections, as long as the engine does. */
export type Standing =
  | { readonly is: 'open'; readonly goodUntil: TimeMs; readonly isHeld: boolean }
  | { readonly is: 'answered'; readonly answer: Answered; readonly mayCorrect: boolean; readonly goodUntil: TimeMs; readonly isHeld: boolean }
  | { readonly is: 'old'; readonly at: TimeMs; readonly answer: Answered | null }
  | { readonly is: 'revoked'; readonly at: TimeMs; readonly by: string }
  | { readonly is: 'recalled'; readonly reason: string }
  /** `mayAnswer`: what comes late is kept and shown to the driver. */
  | { readonly is: 'ended'; readonly at: TimeMs; readonly answer: Answered | null; readonly mayAnswer: boolean }
  | { readonly is: 'unknown' }

/** Who asks, and how he is reached. */
export type Caller = { readonly name: string; readonly team: string | null; readonly phone: string | null }

/** One field of the request as a form of its own: on paper and as CSV. */
export type FormRow = { readonly term: string; readonly value: string }

/** A new link that was asked for: `lost` where its mail could not be sent. */
export type AskedLink = { readonly at: TimeMs; readonly state: 'waiting' | 'sent' | 'lost' }

/** What somebody without a right to the request is shown is in `unknown`, `tooManyGuesses`, `signIn`, `notYours`, and in `over` with `about` null. */
export type LinkPage =
  | { readonly shows: 'unknown' | 'tooManyGuesses'; readonly locale: null }
  /** There is a request, and one has to sign in to see more. */
  | { readonly shows: 'signIn'; readonly locale: Locale }
  | { readonly shows: 'notYours'; readonly locale: Locale; readonly name: string }
  | { readonly shows: 'refused'; readonly locale: Locale; readonly refusal: Refusal }
  /** Nothing can be done by this link any more. */
  | { readonly shows: 'over'; readonly locale: Locale; readonly standing: Standing; readonly about: { readonly requestNo: string; readonly caller: Caller; readonly href: string | null } | null; readonly newLink: { readonly asked: AskedLink | null } | null }
  | RequestPage

export type RequestPage = {
  readonly shows: 'request'
  readonly locale: Locale
  readonly standing: Standing
  /** Whoever comes has nothing but the link: it goes along with every file. */
  readonly byLink: boolean
  /** Neutral but for what concerns this request. */
  readonly view: StepView
  readonly caller: Caller
  /** Everybody who was asked, also when others did not answer, and who got a copy: by name. */
  readonly asked: readonly string[]
  /** From the unit's settings: what step 1 is to collect. */
  readonly wantedData: string | null
  readonly form: readonly FormRow[]
  /** The page of the step, for somebody who is signed in. */
  readonly href: string | null
}
