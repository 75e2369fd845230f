import { expect, test } from 'vitest'
import { limitOf } from './byte-budgets.mjs'

const step = '/recoveries/[recoveryId]/legs/[leg]/steps/[no]'

test('only the page of a step and those that belong to it may weigh what a run page may', () => {
  for (const page of ['', '/by-hand', '/confirm', '/report-received']) expect(limitOf(`${step}${page}`)).toBe(190 * 1024)
  for (const route of ['/recoveries/[recoveryId]', '/recoveries/[recoveryId]/timeline', '/recoveries/[recoveryId]/report', '/recoveries/new/target', '/', '/inbox']) expect(limitOf(route)).toBe(165 * 1024)
  expect(limitOf('/h/[token]')).toBe(150 * 1024)
})
