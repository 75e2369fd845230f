import { describe, expect, test } from 'vitest'
import { FAILED_SERVICE, manager, replacement, upTo } from '@/lib/recovery/testing/play'
import type { Unit } from '@/lib/sites/ports'
import { whoWasTold } from './who-was-told'

const LINES = ['負荷分散機（運用二課）', 'DNS（ネットワーク課）']
const unit = { whoMustBeTold: LINES } as unknown as Unit
const moment = { now: Date.parse('2026-11-22T04:00:00+09:00'), timeZone: 'Asia/Tokyo' }
const row = (line: string, who = '', at = '03:40') => ({ line, who, at })
const reported = (serviceIp = replacement.serviceIp) => {
  const play = upTo({ procedure: 'replace' }, 'clone-and-report')
  const keptAddress = serviceIp === FAILED_SERVICE ? { offSeenAt: '03:20', origin: 'newClone' as const } : null
  play.do({ type: 'answerReport', leg: 1, replacement: { ...replacement, serviceIp, keptAddress }, checks: [], reading: play.read(), enteredFor: null }, manager)
  return play.state
}

describe('who was told of a new service address', () => {
  test('is recorded line by line, with person and time', () => {
    const told = [row(LINES[0] ?? '', '木村'), row(LINES[1] ?? '', '加藤', '2026-11-21T23:50')]
    expect(whoWasTold(reported(), unit, { told, untold: '' }, moment)).toEqual({ ok: true, value: ['負荷分散機（運用二課） — 木村, 2026/11/22 03:40', 'DNS（ネットワーク課） — 加藤, 2026/11/21 23:50'] })
  })
  test('a line without a name asks why, and the reason stands in the record', () => {
    const told = [row(LINES[0] ?? '', '木村'), row(LINES[1] ?? '')]
    expect(whoWasTold(reported(), unit, { told, untold: '' }, moment)).toEqual({ ok: false, error: [{ code: 'reasonMissing', field: 'untold' }] })
    expect(whoWasTold(reported(), unit, { told, untold: '翌朝に連絡する' }, moment)).toMatchObject({ ok: true, value: [expect.stringContaining('木村'), '× DNS（ネットワーク課） — 翌朝に連絡する'] })
    expect(whoWasTold(reported(), unit, { told: [], untold: '' }, moment)).toMatchObject({ ok: false })
  })
  test('a name needs its time, which has come, named at its own row', () => {
    const told = [row(LINES[0] ?? '', '木村'), row(LINES[1] ?? '', '加藤', '')]
    expect(whoWasTold(reported(), unit, { told, untold: '' }, moment)).toEqual({ ok: false, error: [{ code: 'valueMissing', field: 'told[1].at' }] })
    expect(whoWasTold(reported(), unit, { told: [row(LINES[0] ?? '', '木村'), row(LINES[1] ?? '', '加藤', '2026-11-23T00:00')], untold: '' }, moment)).toMatchObject({ ok: false, error: [{ code: 'timeInFuture', field: 'told[1].at' }] })
  })
  test('is not asked where the address is kept, nor where the settings name nobody', () => {
    expect(whoWasTold(reported(FAILED_SERVICE), unit, { told: [], untold: '' }, moment)).toEqual({ ok: true, value: [] })
    expect(whoWasTold(reported(), { ...unit, whoMustBeTold: [] }, { told: [], untold: '' }, moment)).toEqual({ ok: true, value: [] })
  })
})
