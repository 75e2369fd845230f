// Requests that travel by mail and link: reminders, links that open one request, files and hashes.
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import type { Actor, Intent } from './intents'
import { offersOf } from './offers'
import type { StepKey } from './procedure'
import { requestIntent } from './testing/moves'
import { builder, details, FAILED, FAILED_SERVICE, goTo, machine, manager, otherBuilder, Play, replacement, upTo } from './testing/play'

const remind = (percent: number): Intent => ({ type: 'remind', leg: 1, request: 'collect-data', percent, how: 'mail', told: null })
const HOLD: Intent = { type: 'hold', reason: '部品待ち', category: 'parts', plannedAt: null, informed: null }
const link = (over: Partial<NonNullable<Actor['link']>> = {}): Actor => ({ id: 'link:1', name: '当番', roles: 'link', link: { recoveryId: 'R-2026-0012', leg: 1, request: 'collect-data', ...over } })
const file = (name: string, digit: string) => ({ id: `file-${digit}`, name, sizeBytes: 3, sha256: digit.repeat(64) })

describe('reminders', () => {
  test('go out once at each percentage, however many instances look at the clock', () => {
    const play = new Play({ procedure: 'replace' })
    for (const percent of [100, 100, 150, 100, 150]) play.do(remind(percent), machine)
    expect(play.events.filter(({ type }) => type === 'HandoffReminded').map(({ body }) => (body as { percent: number }).percent)).toEqual([100, 150])
    expect(play.leg.requests[0]?.status, 'nothing is decided by silence').toBe('unread')
  })
  test('rest while the recovery does, and cease with the answer', () => {
    const play = new Play({ procedure: 'replace' })
    play.do(HOLD)
    play.do(remind(100), machine)
    expect(play.events.some(({ type }) => type === 'HandoffReminded')).toBe(false)
    play.do({ type: 'resume', reading: null, changes: [] })
    play.do(requestIntent(play, 'answerCollect', 'collect-data'), manager)
    expect(play.refused(remind(100), machine).code).toBe('requestNotOpen')
  })
  test('of a person are recorded each time, also on hold; a person does not speak for the clock, nor the clock for a person', () => {
    const play = new Play({ procedure: 'replace' })
    play.do(HOLD)
    play.do({ ...remind(0), how: 'told', told: '山田' } as Intent)
    expect(play.leg.requests[0]?.reminders).toMatchObject([{ how: 'told', told: '山田' }])
    expect([play.refused(remind(100)).code, play.refused(remind(0), machine).code]).toEqual(['notOffered', 'notOffered'])
    expect(play.refused({ ...remind(0), how: 'told', told: ' ' } as Intent)).toMatchObject({ code: 'valueMissing', field: 'told' })
  })
  test('by mail go to somebody: a request without an address is told, not sent again, and the clock still speaks', () => {
    const requests = [{ addressed: undefined }, { addressed: { to: null, cc: [] } }, { addressed: { to: { name: '当番', mail: 'rm@example.jp' }, cc: [] } }].map(({ addressed }) => {
      const play = upTo({ procedure: 'replace' }, 'request-replacement')
      play.do({ type: 'send', leg: 1, request: 'request-replacement', details, message: null, dueAt: null, ...(addressed && { addressed }) })
      return play
    })
    const again = { ...remind(0), request: 'request-replacement' } as Intent
    const offered = (play: Play) => offersOf(play.state, { leg: 1, step: 'clone-and-report' }, { actor: builder, at: play.at, reading: null, procedures }).acts
    expect(requests.map((play) => offered(play).filter((act) => act === 'sendAgain' || act === 'toldIt'))).toEqual([['toldIt'], ['toldIt'], ['sendAgain', 'toldIt']])
    for (const play of requests.slice(0, 2)) {
      expect(play.refused(again).code).toBe('mailAddressMissing')
      play.do({ ...again, how: 'told', told: '山田' } as Intent)
      play.do({ ...again, percent: 100 } as Intent, machine)
    }
    requests[2]?.do(again)
    expect(requests.map((play) => play.leg.requests.at(-1)?.reminders.length)).toEqual([2, 2, 1])
  })
  test('leave a form that is being filled in on the step as it is', () => {
    const play = new Play({ procedure: 'replace' })
    const before = play.step('collect-data').revision
    play.do(remind(100), machine)
    expect(play.step('collect-data').revision).toBe(before)
  })
})

