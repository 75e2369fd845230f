/**
 * What a step's page offers to a viewer now, in the words of screens: one button each. Pure; built on may-act.ts alone, so that
 * nothing is offered that `decide` would refuse.
 */
import { failedIsMissing } from './command-of'
import { definitionOf, findRequest, findStep, isAddressed, procedureOf, REQUEST_OF_STEP } from './current-step'
import type { RecoveryIntentType } from './decide/recovery-act'
import type { RequestIntentType } from './decide/request-act'
import type { StepIntent } from './decide/step-act'
import type { StepRef } from './events'
import { mayActOnRecovery, mayActOnRequest, mayActOnStep, mayShutLinks, type Viewer } from './may-act'
import type { RequestKey, StepDefinition, StepKey } from './procedure'
import { refuse, type Refusal } from './refusals'
import type { RecoveryState, StepState } from './state'

/** Acts as screens name them; several may be the same intent with another meaning. */
export type StepAct =
  | 'confirm' | 'confirmByHand' | 'run' | 'runAgain' | 'toConfirmPage' | /** to the page of what is done in a terminal */ 'byHand' | 'pasteStatus' | 'runByHand' | 'endByHand' | 'seeByHand' | 'notRunByHand' | 'readAgain' | 'endWaiting' | 'interrupt'
  | 'checkNow' | 'itHappened' | 'itDidNot' | 'giveSecondEvidence' | 'acceptTarget' | 'goOnWithout' | 'goOnWithoutWaiting'
  | 'skip' | 'notNeeded' | 'overrule' | 'reopen' | 'enterAfterwards'
  | 'sendRequest' | 'answerCollect' | 'answerReport' | 'answerTransfer' | 'receiveTransfer' | 'askTransfer' | 'sendBack' | 'recall' | 'sendAgain' | 'toldIt' | 'shutLinks' | 'acceptRequest' | 'promise' | 'beginRequest'
  | 'hold' | 'switch' | 'stop' | 'reportReceived'

/** `notOffered`: why the step's main act is not offered, where it is not. */
export type Offers = { readonly acts: readonly StepAct[]; readonly notOffered: Refusal | null }

export function offersOf(state: RecoveryState, ref: StepRef, viewer: Viewer): Offers {
  const leg = state.legs.find((each) => each.no === ref.leg)
  const procedure = leg && procedureOf(leg, viewer.procedures)
  const definition = procedure && definitionOf(procedure, ref.step)
  const step = findStep(state, ref)
  if (!definition || !step) return { acts: [], notOffered: refuse('notFound') }
  const page: Page = { state, ref, viewer, definition, step }
  const acts = [...stepOffers(page), ...handOffOffers(page), ...waysOut(page)]
  return { acts, notOffered: mainRefusal(page) }
}

type Page = { readonly state: RecoveryState; readonly ref: StepRef; readonly viewer: Viewer; readonly definition: StepDefinition; readonly step: StepState }

const may = ({ state, ref, viewer }: Page, type: StepIntent['type']): boolean => mayActOnStep(state, type, ref, viewer) === null
const mayRequest = ({ state, ref, viewer }: Page, type: RequestIntentType, key: RequestKey, onBehalf = false): boolean =>
  mayActOnRequest(state, type, { leg: ref.leg, key, onBehalf }, viewer) === null
const mayWhole = ({ state, viewer }: Page, type: RecoveryIntentType): boolean => mayActOnRecovery(state, type, viewer) === null

/** Each act with its condition, in the order of the page; what does not hold is left out. */
const chosen = (rows: readonly (readonly [act: StepAct, offered: boolean])[]): readonly StepAct[] => rows.filter(([, offered]) => offered).map(([act]) => act)

function stepOffers(page: Page): readonly StepAct[] {
  const { step, definition, viewer } = page
  const readsStatus = definition.kind === 'connect' && definition.on === 'M'
  const confirm = may(page, 'confirm')
  const run = may(page, 'run')
  const conclude = may(page, 'conclude')
  const atRest = step.status === 'ready' || step.status === 'attention' || step.status === 'failed'
  return chosen([
    ['confirm', confirm && (!readsStatus || (viewer.reading?.complete === true && !failedIsMissing(page.state, step.key, viewer.reading)))],
    ['confirmByHand', confirm && readsStatus],
    ['notNeeded', may(page, 'notNeeded')],
    ['toConfirmPage', run && definition.irreversible === true],
    ['run', run && !definition.irreversible && step.attempts.length === 0],
    ['runAgain', run && !definition.irreversible && step.attempts.length > 0],
    ['byHand', goesByHand(page)],
    ['giveSecondEvidence', may(page, 'giveSecondEvidence')],
    ['readAgain', atRest && !isManual(page) && rests(page) && may(page, 'enterAfterwards')],
    ['checkNow', conclude && !goesByHand(page)],
    ['itHappened', conclude],
    ['itDidNot', conclude],
    ['endWaiting', may(page, 'endWaiting')],
    ['interrupt', may(page, 'interrupt') && step.attempts.at(-1)?.status === 'launched'],
    ['acceptTarget', may(page, 'acceptTarget')],
    ['enterAfterwards', may(page, 'enterAfterwards')],
    ['goOnWithout', may(page, 'goOnWithout')],
    ['overrule', may(page, 'overrule')],
    ['receiveTransfer', may(page, 'receiveTransfer')],
    ['skip', may(page, 'skip')],
    ['goOnWithoutWaiting', may(page, 'goOnWithoutWaiting')],
    ['reopen', may(page, 'reopen')],
  ])
}

