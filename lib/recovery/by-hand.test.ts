/** Commands that a person runs: the same conclusions as for those of the app, from what he copied out of a terminal. */
import { describe, expect, test } from 'vitest'
import { PASTED_FOR_MS } from '@/lib/vmiunit/age'
import { SETTLING_MS } from '@/lib/vmiunit/commands'
import { CONCLUSIONS } from '@/lib/vmiunit/conclusion'
import { procedures } from '@/lib/procedures/registry'
import { deviationsOf } from './deviations'
import { offersOf } from './offers'
import { builder, FAILED, healthyServer, machine, OTHER, pasted, type Play, upTo } from './testing/play'

const reuse = { procedure: 'reuse' } as const
const manual = { ...reuse, facts: { transport: 'manual' } } as const
const offered = (play: Play, reading = play.read()) => offersOf(play.state, { leg: play.leg.no, step: play.current.key }, { actor: builder, at: play.at, reading, procedures }).acts

describe('a command run by hand', () => {
  test('begins when it is shown: from then on it holds, with the state that was pasted before', () => {
    const play = upTo(reuse, 'start')
    const before = pasted(play.read())
    const { effects } = play.act('runByHand', { attempt: 'a-1', typed: null, agreedBy: null }, { reading: before })
    expect(effects).toEqual([expect.objectContaining({ type: 'leaveToPerson', attempt: 'a-1', argv: ['start', '-unit', 'gyoumu_a', '-vs', FAILED] })])
    expect(play.current).toMatchObject({ status: 'running', attempts: [{ byHand: true, status: 'requested', before, launchedAt: null }] })
    expect(play.refused({ type: 'stop', reason: 'x' }).code).toBe('attemptUnsettled')
    expect(play.refused(play.on('runByHand', { attempt: 'a-2', typed: null, agreedBy: null }, { reading: pasted(play.read()) })).code).toBe('commandRunning')
  })

  test('is done once the target state was pasted, which was not there before', () => {
    const play = upTo(reuse, 'start')
    play.runByHand()
    expect(play.step('start')).toMatchObject({ status: 'done', attempts: [{ conclusion: 'done', settledBy: 'machine', said: { kind: 'normal' }, after: { source: 'pasted' } }] })
  })

  test.each([
    ['0', 0, 'normal'], ['1', 1, 'warning'], ['2', 2, 'busy'], ['64', 64, 'abnormal'], ['another', 3, 'other'], ['none that anybody knows', null, 'none'],
  ] as const)('with exit code %s and nothing changed is concluded by the same table', (_, exitCode, kind) => {
    const play = upTo(reuse, 'start')
    const attempt = play.showByHand()
    play.act('endByHand', { attempt, exitCode, outputBytes: 7, outputSha256: 'ab' })
    play.at += SETTLING_MS.start
    play.act('seeByHand', { attempt }, { reading: pasted(play.read()) })
    expect(play.attempt(attempt)).toMatchObject({ said: { kind, exitCode }, seen: 'sameAsBefore', outputBytes: 7, conclusion: CONCLUSIONS[kind].sameAsBefore })
  })

  test('is not judged before its settling time by a state that is not there yet, unless its person says so', () => {
    const play = upTo(reuse, 'start')
    const attempt = play.showByHand()
    play.act('endByHand', { attempt, exitCode: 0, outputBytes: 0, outputSha256: '' })
    play.act('seeByHand', { attempt }, { reading: pasted(play.read()) })
    expect(play.current).toMatchObject({ status: 'verifying', attempts: [{ seen: 'sameAsBefore' }] })
    play.act('endWaiting', { attempt })
    expect(play.current.status).toBe('attention')
  })

  test('is not judged by a state that was printed before it ended, however late that is pasted', () => {
    const play = upTo({ procedure: 'replace', servers: [healthyServer(FAILED), healthyServer(OTHER)] }, 'stop')
    const attempt = play.showByHand()
    const early = pasted(play.read())
    play.apply(play.attempt(attempt).command)
    play.at += 60_000
    play.act('endByHand', { attempt, exitCode: 64, outputBytes: 7, outputSha256: 'ab' })
    play.at += SETTLING_MS.stop
    play.act('seeByHand', { attempt }, { reading: early })
    expect(play.current).toMatchObject({ key: 'stop', status: 'verifying', attempts: [{ conclusion: null, seen: 'sameAsBefore' }] })
    // Judged now, it is no proof that nothing happened.
    play.act('endWaiting', { attempt })
    expect(play.current).toMatchObject({ key: 'stop', status: 'unknown' })
  })

  test('is done by a state that was printed before its output was pasted, where that shows the target state', () => {
    const play = upTo(reuse, 'start')
    const attempt = play.showByHand()
    play.apply(play.attempt(attempt).command)
    const printed = pasted(play.read())
    play.act('endByHand', { attempt, exitCode: 0, outputBytes: 7, outputSha256: 'ab' })
    play.act('seeByHand', { attempt }, { reading: printed })
    expect(play.step('start').status).toBe('done')
  })

  test('is judged by what was printed once its settling time was over, however soon before that it was pasted last', () => {
    const play = upTo(reuse, 'start')
    const attempt = play.showByHand()
    play.act('endByHand', { attempt, exitCode: 64, outputBytes: 7, outputSha256: 'ab' })
    const settlesAt = (play.attempt(attempt).endedAt ?? 0) + SETTLING_MS.start
    const printedAt = (readAt: number) => ({ ...pasted(play.read()), readAt })
    play.at = settlesAt + 30_000
    play.act('seeByHand', { attempt }, { reading: printedAt(settlesAt - 1) })
    expect(play.current.status).toBe('verifying')
    play.act('seeByHand', { attempt }, { reading: printedAt(settlesAt) })
    expect(play.current.status).toBe('failed')
  })

  test('that was not run leaves the step as it was, and the next press free', () => {
    const play = upTo(reuse, 'start')
    play.act('notRunByHand', { attempt: play.showByHand() })
    expect(play.current).toMatchObject({ status: 'ready', attempts: [{ status: 'declined', declined: { why: 'notRun' } }] })
    play.run()
    expect(play.step('start').status).toBe('done')
  })

  test('of which nobody knows is unknown, with its three exits; a pasted state beside them settles nothing', () => {
    const play = upTo(reuse, 'start')
    const attempt = play.showByHand()
    play.act('endWaiting', { attempt })
    expect(play.current).toMatchObject({ status: 'unknown', attempts: [{ unknownWhy: 'notKnown' }] })
    expect([offered(play), offered(play, play.read(false))]).toEqual([['checkNow', 'itHappened', 'itDidNot'], ['byHand', 'itHappened', 'itDidNot']])
    play.apply(play.attempt(attempt).command)
    play.act('seeByHand', { attempt }, { reading: pasted(play.read()) })
    expect(play.current).toMatchObject({ status: 'unknown', attempts: [{ seen: 'target' }] })
  })

  test('is never the executor\'s: whatever it reports of that attempt is refused', () => {
    const play = upTo(reuse, 'start')
    const here = play.here(play.showByHand())
    const said = { kind: 'normal', exitCode: 0, signal: null, endedAt: play.at } as const
    expect(play.refused({ type: 'declined', ...here, why: 'voided', changes: [], reading: null, detail: null }, machine).code).toBe('noSuchAttempt')
    expect(play.refused({ type: 'launched', ...here, before: play.read(), at: play.at, otherChanges: [] }, machine).code).toBe('noSuchAttempt')
    expect(play.refused({ type: 'ended', ...here, said, outputBytes: 0, outputSha256: '' }, machine).code).toBe('noSuchAttempt')
    expect(play.refused({ type: 'lost', ...here, why: 'lost' }, machine).code).toBe('noSuchAttempt')
    expect(play.refused(play.on('interrupt', { attempt: here.attempt, alive: [], forced: false })).code).toBe('notOffered')
  })

  test('needs the state pasted, not one that the app read, and not one of more than ten minutes ago', () => {
    const play = upTo(reuse, 'start')
    const press = { attempt: 'a', typed: null, agreedBy: null }
    expect(play.refused(play.on('runByHand', press, { reading: play.read() })).code).toBe('readFirst')
    const old = pasted(play.read())
    play.at += PASTED_FOR_MS
    expect(play.refused(play.on('runByHand', press, { reading: old })).code).toBe('readFirst')
  })

  test('takes no state for the present one that was pasted before the last command', () => {
    const play = upTo(manual, 'start')
    const old = pasted(play.read())
    play.runByHand()
    play.act('reopen', { reason: 'x' }, { step: 'start' })
    expect(play.refused(play.on('runByHand', { attempt: 'a', typed: null, agreedBy: null }, { reading: old })).code).toBe('readFirst')
  })

  test('asks for the identifier where no command undoes it', () => {
    const play = upTo({ procedure: 'replace' }, 'detach')
    const reading = pasted(play.read())
    expect(play.refused(play.on('runByHand', { attempt: 'a', typed: null, agreedBy: null }, { reading })).code).toBe('valueMissing')
    expect(play.refused(play.on('runByHand', { attempt: 'a', typed: '192.168.1.111', agreedBy: null }, { reading })).code).toBe('identifierMismatch')
    play.runByHand()
    expect(play.step('detach').status).toBe('done')
  })
})

describe('what is offered', () => {
  test('on a manual connection by hand alone; elsewhere beside the press, and as a deviation in the report', () => {
    const [byHand, byApp] = [upTo(manual, 'start'), upTo(reuse, 'start')]
    expect(offered(byHand)).toContain('byHand')
    expect(offered(byHand)).not.toContain('run')
    expect(offered(byApp)).toEqual(expect.arrayContaining(['run', 'byHand']))
    byHand.runByHand()
    byApp.runByHand()
    expect([deviationsOf(byHand.events), deviationsOf(byApp.events).map(({ code }) => code)]).toEqual([[], ['ranByHand']])
  })

  test('where the manager is connected to: pasting, while nothing else tells the state', () => {
    const play = upTo(reuse, 'connect-manager')
    expect(offered(play)).not.toContain('byHand')
    expect(offered(play, play.read(false))).toContain('byHand')
    const at = upTo(manual, 'connect-manager')
    expect(offered(at, pasted(at.read()))).toEqual(expect.arrayContaining(['confirm', 'byHand']))
  })

  test('while it is under way: the way back to it', () => {
    const play = upTo(manual, 'start')
    play.showByHand()
    expect(offered(play)).toEqual(expect.arrayContaining(['byHand', 'endWaiting']))
  })
})
