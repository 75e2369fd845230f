/**
 * For tests only: well-formed intents of every kind, for any step and person, whether or not they are allowed now.
 */
import type { Reading, SaidKind, Seen } from '@/lib/vmiunit/outcome'
import { seenAfter } from '@/lib/vmiunit/targets'
import type { RecoveryIntentType } from '../decide/recovery-act'
import type { RequestIntentType } from '../decide/request-act'
import type { StepIntent } from '../decide/step-act'
import { peopleSwitchLoadBalancer } from '../load-balancer'
import type { Actor, Intent, MachineIntent } from '../intents'
import { procedures } from '@/lib/procedures/registry'
import type { RequestKey, StepKey } from '../procedure'
import { administrator, builder, deadServer, details, FAILED, machine, manager, observer, otherBuilder, pasted, type Play, replacement } from './play'

export const people: readonly Actor[] = [builder, otherBuilder, manager, administrator, observer]

export const STEP_TYPES: readonly StepIntent['type'][] = [
  'confirm', 'run', 'runByHand', 'endByHand', 'seeByHand', 'notRunByHand', 'endWaiting', 'interrupt', 'conclude', 'giveSecondEvidence', 'acceptTarget', 'goOnWithout', 'goOnWithoutWaiting', 'skip', 'notNeeded', 'overrule', 'reopen',
  'enterAfterwards', 'receiveTransfer',
]
export const REQUEST_TYPES: readonly RequestIntentType[] = ['send', 'remind', 'accept', 'promise', 'beginRequest', 'sendBack', 'recall', 'answerCollect', 'answerReport', 'answerTransfer']
export const RECOVERY_TYPES: readonly RecoveryIntentType[] = ['takeControl', 'giveControl', 'hold', 'resume', 'switch', 'restoreService', 'end', 'stop', 'note']
export const REQUEST_KEYS: readonly RequestKey[] = ['collect-data', 'request-replacement', 'transfer-data']

const reason = '理由'
const EXITS: readonly (number | null)[] = [0, 0, 1, 2, 64, 3, null]
/** Acts that rest on what was copied from a terminal. */
const PASTED: readonly StepIntent['type'][] = ['runByHand', 'seeByHand']

/** A well-formed act on a step, based on the page as it is drawn with `reading` beside the button. */
export function stepIntent(play: Play, type: StepIntent['type'], key: StepKey, reading: Reading | null): Intent {
  const step = play.step(key)
  const attempt = step.attempts.at(-1)?.id ?? 'none'
  const filled: { readonly [T in StepIntent['type']]: object } = {
    confirm: { statement: statementFor(play, key), automatic: false },
    run: { attempt: `attempt-of-seq-${play.events.length}`, typed: key === 'detach' ? FAILED : null, agreedBy: '鈴木課長', cautionsRead: play.ticks(reading) },
    runByHand: { attempt: `attempt-of-seq-${play.events.length}`, typed: key === 'detach' ? FAILED : null, agreedBy: '鈴木課長', cautionsRead: play.ticks(reading) },
    endByHand: { attempt, exitCode: EXITS[play.events.length % EXITS.length] ?? null, outputBytes: 0, outputSha256: '' },
    seeByHand: { attempt },
    notRunByHand: { attempt },
    endWaiting: { attempt },
    interrupt: { attempt, alive: [], forced: false },
    conclude: { attempt, happened: play.events.length % 2 === 0, note: reason },
    giveSecondEvidence: { hypervisorShows: 'alreadyOff', by: '佐藤', at: play.at, note: reason, vmNameSeen: 'vm-1' },
    acceptTarget: { reason },
    goOnWithout: { reason, agreedBy: '鈴木課長' },
    goOnWithoutWaiting: { reason, agreedBy: '鈴木課長' },
    skip: { reason },
    notNeeded: { reason },
    overrule: { reason },
    reopen: { reason },
    enterAfterwards: { what: '手で', doneBy: '佐藤', doneAt: play.at },
    receiveTransfer: { comparedBy: '佐藤', note: null },
  }
  const basedOn = { stepRevision: step.revision, readingId: reading?.id ?? null }
  return { type, leg: play.leg.no, step: key, basedOn, reading, ...filled[type] } as unknown as Intent
}

