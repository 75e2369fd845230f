import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EFFECT, SETTLING_MS, isIpv4, isUnitName, toArgv, type Command } from './commands'

const on = { unit: 'gyoumu_a', server: '192.168.1.101' }

const ARGV: readonly (readonly [Command, string])[] = [
  [{ name: 'status', unit: 'gyoumu_a', target: 'unit' }, 'status -unit gyoumu_a'],
  [{ name: 'status', unit: 'gyoumu_a', target: 'virtualserver' }, 'status -unit gyoumu_a -target virtualserver'],
  [{ name: 'unmark', ...on }, 'unmark -unit gyoumu_a -vs 192.168.1.101'],
  [{ name: 'start', ...on, loadBalancer: false }, 'start -unit gyoumu_a -vs 192.168.1.101'],
  [{ name: 'start', ...on, loadBalancer: true }, 'start -unit gyoumu_a -vs 192.168.1.101 -lb'],
  [{ name: 'stop', ...on, loadBalancer: true }, 'stop -unit gyoumu_a -vs 192.168.1.101 -lb'],
  [{ name: 'detach', ...on }, 'detach -unit gyoumu_a -vs 192.168.1.101'],
  [{ name: 'attach', unit: 'gyoumu_a', server: '192.168.1.110', serviceIp: '192.168.2.110' }, 'attach -unit gyoumu_a -vs 192.168.1.110 -serviceip 192.168.2.110'],
  [{ name: 'update', ...on }, 'update -unit gyoumu_a'],
]

describe('commands as arguments', () => {
  test.each(ARGV)('%j', (command, line) => {
    expect(toArgv(command).join(' ')).toBe(line)
  })

  test('every command that changes something waits for its target state; only status reads', () => {
    expect(Object.keys(SETTLING_MS).toSorted()).toEqual(Object.keys(EFFECT).filter((name) => name !== 'status').toSorted())
    expect(Object.entries(EFFECT).filter(([, effect]) => effect === 'reads')).toEqual([['status', 'reads']])
    expect([EFFECT.unmark, EFFECT.attach, EFFECT.detach]).toEqual(['once', 'once', 'once'])
  })
})

describe('names that may become arguments', () => {
  test('any accepted name or address is one harmless word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        if (isUnitName(text) || isIpv4(text)) expect(text).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/)
      }),
    )
  })

  test('every address is accepted in its plain form', () => {
    fc.assert(fc.property(fc.ipV4(), (ip) => isIpv4(ip)))
  })

  test.each(['', '1.2.3', '1.2.3.4.5', '1.2.3.4.', '.1.2.3.4', '01.2.3.4', '1.2.3.256', '1.2.3.4\n', '１.2.3.4', '1.2.3.-4', '::1'])('%j is no address', (text) => {
    expect(isIpv4(text)).toBe(false)
  })

  test.each(['', '-unit', '.hidden', 'a b', 'a;b', 'gyoumu_a\n', '業務', 'a'.repeat(65)])('%j is no unit name', (text) => {
    expect(isUnitName(text)).toBe(false)
  })
})
