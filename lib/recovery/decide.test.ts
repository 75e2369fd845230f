import { describe, expect, test } from 'vitest'
import { currentStep } from './current-step'
import { conclude, Play, smooth } from './testing/play'

describe.each(['reuse', 'replace'] as const)('%s without trouble', (procedure) => {
  test('goes step by step in the manual\'s order to the end', () => {
    const play = new Play({ procedure })
    const order: number[] = []
    while (currentStep(play.state)) {
      order.push(play.current.no)
      smooth[play.current.key](play)
    }
    conclude(play)
    expect(order).toEqual(play.leg.steps.map((step) => step.no))
    expect(play.state.status).toBe('completed')
  })
})
