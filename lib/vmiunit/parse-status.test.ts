import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMessages } from './messages'
import { parseServerList, parseUnitStatus } from './parse-status'

const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')

describe('the documented samples', () => {
  test('target unit is read to the last field', () => {
    expect(parseUnitStatus(fixture('unit.txt'))).toEqual({
      definitionStatus: 'changed', allServers: 3, activeServers: 2, invalidServers: 1, messages: [], truncated: false,
    })
  })

  test('target virtualserver is read record by record, absent fields staying absent', () => {
    const { servers, messages, truncated } = parseServerList(fixture('virtualserver.txt'))
    expect({ messages, truncated }).toEqual({ messages: [], truncated: false })
    expect(servers).toEqual([
      { id: '192.168.0.11', updateScope: 'none', logical: 'working', observed: 'working', loadBalancer: 'unblocked', access: 'online' },
      { id: '192.168.0.12', updateScope: 'applications', logical: 'working', observed: 'working', loadBalancer: 'blocked', access: 'online' },
      { id: '192.168.0.13', updateScope: 'all', logical: 'working', observed: 'operating', loadBalancer: 'unblocked' },
      {
        id: '192.168.0.14', updateScope: 'all', logical: 'working', observed: 'stopped', loadBalancer: 'blocked', access: 'offline',
        markTime: '2009/08/10 15:01:23 JST', markComment: '調査中',
      },
    ])
  })

  test.each(['unit.txt', 'virtualserver.txt'])('%s with CR LF and a byte order mark reads the same', (name) => {
    const parse = name === 'unit.txt' ? parseUnitStatus : parseServerList
    expect(parse(`\uFEFF${fixture(name).replaceAll('\n', '\r\n')}`)).toEqual(parse(fixture(name)))
  })
})

describe('messages and what is unknown', () => {
  test('message lines before, between and after, and unknown fields, break nothing and are kept', () => {
    const unit = parseUnitStatus(fixture('unit-with-messages.txt'))
    expect(unit).toMatchObject({ definitionStatus: 'changed', allServers: 2, activeServers: 1, invalidServers: 1 })
    expect(unit.messages).toHaveLength(4)
    expect(unit.messages).toContain('Rolling Servers: 0')
  })

  test('unknown values and fields stand as they are; a comment line never begins a record nor changes a field', () => {
    const { servers, messages } = parseServerList(fixture('virtualserver-with-messages.txt'))
    expect(servers).toEqual([
      { id: '192.168.0.11', updateScope: 'none', logical: 'mending', observed: 'working', others: [['Build Number', '0870:12']] },
      {
        id: '192.168.0.14', logical: 'working', observed: 'stopped', markTime: '2009/08/10 15:01:23 JST',
        markComment: '原因を調査中: 担当 佐藤\nVirtual Server ID:  192.168.0.99\nObserved Status:    working',
      },
    ])
    expect(messages).toHaveLength(4)
  })

  test('a field said twice with different values counts as not said', () => {
    const { servers } = parseServerList('Virtual Server ID: 10.0.0.1\nObserved Status: working\nObserved Status: stopped\n\n')
    expect(servers).toEqual([{ id: '10.0.0.1', others: [['Observed Status', 'stopped'], ['Observed Status', 'working']] }])
    expect(parseUnitStatus('All Servers: 3\nAll Servers: 2\n').allServers).toBeUndefined()
  })

  test('a count that is no plain number is left out and kept as a line', () => {
    expect(parseUnitStatus('All Servers: three\n')).toEqual({ messages: ['All Servers: three'], truncated: false })
  })

  test('message ids are recognised anywhere in a line, other numbers are not', () => {
    expect(findMessages('KEOS12345-E x\nat 12:00 KEOS00001-W y\r\nKEOS1234-E z\nKEOS123456-E\n').map(({ id, severity }) => [id, severity])).toEqual([
      ['KEOS12345-E', 'error'],
      ['KEOS00001-W', 'warning'],
    ])
  })
})

describe('cuts', () => {
  test('an output that ends inside a line, or before the empty line of its last record, is truncated', () => {
    const whole = fixture('virtualserver.txt')
    expect(parseServerList(whole.slice(0, -1)).truncated).toBe(true)
    expect(parseServerList(whole.slice(0, -3)).truncated).toBe(true)
    expect(parseUnitStatus('All Servers: 1').allServers).toBeUndefined()
  })
})

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom('Virtual Server ID:', 'MarkComment:', 'Logical Status: ', ' working', '\n', '\n\n', '\r\n', ':', 'KEOS12345-W ', '__proto__: x\n', '\0', '\u001b[2J'),
    fc.string({ unit: 'binary' }),
  )
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

  test('never throws, and never lists a record without an identifier or with an empty line in it', () => {
    fc.assert(
      fc.property(text, (output) => {
        const { servers } = parseServerList(output)
        expect(servers.every((record) => record.id !== '' && !/\n\n/.test(record.markComment ?? ''))).toBe(true)
        const { allServers = 0 } = parseUnitStatus(output)
        expect(Number.isSafeInteger(allServers)).toBe(true)
      }),
    )
  })

  test('what a manager prints is read back, whatever a comment holds', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/)
    const comment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((line) => /^[^\s:](.*\S)?$/u.test(line) && !/[\r\n]/.test(line) && !line.includes('KEOS'))
    fc.assert(
      fc.property(fc.uniqueArray(fc.ipV4(), { maxLength: 5 }), word, word, fc.array(comment, { minLength: 1, maxLength: 3 }), (ids, logical, observed, lines) => {
        const markComment = lines.join('\n')
        const output = ids.map((id) => `Virtual Server ID:  ${id}\nLogical Status:     ${logical}\nObserved Status:    ${observed}\nMarkComment:        ${markComment}\n\n`).join('')
        expect(parseServerList(output)).toEqual({ servers: ids.map((id) => ({ id, logical, observed, markComment })), messages: [], truncated: false })
      }),
    )
  })
})
