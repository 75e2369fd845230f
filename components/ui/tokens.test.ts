import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contrast, difference, type Vision } from './colour'
import { LOG_TOKENS, STATUS_ROLES, TOKENS, type TokenName } from './tokens'

const THEMES = [['light', 0], ['dark', 1]] as const
const of = (name: TokenName, theme: 0 | 1): string => TOKENS[name][theme]

describe.each(THEMES)('contrast in the %s theme', (_, theme) => {
  const at = (front: TokenName, back: TokenName): number => contrast(of(front, theme), of(back, theme))

  test.each([['fg', 'canvas'], ['fg', 'sub'], ['fg', 'tint-active'], ['fg', 'tint-fail'], ['fg', 'tint-att'], ['fg-muted', 'canvas'], ['fg-muted', 'sub'], ['link', 'canvas']] as const)(
    'body text %s on %s is at least 7', (front, back) => expect(at(front, back)).toBeGreaterThanOrEqual(7))
  test.each([
    ['link', 'sub'], ['link', 'tint-active'], ['link', 'tint-fail'], ['link', 'tint-att'], ['act-fg', 'act'], ['act-fg', 'act-hover'], ['act', 'canvas'], ['act', 'sub'],
    ['danger-fg', 'danger'], ['danger-fg', 'danger-hover'], ['tx-fail', 'canvas'], ['tx-fail', 'tint-fail'], ['tx-att', 'canvas'], ['tx-att', 'tint-att'], ['fg-muted', 'tint-active'],
  ] as const)('text %s on %s is at least 4.5', (front, back) => expect(at(front, back)).toBeGreaterThanOrEqual(4.5))
  test.each([
    ['st-active', 'canvas'], ['st-active', 'tint-active'], ['st-active', 'sub'], ['st-done', 'canvas'], ['st-done', 'sub'], ['st-fail', 'canvas'], ['st-fail', 'tint-fail'],
    ['st-idle', 'canvas'], ['st-idle', 'sub'], ['st-att-line', 'canvas'], ['st-att-line', 'tint-att'], ['line', 'canvas'], ['line', 'sub'], ['focus', 'canvas'], ['focus', 'sub'],
  ] as const)('icon, border or focus %s on %s is at least 3', (front, back) => expect(at(front, back)).toBeGreaterThanOrEqual(3))
  test('the mark in the yellow triangle is at least 4.5 on its fill', () => {
    expect(at('st-att-ink', 'st-att')).toBeGreaterThanOrEqual(4.5)
    expect(at('st-att-mark', 'st-att')).toBeGreaterThanOrEqual(4.5)
  })
})

test('every colour of the log is at least 4.5 on its pane', () => {
  for (const [name, value] of Object.entries(LOG_TOKENS)) if (name !== 'log-pane') expect(contrast(value, LOG_TOKENS['log-pane'])).toBeGreaterThanOrEqual(4.5)
})

describe('the five status colours can be told apart by every kind of colour vision', () => {
  test.each([['light', 0, 14], ['dark', 1, 17]] as const)('%s', (_, theme, least) => {
    const worst = Math.min(...(['normal', 'protan', 'deutan', 'tritan'] as const satisfies readonly Vision[]).flatMap((vision) =>
      STATUS_ROLES.flatMap((a, index) => STATUS_ROLES.slice(index + 1).map((b) => difference(of(a, theme), of(b, theme), vision)))))
    expect(worst).toBeGreaterThanOrEqual(least)
  })
  test('the measure agrees with the published test data of CIEDE2000 in order of size', () => {
    expect(difference('#000000', '#ffffff', 'normal')).toBeCloseTo(100, 0)
    expect(difference('#ff0000', '#ff0000', 'deutan')).toBe(0)
    expect(difference('#ec0000', '#0c472a', 'deutan')).toBeLessThan(difference('#ec0000', '#0c472a', 'normal'))
  })
})

test('the stylesheet holds exactly these values', () => {
  const css = readFileSync(join(import.meta.dirname, '../../app/globals.css'), 'utf8')
  const themed = Object.fromEntries([...css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)].map(([, name, light, dark]) => [name, [light, dark]]))
  const fixed = Object.fromEntries([...css.matchAll(/--color-(log-[\w-]+): (#\w{6});/g)].map(([, name, value]) => [name, value]))
  expect(themed).toEqual(TOKENS)
  expect(fixed).toEqual(LOG_TOKENS)
})