/** Every value that the step asks for, and nothing that would mean something else. */
function statementFor(play: Play, key: StepKey): Readonly<Record<string, string>> {
  const definition = procedures(play.leg.procedure, play.leg.version)?.steps.find((step) => step.key === key)
  if (definition?.kind === 'connect' && definition.on === 'M') return { reason }
  if (definition?.kind === 'command' && peopleSwitchLoadBalancer(play.state.facts, key)) return { loadBalancerDoneBy: '田中', loadBalancerDoneAt: '03:40' }
  return { host: 'hv01', what: '再起動', by: '佐藤', at: '03:31', note: '見た', vmNameSeen: 'vm-1' }
}

export function requestIntent(play: Play, type: RequestIntentType, request: RequestKey, onBehalf = false): Intent {
  const leg = play.leg.no
  const enteredFor = onBehalf ? { who: '山田', how: 'phone' as const, at: play.at, readBack: true } : null
  const intents: { readonly [T in RequestIntentType]: Intent } = {
    send: { type: 'send', leg, request, details, message: null, dueAt: null },
    remind: { type: 'remind', leg, request, percent: 0, how: 'told', told: '山田' },
    accept: { type: 'accept', leg, request, promisedAt: null },
    promise: { type: 'promise', leg, request, promisedAt: play.at, awaitingApproval: false },
    beginRequest: { type: 'beginRequest', leg, request },
    sendBack: { type: 'sendBack', leg, request, reason, dueAt: null },
    recall: { type: 'recall', leg, request, reason },
    answerCollect: { type: 'answerCollect', leg, items: [{ what: 'ログ', where: 'nas', sizeBytes: null, sha256: null, note: null }], nothingBecause: null, enteredFor },
    answerReport: { type: 'answerReport', leg, replacement, checks: [], reading: null, enteredFor },
    answerTransfer: { type: 'answerTransfer', leg, where: 'nas', note: null, enteredFor },
  }
  return intents[type]
}

export function recoveryIntent(play: Play, type: RecoveryIntentType): Intent {
  const reading = play.read()
  const intents: { readonly [T in RecoveryIntentType]: Intent } = {
    takeControl: { type: 'takeControl' },
    giveControl: { type: 'giveControl', to: { id: 'u-third', name: '第三' } },
    hold: { type: 'hold', reason, category: 'parts', plannedAt: null, informed: null },
    resume: { type: 'resume', reading: null, changes: [] },
    // The failed server is listed: what a reading says against a change of course is an input of its own.
    switch: { type: 'switch', to: play.leg.procedure === 'reuse' ? 'replace' : 'reuse', version: 1, reason, reading: { ...reading, complete: true, servers: [deadServer] }, dueAt: null },
    restoreService: { type: 'restoreService', restored: false, at: null, by: null, reason },
    end: { type: 'end', openData: reason, informed: [], summary: null },
    stop: { type: 'stop', reason },
    note: { type: 'note', leg: null, step: null, text: 'メモ' },
  }
  return intents[type]
}

