/**
 * The forms of the product, as data: for every act the fields that it posts. Pages draw from this table and the server's schemas
 * (input.ts) are tested against it, so the two cannot drift. Safe in the browser: no schema library, no server code.
 *
 * Every form carries `act` and the hidden fields of its kind (`HIDDEN`); labels are messages `fields.<name>`, choices `choices.<name>.<value>`.
 * Times are posted as `YYYY-MM-DDTHH:mm` or `HH:mm` in the site's time zone.
 */
import type { Refusal } from '@/lib/recovery/refusals'
import type { StepAct } from './dto'

/** What the browser posted: every field with all its values, in order. */
export type PostedForm = Readonly<Record<string, readonly string[]>>

/**
 * What a form's action gives back where it was refused; an accepted act answers with a redirect, so that reloading repeats nothing.
 * `values` are those that were posted (never a password), to be drawn as `defaultValue`: nothing entered is lost, with or without script.
 */
export type FormState = { readonly refusals: readonly Refusal[]; readonly values: PostedForm }
export const EMPTY_FORM: FormState = { refusals: [], values: {} }
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

export type FieldKind = 'text' | 'longText' | 'time' | 'choice' | 'check' | 'address' | 'hidden' | 'secret'
export type FieldSpec = { readonly name: string; readonly kind: FieldKind; readonly required: boolean; readonly choices?: readonly string[] }

const need = (name: string, kind: FieldKind = 'text', choices?: readonly string[]): FieldSpec => ({ name, kind, required: true, choices })
const may = (name: string, kind: FieldKind = 'text', choices?: readonly string[]): FieldSpec => ({ name, kind, required: false, choices })

/**
 * Hidden fields. `stepRevision`: the step's as drawn; `factsId`: id of the reading drawn beside the button, or empty;
 * `key`: `StepView.actKey`, made when the page is drawn. `step` is the step's key; `leg` its leg.
 */
export const HIDDEN = {
  step: ['act', 'recoveryId', 'leg', 'step', 'stepRevision', 'factsId', 'key'],
  request: ['act', 'recoveryId', 'leg', 'step', 'stepRevision', 'factsId', 'key'],
  recovery: ['act', 'recoveryId', 'key'],
} as const

/** Who told, how and when: added to an answer's form where the system builder enters it (`reportReceived`). */
export const ENTERED_FOR: readonly FieldSpec[] = [
  need('enteredForWho'), need('enteredForHow', 'choice', ['phone', 'mail', 'other']), need('enteredForAt', 'time'), may('readBack', 'check', ['yes']),
]

/** Who of a mailbox takes the request on or answers it: added to these forms where somebody comes by a link alone. */
export const HANDLED_BY: readonly FieldSpec[] = [need('handledBy')]

/** Posted by a button that records nothing: the form comes back with what was typed. */
export const KEEP_ONLY = 'keepOnly'

/** Rows of step 1 are posted as `items[0].what`, …; the button `addRow` (value: the list's name) asks for one more without anything being recorded. */
export const ITEM_FIELDS: readonly FieldSpec[] = [need('what'), need('where'), may('sizeBytes'), may('sha256'), may('note')]
/** Files that go with an answer or a request: `files`, once a file. */
export const FILES_FIELD = 'files'
export const hashField = (index: number): string => `hashes[${index}].sha256`
export const itemField = (index: number, name: string): string => `items[${index}].${name}`

/**
 * Fields of each act of a step besides the hidden ones. `confirm` and `confirmByHand` also post `StepView.definition.fields` by name
 * (times among them: `at`, `loadBalancerDoneAt`; `hypervisorShows` is a choice).
 */
