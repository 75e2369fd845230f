/** Every refusal of the engine, produced by what people really do. A code without its row here does not compile. */
import { describe, expect, test } from 'vitest'
import { ok, type Result } from '@/lib/std/result'
import { procedures } from '@/lib/procedures/registry'
import { decide } from './decide'
import type { Actor, Intent } from './intents'
import type { Refusal, RefusalCode } from './refusals'
import { requestIntent, stepIntent } from './testing/moves'
import { administrator, builder, deadServer, details, FAILED, FAILED_SERVICE, goTo, healthyServer, machine, manager, NEW, NEW_SERVICE, observer, OTHER, otherBuilder, pasted, Play, replacement, smooth, startIntent, unitFacts, upTo } from './testing/play'

/** Said by stores, forms and doors, never by the engine; their own tests produce them. */
type Outside =
  | 'unitBusy' | 'choiceMissing' | 'tooLong' | 'timeUnreadable' | 'numberUnreadable' | 'hashUnreadable' | 'unitNameUnreadable' | 'unitUnknown' | 'formIncomplete'
  | 'lineBroken' | 'hostUnreadable' | 'userUnreadable' | 'pathUnreadable' | 'numberOutOfRange' | 'phoneUnreadable' | 'mailUnreadable' | 'mailsUnreadable' | 'serverTwice'
  | 'connectionNameTaken' | 'unitKnown' | 'usedByRecovery' | 'settingsChanged' | 'linkageDisabled' | 'linkageUsed' | 'hostNotReached' | 'hostKeyDiffers' | 'scriptNotCopied' | 'hostKeyNotTrusted' | 'noSuchSetting'
  | 'signedOut' | 'foreignOrigin' | 'signInFailed' | 'tooManyTries' | 'setupCodeWrong' | 'setupDone' | 'passwordTooShort' | 'usernameTaken' | 'demoOnly' | 'machineNameTaken' | 'machineNameUnreadable' | 'machineAddressTaken'
  | 'pasteEmpty' | 'pasteGarbled' | 'pasteForeignUnit' | 'pasteNoEnd' | 'pasteExit' | 'pasteCount' | 'pasteDuplicate' | 'pasteNoStatus' | 'pasteTooOld' | 'pasteTooLong' | 'exitDiffers'
  | 'linkUnknown' | 'linkOld' | 'linkRevoked' | 'linkUsed' | 'linkAskedLately' | 'tooManyGuesses' | 'mailAddressMissing' | 'fileTooBig' | 'tooManyFiles' | 'diskFull' | 'fileUnknown' | 'fileNameUnreadable' | 'uploadBroken' | 'mailNotSet' | 'mailNotSent' | 'mailUserUnreadable'
  | 'secretFileMissing' | 'secretFileNone' | 'secretFileForeign' | 'secretFileOpen' | 'secretFileTooLong' | 'secretFileLines' | 'secretFileUnreadable'
  | 'noContact' | 'notRunning' | 'tryAgain'
type Engine = Exclude<RefusalCode, Outside>
type Row = readonly [guarantee: string, refuse: () => Refusal]

const reuse = { procedure: 'reuse' } as const
const replace = { procedure: 'replace' } as const
const start = (over: Partial<Extract<Intent, { readonly type: 'start' }>>, actor: Actor = builder): Refusal => {
  const result = decide(null, { ...startIntent(reuse, null), ...over }, actor, Date.UTC(2026, 10, 22), procedures)
  return errorOf(result)
}
function errorOf(result: Result<unknown, Refusal>): Refusal {
  if (result.ok) throw new Error('was not refused')
  return result.error
}

const host = { statement: { host: 'hv01' }, automatic: false }
const pressDetach = (typed: string): Refusal => {
  const play = upTo(replace, 'detach')
  return play.refused(play.on('run', { attempt: 'a', typed, agreedBy: null }, { reading: play.read() }))
}
const reportWith = (over: Partial<typeof replacement>, before: (play: Play) => void = () => undefined): Refusal => {
  const play = upTo(replace, 'clone-and-report')
  before(play)
  return play.refused({ type: 'answerReport', leg: 1, replacement: { ...replacement, ...over }, checks: [], reading: play.read(), enteredFor: null }, manager)
}
const launched = (play: Play): string => {
  const attempt = play.press()
  play.launch(attempt)
  return attempt
}
/** A step of the failed server opened again, once a new clone carries its identifier and runs in the unit. */
const againAfterAttach = (step: 'stop' | 'detach'): Refusal => {
  const play = upTo(replace, 'clone-and-report')
  const kept = { ...replacement, id: FAILED, keptAddress: { offSeenAt: '03:20', origin: 'newClone' as const } }
  play.do({ type: 'answerReport', leg: 1, replacement: kept, checks: [], reading: play.read(), enteredFor: null }, manager)
  goTo(play, 'power-on')
  play.act('reopen', { reason: 'x' }, { step })
  return play.refused(play.on('run', { attempt: 'a', typed: FAILED, agreedBy: null }, { reading: play.read() }))
}
const finished = (): Play => {
  const play = upTo(replace, 'transfer-data')
  smooth['transfer-data'](play)
  return play
}

