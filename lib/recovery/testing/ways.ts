/**
 * For tests only: the ways in which each step can go. Every way begins when the step is current and ends when it is finished.
 */
import type { ServerRecord } from '@/lib/vmiunit/outcome'
import type { StepKey } from '../procedure'
import { details, FAILED, FAILED_SERVICE, manager, NEW, type Play, replacement, smooth } from './play'

export type Way = { readonly title: string; readonly go: (play: Play) => void }
const way = (title: string, go: Way['go']): Way => ({ title, go })
const reason = '理由'
const agreedBy = '鈴木課長'

/** The command was run by hand, outside: the unit changes and nothing is recorded yet. */
function byHand(play: Play): void {
  const attempt = play.current.attempts.at(-1)?.command
  const id = play.leg.replacement?.id ?? NEW
  const names: Readonly<Partial<Record<StepKey, Parameters<Play['apply']>[0]>>> = {
    unmark: { name: 'unmark', unit: 'gyoumu_a', server: FAILED }, stop: { name: 'stop', unit: 'gyoumu_a', server: FAILED, loadBalancer: false },
    detach: { name: 'detach', unit: 'gyoumu_a', server: FAILED }, attach: { name: 'attach', unit: 'gyoumu_a', server: id, serviceIp: replacement.serviceIp },
    update: { name: 'update', unit: 'gyoumu_a', server: id }, start: { name: 'start', unit: 'gyoumu_a', server: play.leg.procedure === 'reuse' ? FAILED : id, loadBalancer: false },
  }
  const command = attempt ?? names[play.current.key]
  if (command) play.apply(command)
}

const enter = (play: Play): void => {
  byHand(play)
  play.act('enterAfterwards', { what: '手で実行した', doneBy: '佐藤', doneAt: play.at })
}
const goOn = (play: Play): void => void play.act('goOnWithout', { reason, agreedBy })
const accept = (play: Play): void => void play.act('acceptTarget', { reason }, { reading: play.read() })

/** Presses and launches, and then nobody knows. */
function loseTrack(play: Play): string {
  const attempt = play.press()
  play.launch(attempt)
  play.do({ type: 'lost', ...play.here(attempt), why: 'lost' }, { id: 'system', name: 'system', roles: 'system' })
  return attempt
}
const itHappened = (play: Play, attempt: string): void => {
  byHand(play)
  play.act('conclude', { attempt, happened: true, note: '一覧で見た' })
}