describe('a link', () => {
  const told = (play: Play, type: 'accept' | 'answerCollect', handledBy: string | null): Intent => ({ ...requestIntent(play, type, 'collect-data'), handledBy }) as Intent

  test('answers its own request as its receiver and corrects it; who of them took it on and answered is told by name', () => {
    const play = new Play({ procedure: 'replace' })
    play.do(told(play, 'accept', '木村'), link())
    expect(play.leg.requests[0]).toMatchObject({ acceptedBy: { id: 'link:1', name: '木村' } })
    for (const type of ['promise', 'beginRequest'] as const) play.do(requestIntent(play, type, 'collect-data'), link())
    for (const name of ['木村', '井上']) play.do(told(play, 'answerCollect', name), link())
    expect(play.leg.requests[0]).toMatchObject({ status: 'answered', answerVersion: 2, answeredBy: { id: 'link:1', name: '井上' } })
    expect(play.events.at(-1)).toMatchObject({ actorName: '当番', body: { handledBy: '井上' } })
  })
  test('does neither without a name; whoever signed in is himself, whatever a form says', () => {
    const play = new Play({ procedure: 'replace' })
    for (const type of ['accept', 'answerCollect'] as const) for (const name of [null, ' ']) expect(play.refused(told(play, type, name), link())).toMatchObject({ code: 'valueMissing', field: 'handledBy' })
    for (const type of ['accept', 'answerCollect'] as const) play.do(told(play, type, '木村'), manager)
    expect(play.leg.requests[0]).toMatchObject({ acceptedBy: { name: manager.name }, answeredBy: { name: manager.name } })
    expect(JSON.stringify(play.events)).not.toContain('木村')
  })
  test('learns who took it on, and when, where another one did so meanwhile', () => {
    const play = new Play({ procedure: 'replace' })
    play.do(told(play, 'accept', '木村'), link())
    expect(play.refused(told(play, 'accept', '井上'), link())).toMatchObject({ code: 'alreadyAccepted', values: { name: '木村', time: play.leg.requests[0]?.acceptedAt } })
  })
  test.each([['another recovery', { recoveryId: 'R-2026-0099' }], ['another course', { leg: 2 }], ['another request', { request: 'transfer-data' }]] as const)('to %s opens nothing here', (_, over) => {
    const play = new Play({ procedure: 'replace' })
    for (const type of ['accept', 'promise', 'beginRequest', 'answerCollect'] as const) expect(play.refused(requestIntent(play, type, 'collect-data'), link(over)).code, type).toBe('notAllowed')
  })
  test('does nothing but answer: it neither asks, reminds, takes back nor enters for others', () => {
    const play = new Play({ procedure: 'replace' })
    for (const type of ['remind', 'sendBack', 'recall', 'send'] as const) expect(play.refused(requestIntent(play, type, 'collect-data'), link()).code, type).toBe('notAllowed')
    expect(play.refused(requestIntent(play, 'answerCollect', 'collect-data', true), link()).code).toBe('notAllowed')
    expect(play.refused({ type: 'takeControl' }, link()).code).toMatch(/^not/)
  })
})

