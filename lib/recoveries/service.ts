/**
 * What the doors (pages, actions, route handlers) may ask about recoveries, and do to them. Every call takes the actor and decides itself
 * whether he may; every answer is a value. Types only; the work is in the files beside this one.
 */
import type { Result } from '@/lib/std/result'
import type { TimeMs } from '@/lib/std/clock'
import type { Actor } from '@/lib/recovery/intents'
import type { Refusal } from '@/lib/recovery/refusals'
import type { ActAnswer, ByHandView, FactsView, HomeView, InboxView, RecoveryRow, RecoveryView, ReportView, StatusLinesView, StepView, TargetsView, TimelineView, StrangerView } from './dto'
import type { PostedForm, StartPage } from './forms'
import type { ListFilter, Page } from './ports'

export type Answer<T> = Promise<Result<T, Refusal>>

/** Which step a page is about: by the manual's number, as in its address. */
export type StepAddress = { readonly recoveryId: string; readonly leg: number; readonly no: number }

export type Draft = { readonly values: PostedForm; readonly at: TimeMs } | null

/** Who may be handed control: everybody who is a system builder. */
export type Colleague = { readonly id: string; readonly name: string }

/** Queries of the pages. None of them changes the history; `step`, `targets` and `facts` may read `status` (a read-only command). */
export interface RecoveryQueries {
  home(actor: Actor): Answer<HomeView>
  /** Keyset page of at most 50, open ones first. */
  list(actor: Actor, filter: ListFilter, cursor: string | null): Answer<Page<RecoveryRow>>
  recovery(actor: Actor, recoveryId: string): Answer<RecoveryView>
  /** `fresh`: reads `status` now, else a reading up to 10 s old is enough. */
  step(actor: Actor, address: StepAddress, options?: { readonly fresh?: boolean }): Answer<StepView>
  /** The same step where a person runs its command, or pastes what `status` printed, himself. */
  byHand(actor: Actor, address: StepAddress): Answer<ByHandView>
  timeline(actor: Actor, recoveryId: string): Answer<TimelineView>
  report(actor: Actor, recoveryId: string): Answer<ReportView>
  inbox(actor: Actor): Answer<InboxView>
  /** Start wizard, page 1: the servers of every unit, live. */
  targets(actor: Actor): Answer<TargetsView>
  /** The lines that read a unit's state in a terminal, where the app does not. */
  statusLines(actor: Actor, of: { readonly connectionId: string; readonly unit: string }): Answer<StatusLinesView>
  /** Start wizard, page 2: one server, live. `namedByHand` where it is not in the reading. */
  facts(actor: Actor, of: { readonly connectionId: string; readonly unit: string; readonly server: string }): Answer<FactsView>
  /** What is alive on management servers and unknown to the record; narrowed to the manager of one recovery where one is named. */
  strangers(actor: Actor, recoveryId: string | null): Answer<readonly StrangerView[]>
  colleagues(actor: Actor): Answer<readonly Colleague[]>
  /** What the person had typed into a form and not sent (`start`, or `recoveryId/leg/step/act`). */
  draft(actor: Actor, form: string): Answer<Draft>
  /** Decoded output of an attempt from a byte offset; see `AttemptOutput`. */
  output(actor: Actor, attempt: string, offset: number): Answer<AttemptOutput>
  /** The bytes as they were stored, for download. */
  rawOutput(actor: Actor, attempt: string): Answer<RawOutput>
}

/** `isWhole` false: the command still runs, only its first and last MiB are there, or what was on the management server was not all that it wrote. */
export type RawOutput = { readonly bytes: AsyncIterable<Uint8Array>; readonly sha256: string | null; readonly totalBytes: number; readonly isWhole: boolean }

/** A piece of a command's output as text: control sequences are the reader's to strip or colour. */
export type AttemptOutput = {
  readonly attempt: string
  readonly text: string
  /** Where this piece begins and where to go on, in bytes of the raw output. */
  readonly offset: number
  readonly nextOffset: number
  readonly totalBytes: number
  /** Bytes between the kept head and tail that are not in the database. */
  readonly cutBytes: number
  /** Bytes at the end that the command wrote and that never came to us. */
  readonly missingBytes: number
  readonly sha256: string | null
  readonly ended: boolean
}

/** Acts. Each parses what was posted, decides on the replayed history, appends, and answers where to go on or what is wrong. */
export interface RecoveryActs {
  onStep(actor: Actor, form: PostedForm): Promise<ActAnswer>
  onRecovery(actor: Actor, form: PostedForm): Promise<ActAnswer>
  /** Keeps a wizard page's answers as a draft; `next` is the next page. */
  saveStartPage(actor: Actor, page: StartPage, form: PostedForm): Promise<ActAnswer>
  start(actor: Actor, form: PostedForm): Promise<ActAnswer>
  /** Takes the state of a unit from what a person pasted; `next` is the wizard's first page. */
  pasteForStart(actor: Actor, form: PostedForm): Promise<ActAnswer>
  saveDraft(actor: Actor, form: string, values: PostedForm): Answer<{ readonly at: TimeMs }>
  /** Asks the running command to end; nothing is concluded from it. */
  interrupt(actor: Actor, attempt: string): Promise<ActAnswer>
}
