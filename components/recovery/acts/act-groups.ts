/** How a page arranges what is offered: one main act, others beside it, or several exits of equal weight. Pure. */
import type { StepAct } from '@/lib/recoveries/dto'
import { FINISHED, type StepStatus } from '@/lib/recovery/state'

/** The first of these that is offered is the main one. */
const MAIN: readonly StepAct[] = [
  'notNeeded', 'toConfirmPage', 'run', 'runAgain', 'confirm', 'byHand', 'sendRequest', 'answerCollect', 'answerReport', 'answerTransfer', 'receiveTransfer', 'askTransfer', 'giveSecondEvidence', 'confirmByHand',
]
/** Drawn elsewhere: in the running block, in the waiting card, at the foot of the record. */
const ELSEWHERE: readonly StepAct[] = ['interrupt', 'endWaiting', 'reopen', 'acceptRequest', 'promise', 'beginRequest', 'recall', 'sendAgain', 'toldIt', 'shutLinks', 'reportReceived', 'goOnWithoutWaiting']

const DOES: readonly StepAct[] = ['run', 'runAgain', 'confirm', 'byHand']

/** Exits in the order in which they help most; what is not named follows as offered. */
const EXITS: readonly StepAct[] = ['giveSecondEvidence', 'confirm', 'checkNow', 'readAgain', 'runAgain', 'toConfirmPage', 'byHand']

/** `exits`: of equal weight, none preselected (`unknown`, `attention`, `failed`); then there is no main act. */
export type ActGroups = { readonly main: StepAct | null; readonly beside: readonly StepAct[]; readonly exits: readonly StepAct[] }

export function groupActs(acts: readonly StepAct[], status: StepStatus): ActGroups {
  // A step that is simply due is not done against the evidence.
  const isDue = !acts.includes('notNeeded') && acts.some((act) => DOES.includes(act))
  const shown = acts.filter((act) => !ELSEWHERE.includes(act) && !(act === 'overrule' && isDue))
  if (status === 'unknown' || status === 'attention' || status === 'failed') return { main: null, beside: [], exits: [...EXITS.filter((act) => shown.includes(act)), ...shown.filter((act) => !EXITS.includes(act))] }
  // What is offered after the end of a step corrects it; nothing is asked for any more.
  if (FINISHED.includes(status)) return { main: null, beside: shown, exits: [] }
  const main = MAIN.find((act) => shown.includes(act)) ?? null
  return { main, beside: shown.filter((act) => act !== main), exits: [] }
}
