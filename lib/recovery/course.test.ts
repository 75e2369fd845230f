/** Changes of course, pauses, late answers: what is carried over, what is not, and what goes on. */
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { offersOf, recoveryOffers } from './offers'
import { requestIntent } from './testing/moves'
import { builder, conclude, details, FAILED, goTo, healthyServer, manager, observer, OTHER, otherBuilder, Play, replacement, smooth, upTo } from './testing/play'
import type { ProcedureKey } from './procedure'

const change = (play: Play, to: ProcedureKey) => play.do({ type: 'switch', to, version: 1, reason: '回復できない', reading: play.read(), dueAt: null })
const finishAll = (play: Play): void => {
  while (play.leg.steps.some((step) => step.finishedAt === null)) smooth[play.current.key](play)
  conclude(play)
}
const viewer = (play: Play, actor = builder) => ({ actor, at: play.at, reading: play.read(), procedures })

describe('change of course', () => {
  test('reuse → replace begins a new leg at step 1, asks for the data at once, and ends', () => {
    const play = upTo({ procedure: 'reuse' }, 'repair-server')
    const { events } = change(play, 'replace')
    expect(events.map((event) => event.type)).toEqual(['ProcedureSwitched', 'HandoffSent'])
    expect(play.current).toMatchObject({ key: 'collect-data', status: 'waiting' })
    expect(play.state.legs[0]?.steps.filter((step) => step.finishedAt).map((step) => step.key)).toEqual(['connect-hypervisor'])
    finishAll(play)
    expect(play.state.status).toBe('completed')
  })

  test('replace → reuse recalls what was asked, and nothing counts as done', () => {
    const play = new Play({ procedure: 'replace' })
    expect(change(play, 'reuse').events.map((event) => event.type)).toEqual(['HandoffRecalled', 'ProcedureSwitched'])
    expect(play.leg.steps.every((step) => step.finishedAt === null)).toBe(true)
    finishAll(play)
    expect(play.state.status).toBe('completed')
  })

  test('there and back again, the collected data alone is carried over, and no number is given twice', () => {
    const play = upTo({ procedure: 'replace' }, 'stop')
    change(play, 'reuse')
    change(play, 'replace')
    expect(play.leg.no).toBe(3)
    expect(play.step('collect-data')).toMatchObject({ status: 'done', automatic: true, finishedBy: { id: manager.id } })
    expect(play.current.key).toBe('connect-manager')
    const numbers = play.state.legs.flatMap((leg) => leg.requests.map((request) => request.no))
    expect(new Set(numbers).size).toBe(numbers.length)
  })

  test('a detach that failed leaves the way back open as long as the server is listed', () => {
    const play = upTo({ procedure: 'replace' }, 'detach')
    play.run({ says: 'abnormal', works: false })
    change(play, 'reuse')
    expect(play.leg.procedure).toBe('reuse')
  })

  test('after the detach was seen, the repaired old server is registered again at step 8 under its old identifier', () => {
    const play = upTo({ procedure: 'replace' }, 'clone-and-report')
    play.do({ ...requestIntent(play, 'answerReport', 'request-replacement'), replacement: {
      id: FAILED, serviceIp: '192.168.2.101', hypervisorName: 'vm-gyoumu-a-01', power: 'off', template: 'tmpl-ap-0870', documents: null, clonedFromTemplate: false, sameKind: true,
      keptAddress: { offSeenAt: '03:20', origin: 'oldRepaired' }, oneNetwork: false,
    } } as Parameters<Play['do']>[0], manager)
    goTo(play, 'power-on')
    expect(play.step('attach').attempts[0]?.argv).toEqual(['attach', '-unit', 'gyoumu_a', '-vs', FAILED, '-serviceip', '192.168.2.101'])
    finishAll(play)
    expect(play.state.status).toBe('completed')
  })

  test('once the new server carries the old identifier, no course leads back to it as the failed one', () => {
    const play = upTo({ procedure: 'replace' }, 'detach')
    play.act('enterAfterwards', { what: '登録解除した', doneBy: '佐藤', doneAt: play.at })
    play.servers = play.servers.filter(({ id }) => id !== FAILED)
    goTo(play, 'clone-and-report')
    const kept = { ...replacement, id: FAILED, keptAddress: { offSeenAt: '03:20', origin: 'newClone' as const } }
    play.do({ type: 'answerReport', leg: 1, replacement: kept, checks: [], reading: play.read(), enteredFor: null }, manager)
    goTo(play, 'power-on')
    expect(play.refused({ type: 'switch', to: 'reuse', version: 1, reason: '戻す', reading: play.read(), dueAt: null }).code).toBe('switchAfterDetach')
  })
})

test('a report whose values attach refused is corrected by the resource manager once step 6 is opened again', () => {
  const play = upTo({ procedure: 'replace' }, 'attach')
  play.run({ says: 'abnormal', works: false })
  expect(play.step('attach').status).toBe('failed')
  play.act('reopen', { reason: '識別子が誤っている' }, { step: 'clone-and-report' })
  play.do({ type: 'answerReport', leg: 1, replacement: { ...replacement, id: '192.168.1.111' }, checks: [], reading: play.read(), enteredFor: null }, manager)
  play.run()
  expect(play.step('attach')).toMatchObject({ status: 'done', attempts: [{}, { argv: ['attach', '-unit', 'gyoumu_a', '-vs', '192.168.1.111', '-serviceip', replacement.serviceIp] }] })
})