test('a report that is corrected while its addresses stand on an open page makes that page stale: attach never takes what was not seen', () => {
  const play = upTo({ procedure: 'replace' }, 'attach')
  const { revision } = play.step('attach')
  const drawn = { attempt: 'attempt-x', typed: null, agreedBy: null, cautionsRead: [] }
  play.do({ type: 'answerReport', leg: 1, replacement: { ...replacement, id: '192.168.1.111', serviceIp: '192.168.2.111' }, checks: [], reading: play.read(), enteredFor: null }, manager)
  expect(play.refused(play.on('run', drawn, { reading: play.read(), revision })).code).toBe('stalePage')
  play.do(play.on('run', drawn, { reading: play.read() }))
  expect(play.step('attach').attempts[0]?.argv).toEqual(['attach', '-unit', 'gyoumu_a', '-vs', '192.168.1.111', '-serviceip', '192.168.2.111'])
})

describe('a page on which the failed server is parted with is stale once', () => {
  const nothing: Intent = { type: 'answerCollect', leg: 1, items: [], nothingBecause: 'コピーが壊れていた', enteredFor: null }
  const press = { attempt: 'attempt-x', typed: FAILED, agreedBy: null, cautionsRead: [] }
  const reopen = (play: Play, step: StepKey) => void play.act('reopen', { reason: 'x' }, { step })

  test.each([
    ['what was collected is corrected', (play: Play) => void play.do(nothing, manager)],
    ['the data was asked for again and is not waited for', (play: Play) => { reopen(play, 'collect-data'); play.act('goOnWithoutWaiting', { reason: 'x', agreedBy: '鈴木' }) }],
    ['the answer was sent back and is not waited for', (play: Play) => { play.do(requestIntent(play, 'sendBack', 'collect-data')); play.act('goOnWithoutWaiting', { reason: 'x', agreedBy: '鈴木' }) }],
    ['stopping was opened again and proven otherwise', (play: Play) => {
      reopen(play, 'stop')
      play.act('giveSecondEvidence', { hypervisorShows: 'cannotSwitchOffDisconnected', by: '佐藤', at: play.at, note: 'x', vmNameSeen: null }, { reading: play.read() })
    }],
  ])('%s', (_, change) => {
    const play = upTo({ procedure: 'replace' }, 'detach')
    const { revision } = play.step('detach')
    change(play)
    expect(play.current.key).toBe('detach')
    expect(play.refused(play.on('run', press, { reading: play.read(), revision })).code).toBe('stalePage')
    play.do(play.on('run', press, { reading: play.read() }))
  })

  test('and so is the request that lets it be deleted; what is over stays as it is', () => {
    const play = upTo({ procedure: 'replace' }, 'request-replacement')
    const before = [play.step('detach').revision, play.step('request-replacement').revision]
    play.do(nothing, manager)
    expect([play.step('detach').revision, play.step('request-replacement').revision]).toEqual([before[0], (before[1] ?? 0) + 1])
    const send = (stepRevision: number): Intent => ({
      type: 'send', leg: 1, request: 'request-replacement', details: { ...details, returnHandling: 'mayBeDeleted' }, message: null, dueAt: null, drawn: { step: 'request-replacement', stepRevision },
    })
    expect(play.refused(send(before[1] ?? 0)).code).toBe('stalePage')
    play.do(send(play.step('request-replacement').revision))
  })

  test('the other party has taken on, or answered, what is taken back or sent back; that party itself is never refused by it', () => {
    const play = new Play({ procedure: 'replace' })
    const drawn = () => ({ step: 'collect-data' as const, stepRevision: play.step('collect-data').revision })
    const old = drawn()
    play.do(requestIntent(play, 'accept', 'collect-data'), manager)
    expect(play.refused({ type: 'recall', leg: 1, request: 'collect-data', reason: 'x', drawn: old }).code).toBe('stalePage')
    play.do(nothing, manager)
    const answered = drawn()
    play.do({ ...nothing, nothingBecause: 'ディスクも読めない' }, manager)
    const back = { type: 'sendBack', leg: 1, request: 'collect-data', reason: 'x', dueAt: null } as const
    expect(play.refused({ ...back, drawn: answered }).code).toBe('stalePage')
    play.do({ ...back, drawn: drawn() })
  })
})

