import { describe, expect, test } from 'vitest'
import { toArgv, type Command } from '../commands'
import { readArguments } from './arguments'

const on = { unit: 'gyoumu_a', server: '192.168.1.101' }

describe('arguments of the simulated command', () => {
  test.each<Command>([
    { name: 'status', unit: 'gyoumu_a', target: 'unit' },
    { name: 'status', unit: 'gyoumu_a', target: 'virtualserver' },
    { name: 'unmark', ...on },
    { name: 'detach', ...on },
    { name: 'start', ...on, loadBalancer: true },
    { name: 'stop', ...on, loadBalancer: false },
    { name: 'attach', ...on, serviceIp: '192.168.2.101' },
  ])('what the product sends as $name is understood as meant', (command) => {
    expect(readArguments(toArgv(command))).toEqual(command)
  })

  test('update names the unit only', () => {
    expect(readArguments(toArgv({ name: 'update', ...on }))).toEqual({ name: 'update', unit: 'gyoumu_a' })
  })

  test('the common arguments follow the subcommand, before -unit', () => {
    expect(readArguments(['status', '-m', 'manager:28099', '-u', 'sato', '-p', 'x', '-wait', '60', '-unit', 'gyoumu_a'])).toMatchObject({ name: 'status' })
    expect(readArguments(['status', '-unit', 'gyoumu_a', '-m', 'manager'])).toBeNull()
  })

  test.each([
    [[]],
    [['constructor', '-unit', 'gyoumu_a']],
    [['status']],
    [['status', '-unit']],
    [['status', '-unit', '-x']],
    [['status', '-unit', 'a', '-unit', 'b']],
    [['status', '-unit', 'a', '-target', 'tier']],
    [['status', '-unit', 'a', '-lb']],
    [['start', '-unit', 'a']],
    [['start', '-unit', 'a', '-vs', '192.168.1.999']],
    [['attach', '-unit', 'a', '-vs', '10.0.0.1', '-serviceip', 'x']],
  ])('%j is refused', (argv) => {
    expect(readArguments(argv)).toBeNull()
  })
})
