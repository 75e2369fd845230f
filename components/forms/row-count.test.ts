import { expect, test } from 'vitest'
import { rowCount } from './row-count'

test('a form keeps every row that was posted and adds one where it was asked for', () => {
  expect(rowCount({}, 1)).toBe(1)
  expect(rowCount({ 'items[0].what': ['log'], 'items[2].where': [''] }, 1)).toBe(3)
  expect(rowCount({ 'items[0].what': ['log'], addRow: ['items'] }, 1)).toBe(2)
  expect(rowCount({ 'servers[1].id': [''], 'items[3].what': [''], addRow: ['contacts'] }, 1, 'servers')).toBe(2)
  expect(rowCount({}, 4)).toBe(4)
})
test('nobody makes a page of a thousand rows', () => expect(rowCount({ 'items[999].what': ['x'] }, 1)).toBe(50))
