import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseServerList, parseUnitStatus } from '../parse-status'
import { EXAMPLE_UNIT, exampleWorld } from './example'
import { countsOf, printServers, printUnit } from './print-status'
import { findUnit, recordsOf } from './world'

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')

test('the documented samples are printed byte for byte from what was read in them', () => {
  expect(printServers(parseServerList(fixture('virtualserver.txt')).servers)).toBe(fixture('virtualserver.txt'))
  const { definitionStatus = '', allServers = 0, activeServers = 0, invalidServers = 0 } = parseUnitStatus(fixture('unit.txt'))
  expect(printUnit({ definitionStatus, allServers, activeServers, invalidServers })).toBe(fixture('unit.txt'))
})

test('servers are printed ascending by identifier, number by number', () => {
  const world = exampleWorld(0)
  const unit = findUnit(world, EXAMPLE_UNIT)
  const template = unit?.servers[0]
  if (!unit || !template) throw new Error('the example has no server')
  const servers = ['192.168.1.101', '192.168.1.9', '10.0.0.200'].map((id) => ({ ...template, id }))
  expect(recordsOf(world, { ...unit, servers }, 0).map((record) => record.id)).toEqual(['10.0.0.200', '192.168.1.9', '192.168.1.101'])
})

test('counts: active are those seen working, invalid those seen otherwise than believed', () => {
  const world = exampleWorld(0)
  const unit = findUnit(world, EXAMPLE_UNIT)
  expect(unit && countsOf(recordsOf(world, unit, 0))).toEqual({ allServers: 3, activeServers: 2, invalidServers: 1 })
})