describe('the links of a request', () => {
  const offered = (play: Play, step: StepKey, actor: Actor = builder): boolean => offersOf(play.state, { leg: 1, step }, { actor, at: play.at, reading: null, procedures }).acts.includes('shutLinks')

  test('can be shut by the driver from sending on, and as long as an answer can be corrected: that of a report until attach is pressed', () => {
    const play = new Play({ procedure: 'replace' })
    expect([offered(play, 'collect-data'), offered(play, 'collect-data', manager), offered(play, 'collect-data', otherBuilder)]).toEqual([true, false, false])
    play.do(requestIntent(play, 'answerCollect', 'collect-data'), manager)
    expect(offered(play, 'collect-data')).toBe(true)
    goTo(play, 'clone-and-report')
    expect(offered(play, 'clone-and-report')).toBe(true)
    goTo(play, 'attach')
    expect(offered(play, 'clone-and-report')).toBe(true)
    play.press()
    expect(offered(play, 'clone-and-report')).toBe(false)
  })
  test('are nothing to shut once the request was taken back, or the recovery is over', () => {
    const play = new Play({ procedure: 'replace' })
    play.do(requestIntent(play, 'recall', 'collect-data'))
    expect(offered(play, 'collect-data')).toBe(false)
    const stopped = new Play({ procedure: 'replace' })
    stopped.do({ type: 'stop', reason: '誤報' })
    expect(offered(stopped, 'collect-data')).toBe(false)
  })
})

test('the present minute may be promised: times are typed to the minute', () => {
  const play = new Play({ procedure: 'replace' })
  play.do({ type: 'accept', leg: 1, request: 'collect-data', promisedAt: Math.floor(play.at / 60_000) * 60_000 }, manager)
  expect(play.leg.requests[0]?.promisedAt).toBeLessThan(play.at)
})

test('whoever accepts may say that approval is still awaited, in one act', () => {
  const play = new Play({ procedure: 'replace' })
  play.do({ type: 'accept', leg: 1, request: 'collect-data', promisedAt: play.at + 60_000, awaitingApproval: true }, manager)
  expect(play.leg.requests[0]).toMatchObject({ status: 'awaitingApproval', acceptedBy: { name: manager.name }, promisedAt: expect.any(Number) })
})

test('files alone are an answer; what arrived is received when every hash that was computed is the one that was sent', () => {
  const play = new Play({ procedure: 'replace' })
  play.do({ type: 'answerCollect', leg: 1, items: [{ what: 'log.zip', where: '', sizeBytes: 3, sha256: 'a'.repeat(64), note: null, file: file('log.zip', 'a') }], nothingBecause: null, enteredFor: null }, manager)
  goTo(play, 'transfer-data')
  play.do(requestIntent(play, 'send', 'transfer-data'))
  expect(play.refused({ type: 'answerTransfer', leg: 1, where: '', note: null, enteredFor: null }, manager)).toMatchObject({ code: 'valueMissing', field: 'where' })
  play.do({ type: 'answerTransfer', leg: 1, where: '', note: null, files: [file('data.tar', 'b')], enteredFor: null }, manager)
  const receive = (hashes: readonly (string | null)[]) => play.on('receiveTransfer', { comparedBy: '佐藤', note: null, hashes })
  expect(play.refused(receive(['a'.repeat(64), 'c'.repeat(64)]))).toMatchObject({ code: 'hashDiffers', field: 'hashes.1', values: { name: 'data.tar' } })
  play.do(receive([null, 'b'.repeat(64)]))
  expect(play.events.at(-1)).toMatchObject({ type: 'ReportReceived', v: 2, body: { compared: [{ name: 'data.tar', sha256: 'b'.repeat(64) }] } })
})

