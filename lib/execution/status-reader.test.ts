import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { ok } from '@/lib/std/result'
import type { Launcher, ReadOutput, Stamp, Trouble } from './launcher/port'
import type { Manager, Managers } from './ports'
import { createStatusReader } from './status-reader'

const STAMP: Stamp = { protocol: 1, identity: 'manager', bootId: 'boot', clockMs: 5 }
const NO_CONTACT: Trouble = { kind: 'noContact', cause: 'unreachable', detail: 'test' }

type Said = { readonly unit: string; readonly servers: string; readonly output?: Partial<ReadOutput>; readonly stamps?: readonly Partial<Stamp>[] }
const record = (id: string, more = '') => `Virtual Server ID: ${id}\nLogical Status: working\nObserved Status: working\n${more}\n`
const counting = (count: number) => `All Servers: ${count}\n`

/** A manager that says one thing after another, the last for ever; `null`: silent. */
function says(...sayings: readonly (Said | null)[]) {
  const asked: string[][] = []
  let told: Stamp | null = null
  const read = async (argv: readonly string[]): ReturnType<Launcher['read']> => {
    const said = sayings[Math.min(Math.floor(asked.length / 2), sayings.length - 1)]
    const second = asked.push([...argv]) % 2 === 0
    if (!said) return { ok: false, error: NO_CONTACT }
    const output = iconv.encode(second ? said.servers : said.unit, manager.charset)
    return ok({ ...STAMP, ...said.stamps?.[second ? 1 : 0], value: { exitCode: 0, signal: null, timedOut: false, truncated: false, output, ...said.output } })
  }
  const manager: { -readonly [K in keyof Manager]: Manager[K] } = { launcher: { read } as unknown as Launcher, charset: 'utf-8', pressLimitMs: 30_000 }
  const managers: Managers = { get: async (id) => (id === 'known' ? manager : null), ids: async () => ['known'], answered: async (_, stamp) => { told = stamp } }
  const clock = { at: 0, now: () => clock.at }
  let ids = 0
  const reader = createStatusReader({ managers, clock, newId: () => `reading-${++ids}`, readTimeoutMs: 1_000, freshMs: 500 })
  return { reader, asked, clock, manager, told: () => told }
}
const FINE: Said = { unit: counting(1), servers: record('192.168.1.101') }