export const STEP_FIELDS = {
  confirm: [],
  confirmByHand: [need('reason', 'longText')],
  /** `cautionsRead`: one value a caution of `update` (its `tick`). */
  run: [may('typed', 'address'), may('cautionsRead', 'check'), may('agreedBy')],
  runAgain: [may('typed', 'address'), may('cautionsRead', 'check'), may('agreedBy')],
  /** What both lines of `status` printed, and when. */
  pasteStatus: [need('pasted', 'longText'), need('readAt', 'time')],
  runByHand: [may('typed', 'address'), may('cautionsRead', 'check'), may('agreedBy')],
  /** What the command printed (it may be nothing); `exitCode` where `exit` is `other`. */
  endByHand: [need('attempt', 'hidden'), may('pasted', 'longText'), need('exit', 'choice', ['0', '1', '2', '64', 'other', 'unknown']), may('exitCode')],
  seeByHand: [need('attempt', 'hidden'), need('pasted', 'longText'), need('readAt', 'time')],
  notRunByHand: [need('attempt', 'hidden')],
  endWaiting: [need('attempt', 'hidden')],
  itHappened: [need('attempt', 'hidden'), need('note', 'longText')],
  itDidNot: [need('attempt', 'hidden'), need('note', 'longText')],
  giveSecondEvidence: [
    may('hypervisorShows', 'choice', ['alreadyOff', 'switchedOff', 'cannotSwitchOffDisconnected']), need('by'), need('at', 'time'), may('vmNameSeen'), may('note', 'longText'),
  ],
  acceptTarget: [need('reason', 'longText')],
  goOnWithout: [need('reason', 'longText'), need('agreedBy')],
  goOnWithoutWaiting: [need('reason', 'longText'), need('agreedBy')],
  skip: [need('reason', 'longText')],
  notNeeded: [may('reason', 'longText')],
  overrule: [need('reason', 'longText')],
  reopen: [need('reason', 'longText')],
  enterAfterwards: [need('what', 'longText'), need('doneBy'), need('doneAt', 'time')],
  readAgain: [],
  checkNow: [may('attempt', 'hidden')],
  sendRequest: [
    need('returnHandling', 'choice', ['keepUntilWeSay', 'mayBeDeleted']), may('erasureCertificate', 'check', ['yes']),
    need('approvalKind', 'choice', ['approved', 'afterwards']), need('approvedBy'), may('approvalNumber'),
    need('impact', 'longText'), need('template'), need('ipWish', 'choice', ['keepServiceIp', 'newIp', 'keepBoth']), may('placementWish'), may('network'),
    may('requesterTeam'), may('requesterPhone'), may('message', 'longText'), may('dueAt', 'time'), may('mailTo', 'hidden'), may('mailCc'),
  ],
  askTransfer: [may('message', 'longText'), may('dueAt', 'time')],
  /** The same request once more, by mail; and: it was told by telephone or otherwise. */
  sendAgain: [],
  toldIt: [need('told')],
  shutLinks: [],
  acceptRequest: [may('promisedAt', 'time'), may('awaitingApproval', 'check', ['yes'])],
  promise: [may('promisedAt', 'time'), may('awaitingApproval', 'check', ['yes'])],
  beginRequest: [],
  sendBack: [need('reason', 'longText'), may('dueAt', 'time')],
  recall: [need('reason', 'longText')],
  /** `nothing=yes` with `nothingBecause` stands for "no data can be read"; else rows of `ITEM_FIELDS`. */
  answerCollect: [may('nothing', 'choice', ['no', 'yes']), may('nothingBecause', 'longText')],
  answerReport: [
    need('identifier', 'address'), need('serviceIp', 'address'), may('hypervisorName'), need('power', 'choice', ['on', 'off']), need('template'), may('documents', 'longText'),
    may('clonedFromTemplate', 'check', ['yes']), may('sameKind', 'check', ['yes']),
    /* asked where an address of the failed server is kept */ may('offSeenAt', 'time'), may('origin', 'choice', ['newClone', 'oldRepaired']),
    /* asked where both addresses are equal */ may('oneNetwork', 'check', ['yes']),
  ],
  answerTransfer: [may('where', 'longText'), may('note', 'longText')],
  /** With `hashes[n].sha256` of what arrived, in the order of the items. */
  receiveTransfer: [need('comparedBy'), may('note', 'longText')],
} as const satisfies Partial<Record<StepAct, readonly FieldSpec[]>>

/** Presses for commands: what they rest on is read and typed anew each time, never taken from what was kept. */
export const PRESSES: readonly string[] = ['run', 'runAgain', 'runByHand']
/** Forms of more than one field: what is typed is kept as a draft until they are accepted. */
const longOnes = (table: Readonly<Record<string, readonly FieldSpec[]>>): readonly string[] =>
  // `confirm` asks for what its step's definition says.
  Object.keys(table).filter((act) => act === 'confirm' || (!PRESSES.includes(act) && (table[act] ?? []).filter(({ kind }) => kind !== 'hidden').length > 1))
export const DRAFTED_ACTS = /* @__PURE__ */ longOnes(STEP_FIELDS)
/** Names the draft of a step's forms. */
export const stepDraft = (recoveryId: string, leg: number, step: string): string => `step/${recoveryId}/${leg}/${step}`

