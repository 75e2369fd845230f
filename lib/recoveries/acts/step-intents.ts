/** From a parsed form of a step to the intent that the engine decides: one row per act. Pure, but for the reading that the caller found. */
import type { AttemptId, EnteredFor, Statement } from '@/lib/recovery/events'
import type { Intent } from '@/lib/recovery/intents'
import type { TimeMs } from '@/lib/std/clock'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { Moment } from '../deps'
import { toMoment } from '../input/moment'
import type { InputOf, StepInput } from '../input/step-input'

/** What a person does in a terminal himself. */
export type ByHandActName = 'pasteStatus' | 'runByHand' | 'endByHand' | 'seeByHand' | 'notRunByHand'
type StepAct = Exclude<StepInput['act'], RequestActName | ByHandActName | 'readAgain' | 'checkNow' | 'shutLinks'>
export type RequestActName = 'sendRequest' | 'askTransfer' | 'sendAgain' | 'toldIt' | 'acceptRequest' | 'promise' | 'beginRequest' | 'sendBack' | 'recall' | 'answerCollect' | 'answerReport' | 'answerTransfer'
export type StepActInput = Extract<StepInput, { act: StepAct }>

export type StepSituation = Moment & {
  /** The reading that was drawn beside the button, if it is still known. */
  readonly reading: Reading | null
  /** For a new attempt. */
  readonly attempt: AttemptId
  /** By when the settings want the answer that goes back where its step is opened again. */
  readonly usualDueAt: TimeMs | null
}

const orNull = (text: string): string | null => text || null

/** What `decide` is asked for; null where the act rests on a reading that is not known any more. */
export function toStepIntent(input: StepActInput, { reading, attempt, usualDueAt, ...moment }: StepSituation): Intent | null {
  const past = (text: string): number => toMoment(text, moment.now, moment.timeZone, 'past') ?? moment.now
  const on = { leg: input.leg, step: input.step, basedOn: { stepRevision: input.stepRevision, readingId: reading ? input.factsId : null }, reading }
  switch (input.act) {
    case 'confirm':
      return { type: 'confirm', ...on, statement: toStatement(input, moment), automatic: isConnectToManager(input) }
    case 'confirmByHand':
      return { type: 'confirm', ...on, statement: toStatement(input, moment), automatic: false }
    case 'run':
    case 'runAgain':
      return { type: 'run', ...on, attempt, typed: orNull(input.typed), agreedBy: orNull(input.agreedBy), cautionsRead: input.cautionsRead }
    case 'endWaiting':
      return { type: 'endWaiting', ...on, attempt: input.attempt }
    case 'itHappened':
    case 'itDidNot':
      return { type: 'conclude', ...on, attempt: input.attempt, happened: input.act === 'itHappened', note: input.note }
    case 'giveSecondEvidence':
      return { type: 'giveSecondEvidence', ...on, hypervisorShows: input.hypervisorShows, by: input.by, at: past(input.at), note: orNull(input.note), vmNameSeen: orNull(input.vmNameSeen) }
    case 'acceptTarget':
      return reading && { type: 'acceptTarget', ...on, reading, reason: input.reason }
    case 'skip':
      return { type: 'skip', ...on, reason: input.reason }
    case 'overrule':
      return { type: 'overrule', ...on, reason: input.reason }
    case 'reopen':
      return { type: 'reopen', ...on, reason: input.reason, usualDueAt }
    case 'goOnWithout':
      return { type: 'goOnWithout', ...on, reason: input.reason, agreedBy: input.agreedBy }
    case 'goOnWithoutWaiting':
      return { type: 'goOnWithoutWaiting', ...on, reason: input.reason, agreedBy: input.agreedBy }
    case 'notNeeded':
      return { type: 'notNeeded', ...on, reason: orNull(input.reason) }
    case 'enterAfterwards':
      return { type: 'enterAfterwards', ...on, what: input.what, doneBy: input.doneBy, doneAt: past(input.doneAt) }
    case 'receiveTransfer':
      return { type: 'receiveTransfer', ...on, comparedBy: input.comparedBy, note: orNull(input.note), hashes: Array.from(input.hashes, (row) => row?.sha256 ?? null) }
  }
}

const MANAGER_STEPS: readonly StepInput['step'][] = ['connect-manager', 'connect-manager-2', 'connect-manager-3']
/** Reaching the management server is confirmed by the answer of `status`; by hand it is another act, with a reason. */
const isConnectToManager = ({ step }: StepInput): boolean => MANAGER_STEPS.includes(step)

const TIMES = ['at', 'loadBalancerDoneAt'] as const
const TEXTS = ['host', 'what', 'by', 'reason', 'hypervisorShows', 'vmNameSeen', 'definitionSeen', 'businessAnswers', 'loadBalancerDoneBy', 'whoAgreed', 'note'] as const

/** What was stated, without what was left empty; times become full ones, since "03:31" alone says nothing next year. */
function toStatement(input: InputOf<'confirm'> | InputOf<'confirmByHand'>, { now, timeZone }: Moment): Statement {
  const texts = TEXTS.flatMap((name) => (input[name] ? [[name, input[name]] as const] : []))
  const times = TIMES.flatMap((name) => {
    const at = toMoment(input[name], now, timeZone, 'past')
    return at === null ? [] : [[name, new Date(at).toISOString()] as const]
  })
  return Object.fromEntries([...texts, ...times])
}

/** Who told, how and when, where the answer is entered for somebody. */
export function toEnteredFor(input: InputOf<'answerCollect'> | InputOf<'answerReport'> | InputOf<'answerTransfer'>, { now, timeZone }: Moment): EnteredFor | null {
  if (!input.enteredForWho && !input.enteredForHow) return null
  return { who: input.enteredForWho, how: input.enteredForHow ?? 'other', at: toMoment(input.enteredForAt, now, timeZone, 'past') ?? now, readBack: input.readBack }
}