describe('a reading', () => {
  test('asks both targets, and says who answered', async () => {
    const { reader, asked, told } = says(FINE)
    const { reading, stamp } = await reader.readNow('known', 'gyoumu_a')
    expect(reading).toMatchObject({ unit: 'gyoumu_a', complete: true, gaps: [], allServers: 1, source: 'read', manager: 'manager', servers: [{ id: '192.168.1.101' }] })
    expect(asked).toEqual([['status', '-unit', 'gyoumu_a'], ['status', '-unit', 'gyoumu_a', '-target', 'virtualserver']])
    expect([stamp, told()]).toEqual([STAMP, STAMP])
  })

  test.each(['utf-8', 'euc-jp', 'shift_jis'] as const)('is decoded by the charset of its connection: %s', async (charset) => {
    const { reader, manager } = says({ unit: counting(1), servers: record('192.168.1.101', 'MarkTime: 2009/08/10 15:01:23 JST\nMarkComment: 調査中（表示ソ）\n') })
    manager.charset = charset
    expect((await reader.readNow('known', 'gyoumu_a')).reading.servers[0]?.markComment).toBe('調査中（表示ソ）')
  })

  test('whose numbers disagree is read again, and a later agreement counts', async () => {
    const { reader, asked } = says({ ...FINE, unit: counting(2) }, FINE)
    expect((await reader.readNow('known', 'gyoumu_a')).reading.complete).toBe(true)
    expect(asked).toHaveLength(4)
  })

  test('is incomplete when its numbers still disagree after three more', async () => {
    const { reader, asked } = says({ ...FINE, unit: counting(2) })
    const { reading } = await reader.readNow('known', 'gyoumu_a')
    expect(reading.gaps).toEqual([{ code: 'count', listed: 1, announced: 2 }])
    expect(asked).toHaveLength(8)
  })

  test('of a silent manager is incomplete, is not asked for again, and names nobody', async () => {
    const { reader, asked } = says(null)
    expect(await reader.readNow('known', 'gyoumu_a')).toMatchObject({ stamp: null, reading: { complete: false, gaps: [{ code: 'noAnswer' }], servers: [] } })
    expect(asked).toHaveLength(2)
  })

  test.each([
    [{ kind: 'noContact', cause: 'unreachable', detail: 'hostKeyChanged' }, 'hostKeyChanged'],
    [{ kind: 'noContact', cause: 'unreachable', detail: 'refused' }, 'refused'],
    [{ kind: 'noContact', cause: 'unreachable', detail: 'no greeting (cut)' }, undefined],
    [{ kind: 'refused', code: 'noProgram', stamp: STAMP }, 'noProgram'],
    [{ kind: 'refused', code: 'unwritable', stamp: null }, 'jobFolder'],
    [{ kind: 'refused', code: 'badCommand', stamp: STAMP }, undefined],
  ] as const)('that %j kept from being made says why, where people can do something about it: %s', async (error, why) => {
    const { reader, manager } = says(null)
    manager.launcher = { ...manager.launcher, read: async () => ({ ok: false, error }) }
    expect((await reader.readNow('known', 'gyoumu_a')).reading.gaps).toEqual([why === undefined ? { code: 'noAnswer' } : { code: 'noAnswer', why }])
  })

  test('through a connection that is not there is incomplete', async () => {
    expect((await says(FINE).reader.readNow('unknown', 'gyoumu_a')).reading.gaps).toEqual([{ code: 'noAnswer' }])
  })

  test.each([
    ['ended at its time-out', { timedOut: true }, { code: 'exit', target: 'unit', exitCode: null }],
    ['killed', { signal: 'SIGKILL' }, { code: 'exit', target: 'unit', exitCode: null }],
    ['that ended 64', { exitCode: 64 }, { code: 'exit', target: 'unit', exitCode: 64 }],
    ['cut at the limit of the launcher', { truncated: true }, { code: 'truncated' }],
  ] as const)('%s is incomplete', async (_, output, gap) => {
    const { reading } = await says({ ...FINE, output }).reader.readNow('known', 'gyoumu_a')
    expect(reading.complete).toBe(false)
    expect(reading.gaps).toContainEqual(gap)
  })

  test.each([['identity', { identity: 'another' }], ['boot', { bootId: 'another' }]])('whose halves come from another %s is no reading', async (_, stamp) => {
    expect(await says({ ...FINE, stamps: [{}, stamp] }).reader.readNow('known', 'gyoumu_a')).toMatchObject({ stamp: null, reading: { complete: false } })
  })
})

describe('shared readings', () => {
  test('serve everybody who asks at once or a moment later, each unit for itself', async () => {
    const { reader, asked, clock } = says(FINE)
    const [one, two] = await Promise.all([reader.read('known', 'gyoumu_a'), reader.read('known', 'gyoumu_a')])
    clock.at = 400
    const three = await reader.read('known', 'gyoumu_a')
    expect([two.id, three.id]).toEqual([one.id, one.id])
    expect((await reader.read('known', 'gyoumu_b')).id).not.toBe(one.id)
    expect(asked).toHaveLength(4)
  })

  test('grow old', async () => {
    const { reader, clock } = says(FINE)
    const early = await reader.read('known', 'gyoumu_a')
    clock.at = 501
    expect((await reader.read('known', 'gyoumu_a')).id).not.toBe(early.id)
  })

  test('are history once the unit changed, also those still under way', async () => {
    const { reader } = says(FINE)
    const underWay = reader.read('known', 'gyoumu_a')
    reader.changed('known', 'gyoumu_a')
    expect((await reader.read('known', 'gyoumu_a')).id).not.toBe((await underWay).id)
  })

  test('are not older than what was read for a command in the meantime', async () => {
    const { reader } = says(FINE)
    await reader.read('known', 'gyoumu_a')
    const { reading } = await reader.readNow('known', 'gyoumu_a')
    expect((await reader.read('known', 'gyoumu_a')).id).toBe(reading.id)
  })

  test('do not include one that was begun for a command before the unit changed', async () => {
    const { reader } = says(FINE)
    const begunBefore = reader.readNow('known', 'gyoumu_a')
    reader.changed('known', 'gyoumu_a')
    const { reading } = await begunBefore
    expect((await reader.read('known', 'gyoumu_a')).id).not.toBe(reading.id)
  })

  test('never serve a comparison or a verification', async () => {
    const { reader } = says(FINE)
    const shared = await reader.read('known', 'gyoumu_a')
    expect((await reader.readNow('known', 'gyoumu_a')).reading.id).not.toBe(shared.id)
  })
})