const rows: { readonly [C in Engine]: readonly Row[] } = {
  readOnly: [['a history of a newer release takes no act', () => {
    const play = new Play(reuse)
    return errorOf(decide({ ...play.state, readOnly: 'newerVersion' }, { type: 'note', leg: null, step: null, text: 'x' }, builder, play.at, procedures))
  }]],
  recordDamaged: [['a damaged history takes no act', () => {
    const play = new Play(reuse)
    return errorOf(decide({ ...play.state, readOnly: 'damaged' }, { type: 'note', leg: null, step: null, text: 'x' }, builder, play.at, procedures))
  }]],
  notFound: [
    ['an unknown step', () => { const play = new Play(reuse); return play.refused({ ...play.on('confirm', host), step: 'detach' } as Intent) }],
    ['a recovery that does not exist', () => errorOf(decide(null, { type: 'takeControl' }, builder, 0, procedures))],
    ['a unit name that cannot be one', () => start({ unit: '-x' })],
    ['an unknown version of a procedure', () => start({ version: 99 })],
    ['a server that the complete reading does not list', () => start({ reading: { ...new Play(reuse).read(), servers: [] } })],
  ],
  notAllowed: [
    ['an observer writes no note', () => new Play(reuse).refused({ type: 'note', leg: null, step: null, text: 'x' }, observer)],
    ['a person never reports for the machine', () => { const play = upTo(reuse, 'start'); const attempt = play.press(); return play.refused({ type: 'lost', ...play.here(attempt), why: 'lost' }) }],
    ['the machine never acts for a person', () => { const play = new Play(reuse); return play.refused(play.on('confirm', host), machine) }],
    ['the machine holds only for a server shared by two recoveries', () => new Play(reuse).refused({ type: 'hold', reason: 'x', category: 'parts', plannedAt: null, informed: null }, machine)],
  ],
  notYourRole: [
    ['an administrator has no right to confirm in another\'s place', () => { const play = new Play(reuse); return play.refused(play.on('confirm', host), administrator) }],
    ['the resource manager takes no step of the system builder', () => { const play = new Play(reuse); return play.refused(play.on('confirm', host), manager) }],
    ['the system builder does not answer as the resource manager', () => { const play = new Play(replace); return play.refused(requestIntent(play, 'answerCollect', 'collect-data')) }],
    ['the resource manager starts nothing', () => start({}, manager)],
    ['nor is it entered as done by hand', () => { const play = new Play(replace); return play.refused(stepIntent(play, 'enterAfterwards', 'collect-data', null)) }],
    ['the other party\'s step is not confirmed for it', () => { const play = new Play(replace); return play.refused(play.on('confirm', host)) }],
  ],
  notDriver: [['whoever watches does not act', () => { const play = new Play(reuse); return play.refused(play.on('confirm', host), otherBuilder) }]],
  recoveryEnded: [['nothing is done after the end', () => { const play = new Play(reuse); play.do({ type: 'stop', reason: 'x' }); return play.refused(play.on('confirm', host, { step: 'connect-hypervisor' })) }]],
  recoveryHeld: [['acts on steps rest while the recovery does', () => { const play = new Play(reuse); play.do({ type: 'hold', reason: 'x', category: 'parts', plannedAt: null, informed: null }); return play.refused(play.on('confirm', host)) }]],
  notHeld: [['what goes on is not resumed', () => new Play(reuse).refused({ type: 'resume', reading: null, changes: [] })]],
  notThisStepYet: [['a later step waits for the earlier ones', () => { const play = new Play(reuse); return play.refused(stepIntent(play, 'run', 'start', play.read())) }]],
  stepFinished: [['a finished step is not done twice', () => { const play = upTo(reuse, 'repair-server'); return play.refused(play.on('confirm', host, { step: 'connect-hypervisor' })) }]],
  stepNotFinished: [
    ['only a finished step is opened again', () => { const play = new Play(reuse); return play.refused(play.on('reopen', { reason: 'x' })) }],
    ['service is restored after the last start only', () => { const play = new Play(reuse); return play.refused({ type: 'restoreService', restored: true, at: play.at, by: 'x', reason: null }) }],
  ],
  stalePage: [
    ['a page drawn before somebody else\'s act', () => { const play = upTo(reuse, 'repair-server'); return play.refused(play.on('confirm', host, { step: 'connect-hypervisor', revision: 0 })) }],
    ['a page of a course that was left', () => { const play = new Play(reuse); const old = play.on('confirm', host); play.do({ type: 'switch', to: 'replace', version: 1, reason: 'x', reading: null, dueAt: null }); return play.refused(old) }],
  ],
  commandRunning: [
    ['no second press while the first is under way', () => { const play = upTo(reuse, 'start'); launched(play); return play.refused(stepIntent(play, 'run', 'start', play.read())) }],
    ['no pause while a command runs', () => { const play = upTo(reuse, 'start'); launched(play); return play.refused({ type: 'hold', reason: 'x', category: 'parts', plannedAt: null, informed: null }) }],
    ['no conclusion before the command is known to have ended', () => { const play = upTo(reuse, 'start'); const attempt = launched(play); return play.refused({ type: 'seen', ...play.here(attempt), reading: play.read(), seen: 'target', changes: [], otherChanges: [], last: true }, machine) }],
  ],
  noSuchAttempt: [
    ['a report about an attempt nobody pressed', () => { const play = upTo(reuse, 'start'); return play.refused({ type: 'lost', leg: 1, step: 'start', attempt: 'x', why: 'lost' }, machine) }],
    ['waiting for another attempt cannot be ended', () => { const play = upTo(reuse, 'start'); launched(play); return play.refused(play.on('endWaiting', { attempt: 'x' })) }],
  ],
  attemptSettled: [['what is settled is not settled again', () => { const play = upTo(reuse, 'start'); const attempt = launched(play); play.end(attempt, { says: 'abnormal', works: false }); play.see(attempt); return play.refused({ type: 'lost', ...play.here(attempt), why: 'lost' }, machine) }]],
  outcomeUnknown: [['unknown is never run again', () => { const play = upTo(reuse, 'start'); const attempt = launched(play); play.act('endWaiting', { attempt }); return play.refused(stepIntent(play, 'run', 'start', play.read())) }]],
  readFirst: [
    ['nothing runs unread', () => { const play = upTo(reuse, 'start'); return play.refused(stepIntent(play, 'run', 'start', null)) }],
    ['nothing runs on an incomplete reading', () => { const play = upTo(reuse, 'start'); return play.refused(stepIntent(play, 'run', 'start', play.read(false))) }],
    ['nothing runs again on what was read before the last attempt', () => { const play = upTo(reuse, 'start'); const old = play.read(); play.run({ says: 'abnormal', works: false }); return play.refused(stepIntent(play, 'run', 'start', old)) }],
    ['the manager is not reached by a reading that is none', () => { const play = upTo(reuse, 'connect-manager'); return play.refused(play.on('confirm', { statement: {}, automatic: true }, { reading: play.read(false) })) }],
    ['an absence is not concluded where others went missing, too', () => { const play = upTo(replace, 'detach'); const attempt = launched(play); play.end(attempt, { says: 'abnormal', works: true }); play.see(attempt); play.servers = []; return play.refused(play.on('acceptTarget', { reason: 'x' }, { reading: play.read() })) }],
    ['after a detach by hand the way back needs a reading', () => { const play = upTo(replace, 'detach'); play.act('enterAfterwards', { what: 'x', doneBy: 'y', doneAt: play.at }); return play.refused({ type: 'switch', to: 'reuse', version: 1, reason: 'x', reading: null, dueAt: null }) }],
  ],
  factsChanged: [['the press is based on the reading that was drawn', () => { const play = upTo(reuse, 'start'); const intent = play.on('run', { attempt: 'a', typed: null, agreedBy: null }, { reading: play.read() }); return play.refused({ ...intent, reading: play.read() } as Intent) }]],
  serverNotListed: [
    ['the wrong server named by hand is not confirmed by an answer that does not list it', () => {
      const play = upTo(replace, 'connect-manager')
      play.servers = play.servers.filter(({ id }) => id !== FAILED)
      return play.refused(play.on('confirm', { statement: {}, automatic: true }, { reading: play.read() }))
    }],
    ...(['unmark', 'start'] as const).map((step): Row => [`${step} is not run on a server that the unit does not list`, () => {
      const play = upTo(reuse, step)
      play.servers = play.servers.filter(({ id }) => id !== FAILED)
      return play.refused(play.on('run', { attempt: 'a', typed: null, agreedBy: null }, { reading: play.read() }))
    }]),
    ['nor is stop', () => {
      const play = upTo(replace, 'stop')
      play.servers = play.servers.filter(({ id }) => id !== FAILED)
      return play.refused(play.on('run', { attempt: 'a', typed: null, agreedBy: null }, { reading: play.read() }))
    }],
  ],
  targetAlreadyThere: [['attach is not pressed while the server is listed', () => { const play = upTo(replace, 'attach'); play.apply({ name: 'attach', unit: 'gyoumu_a', server: NEW, serviceIp: NEW_SERVICE }); return play.refused(stepIntent(play, 'run', 'attach', play.read())) }]],
  targetNotThere: [
    ['nobody goes on from a target state that is not seen', () => { const play = upTo(replace, 'attach'); return play.refused(play.on('acceptTarget', { reason: 'x' }, { reading: play.read() })) }],
    ['a stopped server that nobody can reach is no target state', () => { const play = upTo(replace, 'stop'); play.run({ says: 'other', works: false }); return play.refused(play.on('acceptTarget', { reason: 'x' }, { reading: play.read() })) }],
  ],
  notOffered: [
    ['a request is not confirmed, it is sent', () => { const play = upTo(replace, 'request-replacement'); return play.refused(play.on('confirm', host)) }],
    ['a step at rest has no waiting to end', () => { const play = upTo(reuse, 'start'); return play.refused(play.on('endWaiting', { attempt: 'x' })) }],
    ['nothing failed, so nothing is gone on without', () => { const play = upTo(reuse, 'start'); return play.refused(play.on('goOnWithout', { reason: 'x', agreedBy: 'y' })) }],
    ['a known outcome is not concluded by a person', () => { const play = upTo(reuse, 'start'); return play.refused(play.on('conclude', { attempt: 'x', happened: true, note: 'x' })) }],
    ['control is not taken from oneself', () => new Play(reuse).refused({ type: 'takeControl' })],
  ],
  reasonMissing: [
    ['nothing is left out silently', () => { const play = upTo(replace, 'transfer-data'); return play.refused(play.on('skip', { reason: ' ' })) }],
    ['the start says why', () => start({ answer: { usable: true, reason: '' } })],
    ['a stop command left out says why', () => { const play = upTo(replace, 'stop'); return play.refused(play.on('giveSecondEvidence', { hypervisorShows: 'alreadyOff', by: 'x', at: play.at, note: null, vmNameSeen: null }, { reading: play.read() })) }],
    ['a connection by hand says why', () => { const play = upTo(reuse, 'connect-manager'); return play.refused(play.on('confirm', { statement: {}, automatic: false })) }],
    ['data that nobody answered is closed with a reason', () => {
      const play = new Play(replace)
      play.act('goOnWithoutWaiting', { reason: 'x', agreedBy: 'y' })
      goTo(play, 'transfer-data')
      smooth['transfer-data'](play)
      play.do({ type: 'restoreService', restored: false, at: null, by: null, reason: 'x' })
      return play.refused({ type: 'end', openData: null, informed: [], summary: null })
    }],
  ],
  whoAgreedMissing: [
    ['going on without names who agreed', () => { const play = upTo(reuse, 'start'); play.run({ says: 'abnormal', works: false }); return play.refused(play.on('goOnWithout', { reason: 'x', agreedBy: '' })) }],
    ['an update that would touch others names who agreed', () => { const play = upTo(replace, 'update'); play.change(OTHER, { observed: 'stopped', logical: 'stopped' }); const reading = play.read(); return play.refused(play.on('run', { attempt: 'a', typed: null, agreedBy: null, cautionsRead: play.ticks(reading) }, { reading })) }],
  ],
  valueMissing: [
    ['a required value', () => { const play = new Play(reuse); return play.refused(play.on('confirm', { statement: {}, automatic: false })) }],
    ['power is settled before the start', () => { const play = upTo(reuse, 'start'); play.change(FAILED, { access: 'offline' }); return play.refused(stepIntent(play, 'run', 'start', play.read())) }],
    ['the name seen at the hypervisor, where none is registered', () => { const play = upTo({ ...replace, hypervisorName: 'vm' }, 'stop'); const { state } = play; return errorOf(decide({ ...state, failed: { ...state.failed, hypervisorName: null } }, play.on('giveSecondEvidence', { hypervisorShows: 'alreadyOff', by: 'x', at: play.at, note: 'x', vmNameSeen: null }, { reading: play.read() }), builder, play.at, procedures)) }],
    ['who switched the load balancer, where people do it', () => { const play = upTo({ ...reuse, facts: { loadBalancer: 'people' } }, 'start'); play.run(); return play.refused(play.on('confirm', { statement: { loadBalancerDoneBy: '田中' }, automatic: false })) }],
  ],
  timeInFuture: [
    ['nobody saw what is yet to come', () => { const play = upTo(replace, 'stop'); return play.refused(play.on('giveSecondEvidence', { hypervisorShows: 'alreadyOff', by: 'x', at: play.at + 3_600_000, note: 'x', vmNameSeen: null }, { reading: play.read() })) }],
    ['a stated time with its zone', () => { const play = upTo(reuse, 'repair-server'); return play.refused(play.on('confirm', { statement: { what: 'x', by: 'y', at: '2099-01-01T00:00+09:00' }, automatic: false })) }],
  ],
  timeInPast: [
    ['an answer is not wanted by a time that is over', () => { const play = upTo(replace, 'request-replacement'); return play.refused({ type: 'send', leg: 1, request: 'request-replacement', details, message: null, dueAt: play.at - 60_000 }) }],
    ['nor accepted for one', () => { const play = new Play(replace); return play.refused({ type: 'accept', leg: 1, request: 'collect-data', promisedAt: play.at - 60_000 }, manager) }],
    ['nor promised for one', () => { const play = new Play(replace); return play.refused({ type: 'promise', leg: 1, request: 'collect-data', promisedAt: play.at - 60_000, awaitingApproval: true }, manager) }],
    ['nor wanted back by one', () => { const play = upTo(replace, 'clone-and-report'); play.do(requestIntent(play, 'answerReport', 'request-replacement'), manager); return play.refused({ type: 'sendBack', leg: 1, request: 'request-replacement', reason: 'x', dueAt: play.at - 60_000 }) }],
    ['nor is a recovery begun with one', () => start({ dueAt: Date.UTC(2026, 10, 22) - 60_000 })],
    ['nor another course taken', () => { const play = new Play(reuse); return play.refused({ type: 'switch', to: 'replace', version: 1, reason: 'x', reading: null, dueAt: play.at - 60_000 }) }],
  ],
  timeBeforeStart: [
    ['work entered afterwards was not done before the failure', () => { const play = new Play(reuse); return play.refused(play.on('enterAfterwards', { what: 'x', doneBy: 'y', doneAt: 0 })) }],
    ['that the business answers was seen after the start, not before', () => { const play = upTo(reuse, 'start'); play.run(); play.act('reopen', { reason: 'x' }, { step: 'start' }); play.at += 600_000; play.run(); return play.refused(play.on('giveSecondEvidence', { hypervisorShows: null, by: 'x', at: play.at - 400_000, note: null, vmNameSeen: null })) }],
  ],
  identifierMismatch: [['detach runs on the typed server only', () => pressDetach('192.168.1.111')]],
  identifierOfNewServer: [['101 and 110 are told apart', () => {
    const play = upTo(replace, 'attach')
    play.act('reopen', { reason: 'x' }, { step: 'detach' })
    play.servers = [...play.servers, { id: FAILED, logical: 'working', observed: 'stopped', access: 'offline' }]
    return play.refused(play.on('run', { attempt: 'a', typed: NEW, agreedBy: null }, { reading: play.read() }))
  }]],
  identifierTaken: [
    ['detach, opened again, never unregisters the new server that kept the identifier', () => againAfterAttach('detach')],
    ['nor does stop, opened again, stop it', () => againAfterAttach('stop')],
  ],
  secondEvidenceNotAsked: [
    ['a start seen to have worked needs none', () => { const play = upTo(reuse, 'start'); return play.refused(stepIntent(play, 'giveSecondEvidence', 'start', play.read())) }],
    ['a server that the manager sees is stopped by the command', () => { const play = upTo(replace, 'stop'); play.change(FAILED, { access: 'online' }); return play.refused(stepIntent(play, 'giveSecondEvidence', 'stop', play.read())) }],
  ],
  conditionNotMet: [
    ['a mark that is set is not "not needed"', () => { const play = upTo(reuse, 'unmark'); play.change(FAILED, { markComment: '調査中' }); return play.refused(play.on('notNeeded', { reason: null }, { reading: play.read() })) }],
    ['an incomplete reading proves no missing mark', () => { const play = upTo(reuse, 'unmark'); return play.refused(play.on('notNeeded', { reason: null }, { reading: { ...play.read(), complete: false } })) }],
    ['a silent manager at resuming makes nobody forget which servers were there', () => {
      const play = upTo(reuse, 'unmark')
      play.do({ type: 'hold', reason: 'x', category: 'parts', plannedAt: null, informed: null })
      play.do({ type: 'resume', reading: play.read(false), changes: [] })
      play.servers = play.servers.filter(({ id }) => id === FAILED)
      return play.refused(play.on('notNeeded', { reason: null }, { reading: play.read() }))
    }],
    ['reported on, yet not online, is not "already on"', () => {
      const play = upTo(replace, 'clone-and-report')
      play.do({ type: 'answerReport', leg: 1, replacement: { ...replacement, power: 'on' }, checks: [], reading: null, enteredFor: null }, manager)
      goTo(play, 'power-on')
      play.change(NEW, { access: 'offline' })
      return play.refused(play.on('notNeeded', { reason: null }, { reading: play.read() }))
    }],
    ['the answer to the question is the choice of the procedure', () => start({ answer: { usable: false, reason: 'x' } })],
  ],
  returnTooEarly: [
    ['the old server is kept while its data is not collected', () => {
      const play = new Play(replace)
      play.act('goOnWithoutWaiting', { reason: 'x', agreedBy: 'y' })
      goTo(play, 'request-replacement')
      return play.refused({ type: 'send', leg: 1, request: 'request-replacement', details: { ...details, returnHandling: 'mayBeDeleted' }, message: null, dueAt: null })
    }],
  ],
  notOptional: [['only what may be left out is', () => { const play = new Play(reuse); return play.refused(play.on('skip', { reason: 'x' })) }]],
  goOnNotAllowed: [
    ['detach is never gone on without', () => { const play = upTo(replace, 'detach'); play.run({ says: 'abnormal', works: false }); return play.refused(play.on('goOnWithout', { reason: 'x', agreedBy: 'y' })) }],
    ['attach is never gone on without', () => { const play = upTo(replace, 'attach'); play.run({ says: 'abnormal', works: false }); return play.refused(play.on('goOnWithout', { reason: 'x', agreedBy: 'y' })) }],
    ['only the collection of data is not waited for', () => { const play = upTo(replace, 'clone-and-report'); return play.refused(play.on('goOnWithoutWaiting', { reason: 'x', agreedBy: 'y' })) }],
  ],
  hashDiffers: [['what arrived damaged is not received', () => {
    const play = upTo(replace, 'transfer-data')
    play.do(requestIntent(play, 'send', 'transfer-data'))
    play.do({ type: 'answerTransfer', leg: 1, where: '', note: null, files: [{ id: 'f', name: 'log.zip', sizeBytes: 1, sha256: 'a'.repeat(64) }], enteredFor: null }, manager)
    const told = play.state.collected?.items.length ?? 0
    return play.refused(play.on('receiveTransfer', { comparedBy: '佐藤', note: null, hashes: [...Array.from({ length: told }, () => null), 'b'.repeat(64)] }))
  }]],
  requestNotOpen: [
    ['a recalled request is not answered', () => { const play = new Play(replace); play.do(requestIntent(play, 'recall', 'collect-data')); return play.refused(requestIntent(play, 'answerCollect', 'collect-data'), manager) }],
    ['a request of a course that was left', () => { const play = new Play(replace); play.do({ type: 'switch', to: 'reuse', version: 1, reason: 'x', reading: null, dueAt: null }); return play.refused({ type: 'accept', leg: 1, request: 'collect-data', promisedAt: null }, manager) }],
  ],
  alreadySent: [['one request at a time', () => { const play = new Play(replace); return play.refused(requestIntent(play, 'send', 'collect-data')) }]],
  alreadyAccepted: [['taken on once: the second one learns by whom', () => { const play = new Play(replace); play.do(requestIntent(play, 'accept', 'collect-data'), manager); return play.refused(requestIntent(play, 'accept', 'collect-data'), { ...manager, id: 'u-mori', name: '森' }) }]],
  alreadyAnswered: [['what is answered is not accepted', () => { const play = upTo(replace, 'connect-manager'); return play.refused(requestIntent(play, 'accept', 'collect-data'), manager) }]],
  valuesAlreadyUsed: [
    ['a report is not corrected once attach has used it', () => { const play = upTo(replace, 'power-on'); return play.refused(requestIntent(play, 'answerReport', 'request-replacement'), manager) }],
    ['nor sent back', () => { const play = upTo(replace, 'power-on'); return play.refused(requestIntent(play, 'sendBack', 'request-replacement')) }],
  ],
  dataNotAsked: [
    ['data is transferred when it is needed', () => { const play = upTo(replace, 'transfer-data'); return play.refused(requestIntent(play, 'answerTransfer', 'transfer-data'), manager) }],
    ['and received when it was transferred', () => { const play = upTo(replace, 'transfer-data'); return play.refused(play.on('receiveTransfer', { comparedBy: 'x', note: null })) }],
  ],
  addressNotIpv4: [
    ['identifier', () => reportWith({ id: '192.168.1' })],
    ['service address', () => reportWith({ serviceIp: '300.1.1.1' })],
    ['failed server', () => start({ failed: { id: 'x', serviceIp: null, hypervisorName: null, namedByHand: true } })],
  ],
  addressInUnit: [['another server of the unit is not reported as new', () => reportWith({ id: OTHER })], ['nor its address as service address', () => reportWith({ serviceIp: OTHER })]],
  addressInOtherRecovery: [['an address of another open recovery', () => {
    const play = upTo(replace, 'clone-and-report')
    return play.refused({ type: 'answerReport', leg: 1, replacement, checks: [{ code: 'notInOtherRecovery', outcome: 'refused', at: 0 }], reading: null, enteredFor: null }, manager)
  }]],
  keptServiceIpAsk: [['a kept service address asks when the old server was seen off', () => reportWith({ serviceIp: FAILED_SERVICE })]],
  keptIdentifierAsk: [['a kept identifier asks when the old server was seen off', () => reportWith({ id: FAILED })]],
  keptIdentifierBeforeDetach: [['an identifier is kept only once the old server is unregistered', () => {
    const play = upTo(replace, 'clone-and-report')
    const { state } = play
    const before = { ...state, failedServerGone: false, legs: state.legs.map((leg) => ({ ...leg, steps: leg.steps.map((step) => (step.key === 'detach' ? { ...step, status: 'attention' as const } : step)) })) }
    return errorOf(decide(before, { type: 'answerReport', leg: 1, replacement: { ...replacement, id: FAILED }, checks: [], reading: null, enteredFor: null }, manager, play.at, procedures))
  }], ['the old server, said to be unregistered and listed still, is not taken for the new one', () => {
    const play = upTo(replace, 'detach')
    play.act('enterAfterwards', { what: '登録解除した', doneBy: '佐藤', doneAt: play.at })
    goTo(play, 'clone-and-report')
    const kept = { ...replacement, id: FAILED, keptAddress: { offSeenAt: '03:20', origin: 'newClone' as const } }
    play.do({ type: 'answerReport', leg: 1, replacement: kept, checks: [], reading: play.read(), enteredFor: null }, manager)
    goTo(play, 'attach')
    return play.refused(play.on('acceptTarget', { reason: '一覧にある' }, { reading: play.read() }))
  }]],
  equalAddressesAsk: [['one address for both asks where networks are separate', () => reportWith({ serviceIp: NEW })]],
  statementMissing: [
    ['cloned from the template', () => reportWith({ clonedFromTemplate: false })],
    ['of the same kind', () => reportWith({ sameKind: false })],
    ['an update that would touch others is pressed once every caution is ticked', () => { const play = upTo(replace, 'update'); play.change(OTHER, { observed: 'stopped', logical: 'stopped' }); return play.refused(play.on('run', { attempt: 'a', typed: null, agreedBy: '林', cautionsRead: ['definitionChanged'] }, { reading: play.read() })) }],
    ...(['run', 'runByHand'] as const).map((type) => [`a tick that was given for one stopped server is none for two (${type})`, () => {
      const third = '192.168.1.103'
      const play = upTo({ ...replace, servers: [deadServer, healthyServer(OTHER), { ...healthyServer(third), logical: 'stopped', observed: 'stopped' }] }, 'update')
      const cautionsRead = play.ticks(play.read())
      play.change(OTHER, { observed: 'stopped', logical: 'stopped' })
      const now = play.read()
      return play.refused(play.on(type, { attempt: 'a', typed: null, agreedBy: '林', cautionsRead }, { reading: type === 'run' ? now : pasted(now) }))
    }] as const),
    ['a report by telephone is said back', () => upTo(replace, 'clone-and-report').refused({ type: 'answerReport', leg: 1, replacement, checks: [], reading: null, enteredFor: { who: '山田', how: 'phone', at: 0 } })],
  ],
  readingTooOld: [['what was read twenty hours ago is no evidence of now', () => {
    const play = upTo(reuse, 'unmark')
    play.servers = play.servers.map((server) => ({ ...server, mark: undefined, logical: 'stopped' as const }))
    const intent = play.on('notNeeded', { reason: '' }, { reading: play.read() })
    play.at += 20 * 3_600_000
    return play.refused(intent)
  }]],
  itemsAndNone: [
    ['a list and none at once', () => new Play(replace).refused({ type: 'answerCollect', leg: 1, items: [{ what: 'log', where: 'fs01:/a', sizeBytes: null, sha256: null, note: null }], nothingBecause: 'ディスクが読めない', enteredFor: null }, manager)],
    ['a list and none without why', () => new Play(replace).refused({ type: 'answerCollect', leg: 1, items: [{ what: 'log', where: 'fs01:/a', sizeBytes: null, sha256: null, note: null }], nothingBecause: '', enteredFor: null }, manager)],
  ],
  itemsMissing: [['a list, or a reason for none', () => new Play(replace).refused({ type: 'answerCollect', leg: 1, items: [], nothingBecause: null, enteredFor: null }, manager)]],
  switchAfterDetach: [['after a detach the way back is to register again', () => upTo(replace, 'clone-and-report').refused({ type: 'switch', to: 'reuse', version: 1, reason: 'x', reading: null, dueAt: null })]],
  sameProcedure: [['a change of course changes it', () => new Play(reuse).refused({ type: 'switch', to: 'reuse', version: 1, reason: 'x', reading: null, dueAt: null })]],
  stepsOpen: [['the end comes after every step', () => new Play(reuse).refused({ type: 'end', openData: null, informed: [], summary: null })]],
  serviceNotRecorded: [['the end says whether the service is back', () => finished().refused({ type: 'end', openData: null, informed: [], summary: null })]],
  attemptUnsettled: [
    ['nothing is stopped while an outcome is unknown', () => { const play = upTo(reuse, 'start'); const attempt = launched(play); play.act('endWaiting', { attempt }); return play.refused({ type: 'stop', reason: 'x' }) }],
    ['nor is the course changed', () => { const play = upTo(reuse, 'start'); launched(play); return play.refused({ type: 'switch', to: 'replace', version: 1, reason: 'x', reading: null, dueAt: null }) }],
    ['nor an earlier step opened', () => { const play = upTo(reuse, 'start'); launched(play); return play.refused(play.on('reopen', { reason: 'x' }, { step: 'repair-server' })) }],
  ],
  onlyByHand: [['where no application may log in, none runs a command', () => { const play = upTo({ ...reuse, facts: { transport: 'manual' } }, 'connect-manager'); goTo(play, 'start'); return play.refused(stepIntent(play, 'run', 'start', play.read())) }]],
  pasteBeforeCommand: [['what was printed before the command was shown says nothing about it', () => {
    const play = upTo(reuse, 'start')
    const old = pasted(play.read())
    const attempt = play.showByHand()
    play.act('endByHand', { attempt, exitCode: 0, outputBytes: 0, outputSha256: '' })
    return play.refused(play.on('seeByHand', { attempt }, { reading: old }))
  }]],
  serverInRecovery: [['a recovery is not started twice', () => { const play = new Play(reuse); return play.refused(startIntent(reuse, play.read())) }]],
  keyUsedForOther: [['an attempt\'s id names one press', () => { const play = upTo(reuse, 'start'); play.run({ says: 'abnormal', works: false }); return play.refused(play.on('run', { attempt: 'attempt-1', typed: null, agreedBy: null }, { reading: play.read() })) }]],
}

describe.each(Object.entries(rows))('%s', (code, cases) => {
  test.each(cases)('%s', (_, refuse) => {
    expect(refuse().code).toBe(code)
  })
})

test('a unit without separate networks takes one address for both without asking', () => {
  const play = upTo({ ...replace, facts: { ...unitFacts, separateNetworks: false } }, 'clone-and-report')
  const answer: Intent = { type: 'answerReport', leg: 1, replacement: { ...replacement, serviceIp: NEW }, checks: [], reading: null, enteredFor: null }
  expect(play.decide(answer, manager)).toMatchObject(ok({}))
})