/** Acts posted to `actOnStep`. `interrupt` is a POST to `/api/attempts/{attempt}/interrupt`; the others of `StepAct` are links. */
export type PostedStepAct = keyof typeof STEP_FIELDS

/** Fields of each act on the recovery as a whole, besides the hidden ones. */
export const RECOVERY_FIELDS = {
  takeControl: [],
  giveControl: [need('to', 'choice')],
  hold: [need('category', 'choice', ['parts', 'vendor', 'approval', 'nextBusinessDay', 'other']), need('reason', 'longText'), may('plannedAt', 'time'), may('informed')],
  resume: [],
  /** `to`: the course that the page's button names; by the time of the press it may be the present one. */
  switch: [need('to', 'hidden', ['reuse', 'replace']), need('reason', 'longText'), may('dueAt', 'time')],
  stop: [need('reason', 'longText')],
  restoreService: [need('restored', 'choice', ['yes', 'no']), may('at', 'time'), may('by'), may('reason', 'longText')],
  /** With `told[n].line`, `.who` and `.at`: a row for each line of who must be told; `untold` where a row stays without a name. */
  end: [may('openData', 'longText'), may('untold', 'longText'), may('summary', 'longText')],
  /** Optional hidden: `leg`, `step` where the note belongs to a step. */
  note: [need('text', 'longText'), may('leg', 'hidden'), may('step', 'hidden')],
} as const satisfies Record<string, readonly FieldSpec[]>
export type RecoveryAct = keyof typeof RECOVERY_FIELDS
export const DRAFTED_RECOVERY_ACTS = /* @__PURE__ */ longOnes(RECOVERY_FIELDS)
/** Names the draft of a page about the recovery as a whole. */
export const recoveryDraft = (recoveryId: string, act: string): string => `recovery/${recoveryId}/${act}`
export const toldField = (index: number, name: 'line' | 'who' | 'at'): string => `told[${index}].${name}`

/**
 * The start wizard: each page posts its fields to its action, which keeps them as a draft of the person and goes on to the next page.
 * The last page posts everything again as hidden fields: what begins is what was shown.
 */
export const START_FIELDS = {
  /** `choice` is `connectionId/unit/server` of a listed server, or `byHand` with the four fields after it. */
  target: [need('choice', 'choice'), may('connectionId', 'choice'), may('unit'), may('server', 'address'), may('serviceIp', 'address'), may('hypervisorName')],
  facts: [need('detectedAt', 'time'), need('detectedBy'), may('occurredAt', 'time'), may('incident'), may('factsId', 'hidden')],
  usable: [need('usable', 'choice', ['yes', 'no', 'unsure']), need('reason', 'longText')],
  check: [need('drill', 'choice', ['no', 'yes']), may('dueAt', 'time'), need('key', 'hidden')],
} as const satisfies Record<string, readonly FieldSpec[]>
export type StartPage = keyof typeof START_FIELDS
/** Names the draft of the wizard. */
export const START_DRAFT = 'start'
const START_KEPT_MS = 4 * 3_600_000
/** What was typed that long ago belongs to another failure: the wizard begins empty. Times in ms since 1970. */
export const isOldStart = (typedAt: number, now: number): boolean => now - typedAt > START_KEPT_MS
export const START_PAGES: readonly StartPage[] = ['target', 'facts', 'usable', 'check']

/** Signing in; `next` is a path of ours to go on to. `setup`: the first administrator of a production instance. */
export const ACCOUNT_FIELDS = {
  signIn: [need('username'), need('password', 'secret'), may('next', 'hidden')],
  demoSignIn: [need('account', 'hidden'), may('next', 'hidden')],
  signOut: [],
  setup: [need('code', 'secret'), need('name'), need('username'), need('password', 'secret')],
  locale: [need('locale', 'choice', ['ja', 'en']), may('next', 'hidden')],
  theme: [need('theme', 'choice', ['system', 'light', 'dark']), may('next', 'hidden')],
} as const satisfies Record<string, readonly FieldSpec[]>

/** Fields that are never sent back to the browser. */
export const SECRET_FIELDS: readonly string[] = Object.values(ACCOUNT_FIELDS).flatMap((fields: readonly FieldSpec[]) => fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name))

/** First value of a posted field, or an empty text: what a form draws as `defaultValue`. */
export const posted = (values: PostedForm, name: string): string => values[name]?.[0] ?? ''
