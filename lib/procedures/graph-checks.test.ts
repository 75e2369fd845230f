import { describe, expect, test } from 'vitest'
import type { Procedure, StepDefinition } from '@/lib/recovery/procedure'
import { findMistakes } from './graph-checks'
import { allProcedures, currentVersion, procedures } from './registry'
import { replaceV1 } from './replace'
import { reuseV1 } from './reuse'

const every = Object.values(allProcedures).flat()

describe('every procedure in the registry', () => {
  test.each(every.map((procedure) => [`${procedure.key} ${procedure.version}`, procedure] as const))('%s has no mistake', (_, procedure) => {
    expect(findMistakes(procedure)).toEqual([])
  })

  test('is found by key and version, and no other is', () => {
    for (const procedure of every) expect(procedures(procedure.key, procedure.version)).toBe(procedure)
    expect(procedures('reuse', 0)).toBeUndefined()
    expect(procedures('replace', currentVersion('replace') + 1)).toBeUndefined()
  })
})

test('the manual\'s steps stand in its order, with its actors', () => {
  const outline = (procedure: Procedure) => procedure.steps.map((step) => `${step.no} ${step.key} ${step.actor === 'systemBuilder' ? 'SB' : 'RM'}`)
  expect(outline(reuseV1)).toEqual(['1 connect-hypervisor SB', '2 repair-server SB', '3 connect-manager SB', '4 unmark SB', '5 start SB'])
  expect(outline(replaceV1)).toEqual([
    '1 collect-data RM', '2 connect-manager SB', '3 stop SB', '4 detach SB', '5 request-replacement SB', '6 clone-and-report RM', '7 connect-manager-2 SB',
    '8 attach SB', '9 power-on SB', '10 connect-manager-3 SB', '11 update SB', '12 start SB', '13 transfer-data RM',
  ])
})

describe('a slip in the data is found', () => {
  const change = (no: number, over: Partial<StepDefinition>): Procedure => ({
    ...replaceV1,
    steps: replaceV1.steps.map((step) => (step.no === no ? { ...step, ...over } : step)),
  })
  test.each([
    ['a number out of order', change(3, { no: 4 })],
    ['a key twice', change(7, { key: 'connect-manager' })],
    ['a command without its name', change(8, { command: undefined })],
    ['a manual step with a command', change(9, { command: 'start' })],
    ['detach without the mark', change(4, { irreversible: undefined })],
    ['another command marked irreversible', change(8, { irreversible: true })],
    ['going on without detach', change(4, { goOnWithout: true })],
    ['stop without second evidence', change(3, { secondEvidence: undefined })],
    ['a confirmation that asks for nothing', change(2, { fields: [] })],
    ['an answer given to the system builder', change(6, { actor: 'systemBuilder' })],
    ['a step that may be left out', change(12, { optional: true })],
    ['a command without a server to judge', change(11, { server: null })],
    ['a report without its request', { ...replaceV1, steps: replaceV1.steps.filter((step) => step.kind !== 'request') }],
    ['no steps', { ...replaceV1, steps: [] }],
  ])('%s', (_, procedure) => {
    expect(findMistakes(procedure)).not.toEqual([])
  })
})