/** The ways of every command. `canGoOn`: the step may be gone on without. */
const command = (canGoOn: boolean): readonly Way[] => [
  way('normal', (play) => play.run()),
  way('with a warning', (play) => play.run({ says: 'warning', works: true })),
  way('busy, then normal', (play) => { play.run({ says: 'busy', works: false }); play.run() }),
  way('busy and unreadable, then normal', (play) => { play.run({ says: 'busy', works: false, readable: false }); play.run() }),
  way('failed, then again', (play) => { play.run({ says: 'abnormal', works: false }); play.run() }),
  way('said yes and did nothing, then again', (play) => { play.run({ says: 'normal', works: false }); play.run() }),
  way('said yes and did nothing, then done by hand', (play) => { play.run({ says: 'normal', works: false }); enter(play) }),
  way('abnormal, yet the target state is there: accepted', (play) => { play.run({ says: 'abnormal', works: true }); accept(play) }),
  way('busy, yet the target state is there: accepted', (play) => { play.run({ says: 'busy', works: true }); accept(play) }),
  way('another code, target state there: accepted', (play) => { play.run({ says: 'other', works: true }); accept(play) }),
  way('lost: it happened', (play) => itHappened(play, loseTrack(play))),
  way('lost: it did not, then again', (play) => { play.act('conclude', { attempt: loseTrack(play), happened: false, note: '変化なし' }); play.run() }),
  way('lost, then the exit record was found and the state read', (play) => { const attempt = loseTrack(play); play.end(attempt, { says: 'normal', works: true }); play.see(attempt) }),
  way('lost, then the id was voided', (play) => {
    const attempt = play.press()
    play.do({ type: 'lost', ...play.here(attempt), why: 'identityChanged' }, { id: 'system', name: 'system', roles: 'system' })
    play.do({ type: 'declined', ...play.here(attempt), why: 'voided', changes: [], reading: null, detail: null }, { id: 'system', name: 'system', roles: 'system' })
    play.run()
  }),
  way('unreadable to the end: it did not, then again', (play) => {
    play.run({ says: 'normal', works: false, readable: false })
    play.act('conclude', { attempt: play.current.attempts.at(-1)?.id ?? '', happened: false, note: '変化なし' })
    play.run()
  }),
  way('no contact: waiting ended by a person, it happened', (play) => { const attempt = play.press(); play.launch(attempt); play.act('endWaiting', { attempt }); itHappened(play, attempt) }),
  way('judged before the settling time is over', (play) => { const attempt = play.press(); play.launch(attempt); play.end(attempt, { says: 'normal', works: true }); play.see(attempt, true, false); play.act('endWaiting', { attempt }) }),
  way('drift, then pressed again', (play) => {
    const attempt = play.press()
    play.do({ type: 'declined', ...play.here(attempt), why: 'drift', changes: [], reading: play.read(), detail: null }, { id: 'system', name: 'system', roles: 'system' })
    play.run()
  }),
  way('interrupted, failed, then again', (play) => {
    const attempt = play.press()
    play.launch(attempt)
    play.act('interrupt', { attempt, alive: [], forced: false })
    play.end(attempt, { says: 'abnormal', works: false })
    play.see(attempt)
    play.run()
  }),
  way('run by hand, with what was copied from a terminal', (play) => void play.runByHand()),
  way('shown and not run, then run by hand in spite of a warning', (play) => { play.act('notRunByHand', { attempt: play.showByHand() }); play.runByHand({ works: true, exitCode: 1 }) }),
  way('run by hand, and nobody knows: it happened', (play) => { const attempt = play.showByHand(); play.act('endWaiting', { attempt }); itHappened(play, attempt) }),
  way('run by hand in vain, then by the app', (play) => { play.runByHand({ works: false, exitCode: 64 }); play.run() }),
  way('done by hand from the beginning', enter),
  way('held and resumed, then normal', (play) => {
    play.do({ type: 'hold', reason, category: 'parts', plannedAt: null, informed: null })
    play.do({ type: 'resume', reading: play.read(), changes: [] })
    play.run()
  }),
  ...(canGoOn ? [way('failed: gone on without', (play) => { play.run({ says: 'abnormal', works: false }); goOn(play) })] : []),
]

/** Once finished, opened again; then by `again`. */
const reopened = (key: StepKey, again: (play: Play) => void): Way =>
  way('opened again', (play) => {
    smooth[key](play)
    play.act('reopen', { reason }, { step: key })
    again(play)
  })

const evidence = (play: Play): void => void play.act('giveSecondEvidence', { hypervisorShows: 'switchedOff', by: '佐藤', at: play.at, note: '確かめた', vmNameSeen: null }, { reading: play.read() })
const withUnit = (over: Partial<ServerRecord>, ways: readonly Way[]): readonly Way[] => ways.map(({ title, go }) => way(title, (play) => { play.change(FAILED, over); go(play) }))

const connect: readonly Way[] = [
  way('answered by status', (play) => void play.act('confirm', { statement: {}, automatic: true }, { reading: play.read() })),
  way('by hand', (play) => void play.act('confirm', { statement: { reason }, automatic: false })),
  way('entered afterwards', enter),
]

const answerCollect = (play: Play, what: 'items' | 'nothing', actor = manager): void =>
  void play.do({ type: 'answerCollect', leg: play.leg.no, ...(what === 'items' ? { items: [{ what: 'ログ', where: 'nas01', sizeBytes: 3, sha256: null, note: null }], nothingBecause: null } : { items: [], nothingBecause: '起動しない' }), enteredFor: null }, actor)