const isManual = ({ state }: Page): boolean => state.facts.transport === 'manual'

/** Whether the step rests on what `status` shows. */
const rests = ({ definition }: Page): boolean => definition.kind === 'command' || (definition.kind === 'connect' && definition.on === 'M') || definition.condition === 'powerReportedOff'

/**
 * Whether the page of pasted outputs leads on: on a manual connection wherever the state matters; elsewhere for commands, and where the app
 * cannot read the state itself.
 */
function goesByHand(page: Page): boolean {
  const { step, definition, viewer } = page
  const last = step.attempts.at(-1)
  if (!rests(page)) return false
  if (step.status === 'running' || step.status === 'verifying') return last?.byHand === true && may(page, 'endWaiting')
  const isRead = viewer.reading?.complete === true && viewer.reading.source === 'read'
  // In the place of *check now*, which asks the manager: unknown has three exits, not four.
  if (step.status === 'unknown') return (isManual(page) || (last?.byHand === true && !isRead)) && may(page, 'conclude')
  if (!may(page, 'enterAfterwards') || step.awaits === 'loadBalancer') return false
  return isManual(page) || definition.kind === 'command' || !isRead
}

const ANSWERS: Readonly<Record<RequestKey, 'answerCollect' | 'answerReport' | 'answerTransfer'>> = {
  'collect-data': 'answerCollect',
  'request-replacement': 'answerReport',
  'transfer-data': 'answerTransfer',
}
/** Which steps' pages send a request: the request of the replacement has a step of its own. */
const SENT_FROM: Readonly<Partial<Record<StepKey, RequestKey>>> = {
  'collect-data': 'collect-data',
  'request-replacement': 'request-replacement',
  'transfer-data': 'transfer-data',
}

function handOffOffers(page: Page): readonly StepAct[] {
  const sent = SENT_FROM[page.step.key]
  const key = REQUEST_OF_STEP[page.step.key]
  const sends = sent !== undefined && mayRequest(page, 'send', sent)
  const sending = chosen([[sent === 'transfer-data' ? 'askTransfer' : 'sendRequest', sends]])
  if (!key) return sending
  return [
    ...sending,
    ...chosen([
      ['acceptRequest', mayRequest(page, 'accept', key)],
      ['promise', mayRequest(page, 'promise', key)],
      ['beginRequest', mayRequest(page, 'beginRequest', key)],
      [ANSWERS[key], mayRequest(page, ANSWERS[key], key)],
      ['reportReceived', mayRequest(page, ANSWERS[key], key, true)],
      ['sendBack', mayRequest(page, 'sendBack', key)],
      ['sendAgain', mayRequest(page, 'remind', key) && wentByMail(page, key)],
      ['toldIt', mayRequest(page, 'remind', key)],
      ['shutLinks', mayShutLinks(page.state, { leg: page.ref.leg, key }, page.viewer) === null],
      ['recall', mayRequest(page, 'recall', key)],
    ]),
  ]
}

function wentByMail({ state, ref }: Page, key: RequestKey): boolean {
  const leg = state.legs.find(({ no }) => no === ref.leg)
  const request = leg && findRequest(leg, key)
  return request !== undefined && isAddressed(request)
}

/** Exits of the recovery, named beside a step that needs a decision. */
function waysOut(page: Page): readonly StepAct[] {
  if (page.step.status !== 'attention' && page.step.status !== 'failed') return []
  return chosen([['hold', mayWhole(page, 'hold')], ['switch', mayWhole(page, 'switch')], ['stop', mayWhole(page, 'stop')]])
}

function mainRefusal({ state, ref, viewer, definition }: Page): Refusal | null {
  switch (definition.kind) {
    case 'command':
      return mayActOnStep(state, 'run', ref, viewer)
    case 'connect':
    case 'manual':
      return mayActOnStep(state, 'confirm', ref, viewer)
    case 'request':
      return mayActOnRequest(state, 'send', { leg: ref.leg, key: 'request-replacement' }, viewer)
    default: {
      const key = REQUEST_OF_STEP[definition.key]
      return key ? mayActOnRequest(state, ANSWERS[key], { leg: ref.leg, key }, viewer) : null
    }
  }
}

const WHOLE: readonly RecoveryIntentType[] = ['takeControl', 'giveControl', 'hold', 'resume', 'switch', 'stop', 'end', 'restoreService', 'note']

/** Acts on the recovery as a whole that the viewer may do now. */
export const recoveryOffers = (state: RecoveryState, viewer: Viewer): readonly RecoveryIntentType[] => WHOLE.filter((type) => mayActOnRecovery(state, type, viewer) === null)
