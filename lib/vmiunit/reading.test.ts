import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChangeCommand } from './commands'
import { FAILED, UNIT, readOutputs } from './sample-readings'
import { seenAfter } from './targets'

const record = (id: string, more = ''): string =>
  `Virtual Server ID:  ${id}\nUpdate Scope:       none\nLogical Status:     working\nObserved Status:    working\nLB Status:          unblocked\nAccess:             online\n${more}\n`
const unitOf = (count: number): string => `Definition Status:   changed\nAll Servers:     ${count}\nActive Servers:  ${count}\nInvalid Servers: 0\n`
const MARK = 'MarkTime:           2009/08/10 15:01:23 JST\nMarkComment:        調査中\n'

describe('completeness', () => {
  const list = record('192.168.1.102') + record('192.168.1.103')

  test('both ended 0 or 1 and as many records as announced: complete', () => {
    expect(readOutputs(unitOf(2), list)).toMatchObject({ complete: true, gaps: [], allServers: 2 })
    expect(readOutputs(unitOf(2), list, { unitExit: 1, serversExit: 1 }).complete).toBe(true)
  })

  test('an empty unit may be read: none announced, none listed', () => {
    expect(readOutputs(unitOf(0), '').complete).toBe(true)
  })

  test.each([
    ['exit 64', unitOf(2), list, { serversExit: 64 }, [{ code: 'exit', target: 'virtualserver', exitCode: 64 }]],
    ['a time-out', unitOf(2), list, { unitExit: null }, [{ code: 'exit', target: 'unit', exitCode: null }]],
    ['no answer at all', '', '', { unitExit: null, serversExit: null }, [{ code: 'noAnswer' }]],
    ['nothing printed with exit 0', '', '', {}, [{ code: 'count', listed: 0, announced: null }]],
    ['fewer records than announced', unitOf(3), list, {}, [{ code: 'count', listed: 2, announced: 3 }]],
    ['the same identifier twice', unitOf(3), list + record('192.168.1.103'), {}, [{ code: 'duplicate', server: '192.168.1.103' }]],
    ['a record without its states', unitOf(1), 'Virtual Server ID:  10.0.0.1\nLogical Status:     working\n\n', {}, [{ code: 'noStatus', server: '10.0.0.1' }]],
    ['a cut last record', unitOf(2), list.slice(0, -1), {}, [{ code: 'truncated' }]],
  ] as const)('%s: incomplete, and the gap is named', (_, unit, servers, changes, gaps) => {
    expect(readOutputs(unit, servers, changes)).toMatchObject({ complete: false, gaps })
  })

  test('the documented samples of four records do not fit the one of three', () => {
    const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')
    expect(readOutputs(fixture('unit.txt'), fixture('virtualserver.txt')).gaps).toEqual([{ code: 'count', listed: 4, announced: 3 }])
  })

  test('any two texts with any exits give a reading', () => {
    const exit = fc.option(fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), exit, exit, (unit, servers, unitExit, serversExit) => {
        const result = readOutputs(unit, servers, { unitExit, serversExit })
        expect(result.complete).toBe(result.gaps.length === 0)
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }),
    )
  })
})

// The world did not change: whatever part of its output arrives, the target state may never be seen in it.
describe('an output cut at every byte proves no absence', () => {
  const others = ['192.168.1.102', '192.168.1.103']
  const cases: readonly [string, ChangeCommand, string][] = [
    ['detach, the server listed first', { name: 'detach', unit: UNIT, server: FAILED }, record(FAILED) + others.map((id) => record(id)).join('')],
    ['detach, the server listed last', { name: 'detach', unit: UNIT, server: '192.168.1.109' }, others.map((id) => record(id)).join('') + record('192.168.1.109')],
    ['unmark, the mark first', { name: 'unmark', unit: UNIT, server: FAILED }, record(FAILED, MARK) + others.map((id) => record(id)).join('')],
    ['unmark, the mark last', { name: 'unmark', unit: UNIT, server: '192.168.1.109' }, others.map((id) => record(id)).join('') + record('192.168.1.109', MARK)],
  ]
  const cut = (text: string, bytes: number): string => new TextDecoder().decode(new TextEncoder().encode(text).slice(0, bytes))

  test.each(cases)('%s: never the target state', (_, command, list) => {
    const before = readOutputs(unitOf(3), list)
    expect(before.complete).toBe(true)
    const size = new TextEncoder().encode(list).length
    const unitSize = unitOf(3).length
    for (let bytes = 0; bytes <= size; bytes += 1) {
      for (const unitBytes of bytes === size ? Array.from({ length: unitSize + 1 }, (__, n) => n) : [unitSize]) {
        const after = readOutputs(cut(unitOf(3), unitBytes), cut(list, bytes))
        expect(['sameAsBefore', 'notReadable'], `cut at ${bytes} and ${unitBytes}`).toContain(seenAfter({ command, before, after }))
      }
    }
  })

  test.each(cases)('%s, with both outputs cut at once: never the target state', (_, command, list) => {
    const before = readOutputs(unitOf(3), list)
    fc.assert(
      fc.property(fc.nat(unitOf(3).length), fc.nat(list.length), (unitBytes, bytes) => {
        const after = readOutputs(cut(unitOf(3), unitBytes), cut(list, bytes))
        expect(['sameAsBefore', 'notReadable']).toContain(seenAfter({ command, before, after }))
      }),
    )
  })

  test('a count cut short does not agree with a list cut short', () => {
    const ids = Array.from({ length: 12 }, (_, n) => `192.168.1.${n + 1}`)
    const before = readOutputs(unitOf(12), ids.map((id) => record(id)).join(''))
    const after = readOutputs('Definition Status:   changed\nAll Servers:     1', record(ids[0] ?? ''))
    expect(seenAfter({ command: { name: 'detach', unit: UNIT, server: '192.168.1.2' }, before, after })).toBe('notReadable')
  })
})
