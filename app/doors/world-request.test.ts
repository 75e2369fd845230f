import { describe, expect, test } from 'vitest'
import { PRESETS } from '@/components/demo/world-types'
import { presetOf, worldRequest } from './world-request'

const scenarioOf = (preset: string) => (worldRequest({ act: ['scenario'], command: ['stop'], preset: [preset], times: ['once'] }) as { scenario?: { kind: string } }).scenario

describe('the page of the simulated world asks for what it shows', () => {
  test.each(PRESETS)('behaviour %s is one of the simulator, and is told by the same name afterwards', (preset) => {
    const scenario = scenarioOf(preset)
    expect(scenario).toBeDefined()
    expect(scenario && presetOf(scenario)).toBe(preset)
  })
  test('an act names its machine, a behaviour lasts once or until cleared', () => {
    expect(worldRequest({ act: ['powerOff'], name: [' vm-1 '] })).toEqual({ act: { kind: 'powerOff', name: 'vm-1' } })
    expect(worldRequest({ act: ['scenario'], command: ['stop'], preset: ['busy'], times: ['always'] })).toEqual({ command: 'stop', scenario: { kind: 'busy' }, times: null })
  })
})