describe('on hold', () => {
  const held = (): Play => {
    const play = upTo({ procedure: 'replace' }, 'clone-and-report')
    play.do({ type: 'hold', reason: '部品待ち', category: 'parts', plannedAt: play.at + 86_400_000, informed: '鈴木課長' })
    return play
  }
  test('steps rest, notes and the resource manager\'s answers go on', () => {
    const play = held()
    play.do({ type: 'note', leg: null, step: null, text: '業者に電話' })
    smooth['clone-and-report'](play)
    expect(play.step('clone-and-report').status).toBe('done')
    expect(play.state.status).toBe('held')
    expect(offersOf(play.state, { leg: 1, step: 'connect-manager-2' }, viewer(play)).acts).toEqual([])
    expect(recoveryOffers(play.state, viewer(play))).toEqual(['giveControl', 'resume', 'stop', 'note'])
  })
  test('resuming records what was read, and the pause', () => {
    const play = held()
    play.do({ type: 'resume', reading: play.read(), changes: [] })
    expect(play.state).toMatchObject({ status: 'open', held: null, pauses: [{ from: expect.any(Number), to: expect.any(Number) }] })
  })
})

describe('step 1 gone on from', () => {
  const goneOn = (): Play => {
    const play = new Play({ procedure: 'replace' })
    play.act('goOnWithoutWaiting', { reason: '夜間で応答なし', agreedBy: '鈴木課長' })
    return play
  }
  test('stays open for the resource manager, whose answer finishes it later', () => {
    const play = goneOn()
    goTo(play, 'detach')
    smooth['collect-data'](play)
    expect(play.step('collect-data')).toMatchObject({ status: 'done', openForAnswer: false })
    expect(play.current.key).toBe('detach')
  })
  test('is closed at the end with a reason; an answer after the end is kept, and changes no step', () => {
    const play = goneOn()
    finishAll(play)
    expect(play.state.ended?.openData).toBe('回答なし')
    smooth['collect-data'](play)
    expect(play.state.collected?.items).toHaveLength(1)
    expect(play.step('collect-data').status).toBe('wentOnWithout')
    expect(play.state.status).toBe('completed')
  })
})

test('stopping tells the other party that nothing is needed any more', () => {
  const play = upTo({ procedure: 'replace' }, 'clone-and-report')
  expect(play.do({ type: 'stop', reason: '中止' }).events.map((event) => event.type)).toEqual(['HandoffRecalled', 'RecoveryStopped'])
})

test('the request of step 5 sent anew asks for a new answer', () => {
  const play = upTo({ procedure: 'replace' }, 'connect-manager-2')
  play.act('reopen', { reason: '配置を間違えた' }, { step: 'request-replacement' })
  play.do({ type: 'send', leg: 1, request: 'request-replacement', details, message: null, dueAt: null })
  expect(play.current).toMatchObject({ key: 'clone-and-report', status: 'waiting' })
  expect(play.leg.requests.at(-1)?.no).toBe('R-2026-0012-5.2')
})

test('whoever takes control drives, and the former driver watches', () => {
  const play = new Play({ procedure: 'reuse' })
  play.do({ type: 'takeControl' }, otherBuilder)
  expect(offersOf(play.state, { leg: 1, step: 'connect-hypervisor' }, viewer(play, otherBuilder)).acts).toContain('confirm')
  const former = offersOf(play.state, { leg: 1, step: 'connect-hypervisor' }, viewer(play))
  expect(former).toMatchObject({ acts: [], notOffered: { code: 'notDriver', values: { name: otherBuilder.name } } })
  expect(offersOf(play.state, { leg: 1, step: 'connect-hypervisor' }, viewer(play, observer)).notOffered?.code).toBe('notYourRole')
})

test('linked to the load balancer, start and stop pass -lb; otherwise they never do', () => {
  for (const [loadBalancer, lb] of [['linked', ['-lb']], ['people', []], ['none', []]] as const) {
    const play = upTo({ procedure: 'reuse', facts: { loadBalancer } }, 'start')
    play.press()
    expect(play.current.attempts[0]?.argv).toEqual(['start', '-unit', 'gyoumu_a', '-vs', FAILED, ...lb])
  }
})

test('a start without the load balancer unblocked is not done where it is linked', () => {
  const play = upTo({ procedure: 'reuse', facts: { loadBalancer: 'linked' }, servers: [{ ...healthyServer(FAILED), observed: 'stopped', loadBalancer: 'blocked' }, healthyServer(OTHER)] }, 'start')
  const attempt = play.press()
  play.launch(attempt)
  play.end(attempt, { says: 'normal', works: false })
  play.change(FAILED, { logical: 'working', observed: 'working' })
  play.see(attempt)
  expect(play.current.status).toBe('attention')
})

test('opening the last start again takes back that service is restored, and the end asks for it anew', () => {
  const play = upTo({ procedure: 'reuse' }, 'start')
  play.run()
  play.do({ type: 'restoreService', restored: true, at: play.at, by: '佐藤', reason: null })
  play.act('reopen', { reason: '業務から応答がない' }, { step: 'start' })
  play.act('enterAfterwards', { what: '手で起動した', doneBy: '佐藤', doneAt: play.at })
  expect(play.refused({ type: 'end', openData: null, informed: [], summary: null }).code).toBe('serviceNotRecorded')
  expect(play.events.some((event) => event.type === 'ServiceRestored')).toBe(true)
})
