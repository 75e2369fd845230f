import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agePasted, PASTED_FOR_MS } from './age'
import { commandLine, statusLines } from './command-line'
import { printedExit, readPasted, type PasteInput } from './pasted'

const fixture = (name: string): string => readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8')
const UNIT = fixture('unit.txt').replace('All Servers:     3', 'All Servers:     4')
const LIST = fixture('virtualserver.txt')
const [unitLine = '', listLine = ''] = statusLines('/opt/Cosminexus/manager/vmi/bin/vmiunit', 'gyoumu_a')

/** What a terminal shows after both lines were pasted into it. */
const terminal = ({ unit = UNIT, list = LIST, prompt = '[vmiop@mgr01 ~]$ ' } = {}): string =>
  `${prompt}${unitLine}\n${unit}exit=0 unit=gyoumu_a target=unit\n${prompt}${listLine}\n${list}exit=0 unit=gyoumu_a target=virtualserver\n${prompt}`

const paste = (text: string, more: Partial<PasteInput> = {}) => readPasted({ text, unit: 'gyoumu_a', id: 'r-1', readAt: 1_000, by: '佐藤 花子', pastedAt: 2_000, ...more })
const servers = (text: string): readonly string[] => {
  const read = paste(text)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value.servers.map(({ id }) => id)
}

describe('what was copied from a terminal', () => {
  test('is read like what the app reads, and says who pasted it and when', () => {
    const read = paste(terminal())
    expect(read).toMatchObject({ ok: true, value: { complete: true, source: 'pasted', readAt: 1_000, pasted: { by: '佐藤 花子', at: 2_000 }, allServers: 4 } })
    expect(read.ok && read.value.servers.at(-1)?.markComment).toBe('調査中')
  })

  test.each([
    ['blanks at line ends, Windows line ends', terminal().replaceAll('\n', '  \r\n')],
    ['the outputs alone, each with its mark', `${UNIT}exit=0\n${LIST}exit=0\n`],
    ['no empty line at the very end', terminal({ list: LIST.trimEnd().concat('\n') })],
    ['the two in the other order', `${LIST}exit=0 unit=gyoumu_a target=virtualserver\n${UNIT}exit=0 unit=gyoumu_a target=unit`],
    ['an earlier, cut try before it', `${terminal().slice(0, 200)}\n${terminal()}`],
    ['messages of the manager in between', terminal({ list: `KEOS99001-I status\n${LIST}KEOS99002-I ended\n` })],
    ['a warning as exit code', terminal().replaceAll('exit=0', 'exit=1')],
  ])('is read in spite of %s', (_, text) => {
    expect(servers(text)).toHaveLength(4)
  })

  test('cut anywhere before its last mark it is never a complete reading', () => {
    const whole = terminal()
    const end = whole.lastIndexOf('exit=0 unit=gyoumu_a target=virtualserver')
    fc.assert(fc.property(fc.nat(end + 'exit='.length), (cut) => !paste(whole.slice(0, cut)).ok), { numRuns: 400 })
  })

  test('a hole in it is no complete reading either: servers would be missing', () => {
    const [first = '', ...rest] = LIST.split('\n\n')
    expect(paste(terminal({ list: rest.join('\n\n') }))).toEqual({ ok: false, error: { code: 'gap', gap: { code: 'count', listed: 3, announced: 4 } } })
    expect(first).toContain('Virtual Server ID')
  })

  test.each([
    ['nothing', '  \n\t\n', { code: 'empty' }],
    ['something else', 'ls: cannot access\nexit=0\n', { code: 'garbled' }],
    ['another unit, by the mark', terminal().replaceAll('gyoumu_a', 'gyoumu_b'), { code: 'foreignUnit', unit: 'gyoumu_b' }],
    ['another unit, by the command line', `$ vmiunit status -unit gyoumu_b\n${UNIT}exit=0\n$ vmiunit status -unit gyoumu_b -target virtualserver\n${LIST}exit=0\n`, { code: 'foreignUnit', unit: 'gyoumu_b' }],
    ['the list alone', `${LIST}exit=0 unit=gyoumu_a target=virtualserver\n`, { code: 'noEnd', target: 'unit' }],
    ['the unit alone', `${UNIT}exit=0 unit=gyoumu_a target=unit\n`, { code: 'noEnd', target: 'virtualserver' }],
    ['no marks', UNIT + LIST, { code: 'noEnd', target: 'unit' }],
    ['an error', terminal().replaceAll('exit=0', 'exit=64'), { code: 'gap', gap: { code: 'exit', target: 'unit', exitCode: 64 } }],
  ])('%s gets its own answer', (_, text, error) => {
    expect(paste(text)).toEqual({ ok: false, error })
  })

  test('a unit without servers is read as one', () => {
    const empty = 'All Servers: 0\nActive Servers: 0\nInvalid Servers: 0\n'
    expect(servers(`${empty}exit=0 unit=gyoumu_a target=unit\n\nexit=0 unit=gyoumu_a target=virtualserver\n`)).toEqual([])
  })

  test('any text gets an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => typeof paste(text).ok === 'boolean'))
  })
})

test('a pasted reading proves nothing after ten minutes', () => {
  const read = paste(terminal())
  if (!read.ok) throw new Error('not read')
  expect(agePasted(read.value, 1_000 + PASTED_FOR_MS).complete).toBe(true)
  expect(agePasted(read.value, 1_001 + PASTED_FOR_MS)).toMatchObject({ complete: false, gaps: [{ code: 'old' }] })
})

describe('lines to copy', () => {
  test('are run by a shell as written: exact arguments, then the exit code', () => {
    const line = commandLine(path.join(import.meta.dirname, 'testing', "it's; here"), ['detach', '-unit', 'gyoumu_a', '-vs', '192.168.1.101'])
    const printed = execFileSync('sh', ['-c', `${line.replace(/^'.*' detach/, 'printf "%s," detach')} `], { encoding: 'utf8' })
    expect(printed).toBe('detach,-unit,gyoumu_a,-vs,192.168.1.101,exit=0\n')
    expect(line.startsWith(`'${path.join(import.meta.dirname, 'testing', "it'\\''s; here")}'`)).toBe(true)
    expect(printedExit(`KEOS99003-E\nexit=64 \n`)).toBe(64)
    expect(printedExit('KEOS99003-E')).toBeNull()
  })

  test('the exit code is that of the command, not of a status that was copied along', () => {
    expect(printedExit(`KEOS99003-E\nexit=64\n${terminal()}`)).toBe(64)
    expect(printedExit(terminal())).toBeNull()
  })

  test('speak to cmd.exe where the program is one of Windows', () => {
    expect(commandLine(String.raw`C:\Program Files\vmi\bin\vmiunit.exe`, ['update', '-unit', 'gyoumu_a'])).toBe(String.raw`"C:\Program Files\vmi\bin\vmiunit.exe" update -unit gyoumu_a & call echo exit=%^ERRORLEVEL%`)
  })
})
