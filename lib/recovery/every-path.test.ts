/**
 * Every way of every step, walked to the end. In `reuse` every combination of its command steps; in `replace` every way with smooth
 * neighbours, and every pair of ways of two steps that follow each other.
 */
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { currentStep, isFinished } from './current-step'
import { replay } from './evolve'
import type { ProcedureKey, StepKey } from './procedure'
import { conclude, Play, smooth, upTo, type StartOptions } from './testing/play'
import { waysOf, type Way } from './testing/ways'

type Path = { readonly title: string; readonly ways: Partial<Readonly<Record<StepKey, Way>>> }

function walk(options: StartOptions, { ways }: Path): Play {
  const play = new Play(options)
  while (currentStep(play.state)) {
    const { key } = play.current
    const go = ways[key]?.go ?? smooth[key]
    go(play)
    expect(isFinished(play.step(key)), `${key} is finished`).toBe(true)
  }
  conclude(play)
  return play
}

function expectSafeEnd(play: Play): void {
  expect(play.state.status).toBe('completed')
  expect(replay(play.events, procedures)).toEqual(play.state)
  expect(play.events.map((event) => event.seq)).toEqual(play.events.map((_, index) => index + 1))
}

const stepsOf = (key: ProcedureKey): readonly StepKey[] => procedures(key, 1)?.steps.map((step) => step.key) ?? []

const single = (procedure: ProcedureKey): readonly Path[] => stepsOf(procedure).flatMap((key) => waysOf[key].map((way) => ({ title: `${key}: ${way.title}`, ways: { [key]: way } })))

function pairs(keys: readonly (readonly [StepKey, StepKey])[]): readonly Path[] {
  return keys.flatMap(([first, second]) => waysOf[first].flatMap((a) => waysOf[second].map((b) => ({ title: `${first} ${a.title} → ${second} ${b.title}`, ways: { [first]: a, [second]: b } }))))
}

describe.each(['reuse', 'replace'] as const)('%s: every way of every step ends completed', (procedure) => {
  test.each(single(procedure).map((path) => [path.title, path] as const))('%s', (_, path) => {
    expectSafeEnd(walk({ procedure }, path))
  })
})

test('reuse: every combination of clearing the mark and starting ends completed', () => {
  for (const path of pairs([['unmark', 'start']])) expectSafeEnd(walk({ procedure: 'reuse' }, path))
})

test('replace: every pair of ways of neighbouring steps ends completed', () => {
  const keys = stepsOf('replace')
  const neighbours = keys.slice(1).map((key, index) => [keys[index] ?? key, key] as const)
  for (const path of pairs(neighbours)) expectSafeEnd(walk({ procedure: 'replace' }, path))
}, 120_000)

describe('where people switch the load balancer, starting ends completed once it is stated who did it and when', () => {
  const starts = single('reuse').filter(({ title }) => title.startsWith('start') && !title.includes('opened again'))
  test.each(starts.map((path) => [path.title, path] as const))('%s', (_, path) => {
    const play = upTo({ procedure: 'reuse', facts: { loadBalancer: 'people' } }, 'start')
    path.ways.start?.go(play)
    if (currentStep(play.state)) {
      expect(play.current).toMatchObject({ status: 'attention', awaits: 'loadBalancer' })
      play.act('confirm', { statement: { loadBalancerDoneBy: '田中', loadBalancerDoneAt: '03:40' }, automatic: false })
    }
    conclude(play)
    expectSafeEnd(play)
  })
})
