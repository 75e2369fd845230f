/** What the executor's reports lead to, beyond the table itself: unknown lasts, and evidence is evidence. */
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { offersOf } from './offers'
import { builder, FAILED, machine, OTHER, type Play, upTo } from './testing/play'

const offered = (play: Play) => offersOf(play.state, { leg: play.leg.no, step: play.current.key }, { actor: builder, at: play.at, reading: play.read(), procedures }).acts

describe('unknown', () => {
  const lost = (): { readonly play: Play; readonly attempt: string } => {
    const play = upTo({ procedure: 'reuse' }, 'start')
    const attempt = play.press()
    play.launch(attempt)
    play.do({ type: 'lost', ...play.here(attempt), why: 'lost' }, machine)
    return { play, attempt }
  }
  test('is not left by a reading alone, even one that shows the target state', () => {
    const { play, attempt } = lost()
    play.change(FAILED, { observed: 'working' })
    expect(play.see(attempt)).toBe('target')
    expect(play.current).toMatchObject({ status: 'unknown', attempts: [{ seen: 'target', status: 'unknown' }] })
  })
  test('is not left by an exit record alone, not even "in use"', () => {
    const { play, attempt } = lost()
    play.end(attempt, { says: 'busy', works: false })
    play.see(attempt, false)
    expect(play.current.status).toBe('unknown')
  })
  test('is left by the exit record and a complete reading together', () => {
    const { play, attempt } = lost()
    play.end(attempt, { says: 'abnormal', works: false })
    play.see(attempt)
    expect(play.current.status).toBe('failed')
  })
  test('offers exactly its three ways out', () => {
    expect(offered(lost().play)).toEqual(['checkNow', 'itHappened', 'itDidNot'])
  })
})

describe('a target state that was there before the press', () => {
  test('asks for the second evidence, and is not gone on from as if it were one', () => {
    const play = upTo({ procedure: 'reuse' }, 'start')
    play.change(FAILED, { observed: 'working' })
    play.run()
    expect(play.current).toMatchObject({ status: 'attention', awaits: 'secondEvidence' })
    expect(offered(play)).toContain('giveSecondEvidence')
    expect(offered(play)).not.toContain('acceptTarget')
    expect(play.refused(play.on('acceptTarget', { reason: 'x' }, { reading: play.read() })).code).toBe('notOffered')
  })
  test('"it happened" does not replace it either', () => {
    const play = upTo({ procedure: 'replace' }, 'stop')
    const attempt = play.press()
    play.launch(attempt)
    play.act('endWaiting', { attempt })
    play.act('conclude', { attempt, happened: true, note: '見た' })
    expect(play.current).toMatchObject({ status: 'attention', awaits: 'secondEvidence' })
  })
})

describe('a reading', () => {
  test('that is not the last only shows, and does not make a page stale', () => {
    const play = upTo({ procedure: 'reuse' }, 'start')
    const attempt = play.press()
    play.launch(attempt)
    play.end(attempt, { says: 'normal', works: true })
    const { revision } = play.current
    play.see(attempt, true, false)
    expect(play.current).toMatchObject({ status: 'verifying', revision })
  })
  test('of an absence counts only while everybody else is still listed', () => {
    const play = upTo({ procedure: 'replace' }, 'detach')
    const attempt = play.press()
    play.launch(attempt)
    play.end(attempt, { says: 'normal', works: true })
    play.servers = play.servers.filter((server) => server.id !== OTHER)
    play.see(attempt)
    expect(play.current).toMatchObject({ key: 'detach', status: 'unknown' })
    expect(play.state.failedServerGone).toBe(false)
  })
})

test('a command declined before its launch leaves the step as it was, with every way out that it had', () => {
  const play = upTo({ procedure: 'reuse' }, 'start')
  play.run({ says: 'abnormal', works: false })
  const before = offered(play)
  const attempt = play.press()
  play.do({ type: 'declined', ...play.here(attempt), why: 'unreadable', changes: [], reading: null, detail: null }, machine)
  expect(play.current.status).toBe('failed')
  expect(offered(play)).toEqual(before)
})