const report = (play: Play, over: Partial<typeof replacement> = {}): void =>
  void play.do({ type: 'answerReport', leg: play.leg.no, replacement: { ...replacement, ...over }, checks: [], reading: play.read(), enteredFor: null }, manager)
const send = (play: Play, request: 'collect-data' | 'request-replacement' | 'transfer-data'): void =>
  void play.do({ type: 'send', leg: play.leg.no, request, details: request === 'request-replacement' ? details : null, message: null, dueAt: null })

const told = (play: Play) => ({ who: '山田', how: 'phone' as const, at: play.at, readBack: true })

/** Every way of every step. */
export const waysOf: Readonly<Record<StepKey, readonly Way[]>> = {
  'connect-hypervisor': [way('confirmed', smooth['connect-hypervisor']), way('entered afterwards', enter)],
  'repair-server': [way('confirmed', smooth['repair-server']), way('entered afterwards', (play) => { enter(play); play.change(FAILED, { access: 'online' }) })],
  'connect-manager': connect,
  'connect-manager-2': connect,
  'connect-manager-3': connect,
  unmark: [
    ...withUnit({ markTime: '2026/11/22 02:40:00 JST', markComment: '調査中' }, command(true)),
    way('no mark: not needed', smooth.unmark),
    way('overruled: not needed though marked', (play) => {
      play.change(FAILED, { markComment: '調査中' })
      play.act('overrule', { reason })
      play.act('notNeeded', { reason }, { reading: play.read() })
    }),
    reopened('unmark', smooth.unmark),
  ],
  start: [
    ...command(true),
    reopened('start', (play) => { play.run(); play.act('giveSecondEvidence', { hypervisorShows: null, by: '業務担当', at: play.at, note: null, vmNameSeen: null }) }),
  ],
  'collect-data': [
    way('items', (play) => answerCollect(play, 'items')),
    way('nothing can be read', (play) => answerCollect(play, 'nothing')),
    way('accepted, promised, begun, answered', (play) => {
      play.do({ type: 'accept', leg: play.leg.no, request: 'collect-data', promisedAt: play.at + 60_000 }, manager)
      play.do({ type: 'promise', leg: play.leg.no, request: 'collect-data', promisedAt: null, awaitingApproval: true }, manager)
      play.do({ type: 'beginRequest', leg: play.leg.no, request: 'collect-data' }, manager)
      answerCollect(play, 'items')
    }),
    way('told by telephone', (play) => void play.do({ type: 'answerCollect', leg: play.leg.no, items: [{ what: 'ログ', where: 'nas01', sizeBytes: null, sha256: null, note: null }], nothingBecause: null, enteredFor: told(play) })),
    way('sent back and corrected', (play) => { answerCollect(play, 'nothing'); play.do({ type: 'sendBack', leg: play.leg.no, request: 'collect-data', reason, dueAt: null }); answerCollect(play, 'items') }),
    way('recalled and asked again', (play) => { play.do({ type: 'recall', leg: play.leg.no, request: 'collect-data', reason }); send(play, 'collect-data'); answerCollect(play, 'items') }),
    way('gone on without waiting', (play) => void play.act('goOnWithoutWaiting', { reason, agreedBy })),
    way('gone on, then answered while later steps go on', (play) => { play.act('goOnWithoutWaiting', { reason, agreedBy }); answerCollect(play, 'items') }),
    way('opened again', (play) => { answerCollect(play, 'nothing'); play.act('reopen', { reason }, { step: 'collect-data' }); answerCollect(play, 'items') }),
  ],
  stop: [
    ...withUnit({ access: 'online', observed: 'working' }, command(true)),
    way('out of sight: power recorded, command left out', smooth.stop),
    way('out of sight: 64, then power recorded', (play) => { play.run({ says: 'abnormal', works: false }); evidence(play) }),
    way('out of sight: 0, then power recorded', (play) => { play.run({ says: 'normal', works: false }); evidence(play) }),
    way('out of sight: 0 with logical stopped, then power recorded', (play) => { play.run({ says: 'normal', works: true }); evidence(play) }),
    way('out of sight: busy, then power recorded', (play) => { play.run({ says: 'busy', works: false }); evidence(play) }),
    way('out of sight: lost, it happened, then power recorded', (play) => { itHappened(play, loseTrack(play)); evidence(play) }),
    reopened('stop', evidence),
  ],
  detach: [...command(false), way('already gone: accepted', (play) => { byHand(play); accept(play) }), reopened('detach', accept)],
  'request-replacement': [
    way('sent', smooth['request-replacement']),
    way('recalled and sent again', (play) => { send(play, 'request-replacement'); play.do({ type: 'recall', leg: play.leg.no, request: 'request-replacement', reason }); send(play, 'request-replacement') }),
    way('opened again', (play) => { send(play, 'request-replacement'); play.act('reopen', { reason }, { step: 'request-replacement' }); send(play, 'request-replacement') }),
  ],
  'clone-and-report': [
    way('reported off', (play) => report(play)),
    way('reported on', (play) => report(play, { power: 'on' })),
    way('told by telephone', (play) => void play.do({ type: 'answerReport', leg: play.leg.no, replacement, checks: [], reading: null, enteredFor: told(play) })),
    way('sent back and corrected', (play) => { report(play); play.do({ type: 'sendBack', leg: play.leg.no, request: 'request-replacement', reason, dueAt: null }); report(play) }),
    way('corrected afterwards', (play) => { report(play); report(play, { power: 'on' }) }),
    way('keeps the service address', (play) => report(play, { serviceIp: FAILED_SERVICE, keptAddress: { offSeenAt: '03:20', origin: 'newClone' } })),
    way('keeps the identifier', (play) => report(play, { id: FAILED, keptAddress: { offSeenAt: '03:20', origin: 'oldRepaired' }, clonedFromTemplate: false })),
    way('opened again', (play) => { report(play); play.act('reopen', { reason }, { step: 'clone-and-report' }); report(play) }),
  ],
  attach: [...command(false), way('already there: accepted', (play) => { byHand(play); accept(play) }), reopened('attach', accept)],
  'power-on': [
    way('as reported', smooth['power-on']),
    way('confirmed by what the hypervisor shows', (play) => {
      if (play.leg.replacement?.power === 'on') play.act('overrule', { reason })
      play.act('confirm', { statement: { at: '03:31', by: '佐藤', note: 'ハイパーバイザではON' }, automatic: false }, { reading: play.read() })
    }),
    way('entered afterwards', enter),
    way('opened again', (play) => { smooth['power-on'](play); play.act('reopen', { reason }, { step: 'power-on' }); smooth['power-on'](play) }),
  ],
  update: [
    ...command(true),
    reopened('update', (play) => { play.run(); play.act('giveSecondEvidence', { hypervisorShows: null, by: '佐藤', at: play.at, note: null, vmNameSeen: null }) }),
  ],
  'transfer-data': [
    way('left out, or not needed', smooth['transfer-data']),
    way('asked, transferred, received', (play) => {
      send(play, 'transfer-data')
      play.do({ type: 'answerTransfer', leg: play.leg.no, where: 'nas01', note: null, enteredFor: null }, manager)
      play.act('receiveTransfer', { comparedBy: '佐藤', note: null })
    }),
    way('asked, then left out', (play) => { send(play, 'transfer-data'); play.act('skip', { reason }) }),
    way('told by telephone', (play) => {
      send(play, 'transfer-data')
      play.do({ type: 'answerTransfer', leg: play.leg.no, where: 'nas01', note: null, enteredFor: told(play) })
      play.act('receiveTransfer', { comparedBy: '佐藤', note: null })
    }),
  ],
}
