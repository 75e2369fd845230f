/** What is posted for an act on a step: one schema for each act of `STEP_FIELDS`, told apart by the field `act`. */
import { z } from 'zod'
import type { PostedStepAct } from '../forms'
import {
  address, choice, hiddenCount, hiddenId, line, longText, mails, needed, neededText, optionalChoice, optionalCount, optionalHiddenId, optionalMail, optionalPhone, optionalSha256, optionalTime, pastedText, reason, ticked, time, addressText, whoAgreed,
} from './fields'

const STEP_KEYS = [
  'connect-hypervisor', 'repair-server', 'connect-manager', 'unmark', 'start', 'collect-data', 'stop', 'detach', 'request-replacement', 'clone-and-report', 'connect-manager-2',
  'attach', 'power-on', 'connect-manager-3', 'update', 'transfer-data',
] as const
export const stepKey = z.enum(STEP_KEYS)

const place = { recoveryId: hiddenId, leg: hiddenCount, step: stepKey, stepRevision: hiddenCount, factsId: optionalHiddenId, key: hiddenId }

/** Every value that a step may ask for when it is confirmed by hand; which are required is the procedure's to say, the engine checks it. */
const statement = {
  host: line, what: longText, by: line, at: optionalTime, reason: longText, hypervisorShows: line, vmNameSeen: line, definitionSeen: longText, businessAnswers: longText,
  loadBalancerDoneAt: optionalTime, loadBalancerDoneBy: line, whoAgreed: line, note: longText,
}

/** Posted once a caution: which of them were ticked, with the servers that they name (a unit may have hundreds). */
const cautionsRead = z.array(z.string().max(20_000)).max(10).default([])

const enteredFor = { enteredForWho: line, enteredForHow: optionalChoice(['phone', 'mail', 'other']), enteredForAt: optionalTime, readBack: ticked }
/** Whether it is asked for depends on who comes: the engine checks it. */
const handledBy = line
/** Files of the person's own that go with the form. */
const files = z.array(z.string().regex(/^[A-Za-z0-9-]{1,64}$/)).max(200).default([])
const item = z.object({ what: needed(), where: needed(), sizeBytes: optionalCount, sha256: optionalSha256, note: longText })

const act = <const A extends PostedStepAct, F extends z.ZodRawShape>(name: A, fields: F) => z.object({ ...place, ...fields, act: z.literal(name) })

export const stepInput = z.discriminatedUnion('act', [
  act('confirm', statement),
  act('confirmByHand', { ...statement, reason }),
  act('run', { typed: addressText, agreedBy: line, cautionsRead, ...statementOfLoadBalancer() }),
  act('runAgain', { typed: addressText, agreedBy: line, cautionsRead, ...statementOfLoadBalancer() }),
  act('pasteStatus', { pasted: pastedText, readAt: time }),
  act('runByHand', { typed: addressText, agreedBy: line, cautionsRead }),
  act('endByHand', { attempt: hiddenId, pasted: pastedText, exit: choice(['0', '1', '2', '64', 'other', 'unknown']), exitCode: optionalCount }),
  act('seeByHand', { attempt: hiddenId, pasted: pastedText, readAt: time }),
  act('notRunByHand', { attempt: hiddenId }),
  act('endWaiting', { attempt: hiddenId }),
  act('itHappened', { attempt: hiddenId, note: neededText('reasonMissing') }),
  act('itDidNot', { attempt: hiddenId, note: neededText('reasonMissing') }),
  act('giveSecondEvidence', { hypervisorShows: optionalChoice(['alreadyOff', 'switchedOff', 'cannotSwitchOffDisconnected']), by: needed(), at: time, vmNameSeen: line, note: longText }),
  act('acceptTarget', { reason }),
  act('goOnWithout', { reason, agreedBy: whoAgreed }),
  act('goOnWithoutWaiting', { reason, agreedBy: whoAgreed }),
  act('skip', { reason }),
  act('notNeeded', { reason: longText }),
  act('overrule', { reason }),
  act('reopen', { reason }),
  act('enterAfterwards', { what: neededText(), doneBy: needed(), doneAt: time }),
  act('readAgain', {}),
  act('checkNow', { attempt: optionalHiddenId }),
  act('sendRequest', {
    returnHandling: choice(['keepUntilWeSay', 'mayBeDeleted']), erasureCertificate: ticked, approvalKind: choice(['approved', 'afterwards']), approvedBy: needed(), approvalNumber: line,
    impact: neededText(), template: needed(), ipWish: choice(['keepServiceIp', 'newIp', 'keepBoth']), placementWish: line, placementUsual: line, message: longText, dueAt: optionalTime,
    network: line, requesterTeam: line, requesterPhone: optionalPhone, mailTo: optionalMail, mailCc: mails, files,
  }),
  act('askTransfer', { message: longText, dueAt: optionalTime }),
  act('sendAgain', {}),
  act('toldIt', { told: needed() }),
  act('shutLinks', {}),
  act('acceptRequest', { promisedAt: optionalTime, awaitingApproval: ticked, handledBy }),
  act('promise', { promisedAt: optionalTime, awaitingApproval: ticked }),
  act('beginRequest', {}),
  act('sendBack', { reason, dueAt: optionalTime }),
  act('recall', { reason }),
  act('answerCollect', { nothing: ticked, nothingBecause: longText, items: z.array(item.optional()).default([]), files, handledBy, ...enteredFor }),
  act('answerReport', {
    identifier: address, serviceIp: address, hypervisorName: line, power: choice(['on', 'off']), template: needed(), documents: longText, clonedFromTemplate: ticked, sameKind: ticked,
    offSeenAt: optionalTime, origin: optionalChoice(['newClone', 'oldRepaired']), oneNetwork: ticked, files, handledBy, ...enteredFor,
  }),
  act('answerTransfer', { where: longText, note: longText, files, handledBy, ...enteredFor }),
  act('receiveTransfer', { comparedBy: needed(), note: longText, hashes: z.array(z.object({ sha256: optionalSha256 }).optional()).default([]) }),
])

export type StepInput = z.output<typeof stepInput>
export type InputOf<A extends StepInput['act']> = Extract<StepInput, { act: A }>

/** Where people switch the load balancer, who did it and when is stated with the press or later. */
function statementOfLoadBalancer() {
  return { loadBalancerDoneBy: line, loadBalancerDoneAt: optionalTime }
}