/** What the executor may report next about the newest attempt, true or not; `pick` chooses. */
export function report(play: Play, pick: number): MachineIntent | null {
  const step = play.leg.steps.find((each) => each.attempts.some((attempt) => !['settled', 'declined'].includes(attempt.status)))
  const attempt = step?.attempts.at(-1)
  if (!step || !attempt) return null
  const here = { leg: play.leg.no, step: step.key, attempt: attempt.id }
  const says: readonly SaidKind[] = ['normal', 'normal', 'warning', 'busy', 'abnormal', 'other']
  const kind = says[pick % says.length] ?? 'normal'
  const reading = play.read(pick % 7 !== 0)
  const seen: Seen = attempt.before ? seenAfter({ command: attempt.command, before: attempt.before, after: reading }) : 'notReadable'
  const reports: readonly MachineIntent[] = [
    { type: 'declined', ...here, why: pick % 2 ? 'drift' : 'voided', changes: [], reading, detail: null },
    { type: 'launched', ...here, before: reading, at: play.at, otherChanges: [] },
    { type: 'launched', ...here, before: reading, at: play.at, otherChanges: [] },
    { type: 'ended', ...here, said: { kind, exitCode: 0, signal: null, endedAt: play.at }, outputBytes: 0, outputSha256: '' },
    { type: 'ended', ...here, said: { kind, exitCode: 0, signal: null, endedAt: play.at }, outputBytes: 0, outputSha256: '' },
    { type: 'seen', ...here, reading, seen, changes: [], otherChanges: [], last: pick % 3 !== 0 },
    { type: 'seen', ...here, reading, seen, changes: [], otherChanges: [], last: true },
    { type: 'lost', ...here, why: 'lost' },
  ]
  return reports[pick % reports.length] ?? null
}

/** One random move: mostly what the person whose turn it is might do, now and then something out of place. */
export type Move = { readonly kind: number; readonly pick: number; readonly who: number; readonly wild: boolean; readonly works: boolean }

/** Plays a move; what is refused changes nothing. Answers what was tried, and whether it was taken. */
export function playMove(play: Play, move: Move): { readonly intent: Intent; readonly actor: Actor; readonly taken: boolean } | null {
  const { intent, actor } = chosen(play, move)
  if (!intent) return null
  const decision = play.decide(intent, actor)
  if (!decision.ok) return { intent, actor, taken: false }
  if ((intent.type === 'ended' || intent.type === 'endByHand') && move.works) play.apply(play.attempt(intent.attempt).command)
  if (intent.type === 'confirm' && play.leg.procedure === 'reuse') play.change(FAILED, { access: 'online' })
  play.append(decision.value, actor)
  return { intent, actor, taken: true }
}

const drawn = (reading: Reading, type: StepIntent['type']): Reading => (PASTED.includes(type) ? pasted(reading) : reading)

function chosen(play: Play, { kind, pick, who, wild }: Move): { readonly intent: Intent | null; readonly actor: Actor } {
  const anyone = people[who % people.length] ?? builder
  const driver = [builder, otherBuilder].find((actor) => actor.id === play.state.driver.id) ?? builder
  if (kind < 4) return { intent: report(play, pick), actor: wild ? anyone : machine }
  const open = play.leg.steps.find((step) => !step.finishedAt)
  const key = (wild ? play.leg.steps[pick % play.leg.steps.length] : (open ?? play.leg.steps.at(-1)))?.key
  if (!key) return { intent: null, actor: driver }
  const stepType = STEP_TYPES[pick % STEP_TYPES.length] ?? 'confirm'
  if (kind < 14) return { intent: stepIntent(play, stepType, key, pick % 5 === 0 ? null : drawn(play.read(pick % 11 !== 0), stepType)), actor: wild ? anyone : driver }
  const requestType = REQUEST_TYPES[pick % REQUEST_TYPES.length] ?? 'send'
  const isAnswer = requestType.startsWith('answer') || ['accept', 'promise', 'beginRequest'].includes(requestType)
  if (kind < 18) return { intent: requestIntent(play, requestType, REQUEST_KEYS[who % REQUEST_KEYS.length] ?? 'collect-data', wild), actor: wild ? anyone : isAnswer ? manager : driver }
  const whole: readonly RecoveryIntentType[] = wild ? RECOVERY_TYPES : ['restoreService', 'end', 'resume', 'takeControl', 'note', 'end', 'resume', 'restoreService']
  return { intent: recoveryIntent(play, whole[pick % whole.length] ?? 'note'), actor: wild ? anyone : driver }
}