describe('a server that is registered', () => {
  const other = { id: '192.168.1.111', serviceIp: '192.168.2.111' }
  const report = (play: Play, over: Partial<typeof replacement> = {}): Intent => ({ type: 'answerReport', leg: 1, replacement: { ...replacement, ...over }, checks: [], reading: play.read(), enteredFor: null })

  test('by whatever way is not replaced in the record by a later report: not when its target state was found there, not when it was done elsewhere', () => {
    const found = upTo({ procedure: 'replace' }, 'attach')
    found.servers = [...found.servers, { id: replacement.id, updateScope: 'all', logical: 'notbuilt', observed: 'stopped', access: 'offline' }]
    found.act('acceptTarget', { reason: '登録済み' }, { reading: found.read() })
    const elsewhere = upTo({ procedure: 'replace' }, 'attach')
    elsewhere.act('enterAfterwards', { what: '手で登録した', doneBy: '佐藤', doneAt: elsewhere.at })
    for (const play of [found, elsewhere]) {
      expect(play.refused(report(play, other), manager).code).toBe('valuesAlreadyUsed')
      expect(play.leg.replacement?.id).toBe(replacement.id)
    }
  })
  test('keeps its addresses while step 6 is opened again, and its own registration is no hindrance; another one is taken once attach is opened again, and all that was done is to be done with it', () => {
    const play = upTo({ procedure: 'replace' }, 'transfer-data')
    play.act('reopen', { reason: '資料が違った' }, { step: 'clone-and-report' })
    expect(play.refused(report(play, other), manager).code).toBe('valuesAlreadyUsed')
    play.do(report(play, { documents: 'https://docs.example/new' }), manager)
    expect(['attach', 'power-on', 'update', 'start'].map((key) => play.step(key as StepKey).status)).toEqual(expect.not.arrayContaining(['idle', 'ready']))
    play.act('reopen', { reason: '違う仮想サーバだった' }, { step: 'attach' })
    play.act('reopen', { reason: '違う仮想サーバだった' }, { step: 'clone-and-report' })
    play.do(report(play, other), manager)
    expect(play.leg.replacement?.id).toBe(other.id)
    for (const key of ['attach', 'power-on', 'update', 'start'] as const) expect(play.step(key).status, key).toMatch(/idle|ready|waiting/)
  })
  test('under the identifier of the failed one stays told apart from it, whatever is reported afterwards: detach never reaches it', () => {
    const play = upTo({ procedure: 'replace' }, 'clone-and-report')
    play.do(report(play, { id: FAILED, serviceIp: FAILED_SERVICE, keptAddress: { offSeenAt: '03:20', origin: 'newClone' } }), manager)
    goTo(play, 'transfer-data')
    for (const step of ['attach', 'detach', 'clone-and-report'] as const) play.act('reopen', { reason: 'x' }, { step })
    play.do(report(play, other), manager)
    expect(play.refused(play.on('run', { attempt: 'a-x', typed: FAILED, agreedBy: null, cautionsRead: [] }, { step: 'detach', reading: play.read() })).code).toBe('identifierTaken')
  })
})

test('what stood on a page before a pause is stale after it', () => {
  const play = upTo({ procedure: 'reuse' }, 'unmark')
  const { revision } = play.step('unmark')
  play.do(HOLD)
  play.do({ type: 'resume', reading: play.read(), changes: [] })
  expect(play.refused(play.on('run', { attempt: 'a-x', typed: null, agreedBy: null, cautionsRead: [] }, { reading: play.read(), revision })).code).toBe('stalePage')
})

test('a template that is reported with its version, as the request names it, is the one that was asked for; another one is asked about', () => {
  const outcomeOf = (template: string): string | undefined => {
    const play = upTo({ procedure: 'replace' }, 'clone-and-report')
    play.do({ type: 'answerReport', leg: 1, replacement: { ...replacement, template }, checks: [], reading: play.read(), enteredFor: null }, manager)
    return play.leg.replacementChecks.find(({ code }) => code === 'template')?.outcome
  }
  const { template } = new Play({ procedure: 'replace' }).state.facts
  expect([outcomeOf(template?.name ?? ''), outcomeOf(`${template?.name} ${template?.version}`), outcomeOf('tmpl-other')]).toEqual(['ok', 'ok', 'asked'])
})
