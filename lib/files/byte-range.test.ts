import { expect, test } from 'vitest'
import { toByteRange } from './byte-range'

test.each([
  [null, 10, 'whole'], ['', 10, 'whole'], ['bytes=-', 10, 'whole'], ['lines=0-1', 10, 'whole'], ['bytes=0-1,4-5', 10, 'whole'], ['bytes=5-2', 10, 'whole'], ['bytes=x-1', 10, 'whole'],
  ['bytes=0-', 10, { from: 0, to: 9 }], ['bytes=0-0', 10, { from: 0, to: 0 }], ['bytes=3-5', 10, { from: 3, to: 5 }], ['bytes=9-', 10, { from: 9, to: 9 }], ['bytes=4-99', 10, { from: 4, to: 9 }],
  ['bytes=-3', 10, { from: 7, to: 9 }], ['bytes=-99', 10, { from: 0, to: 9 }], [' Bytes=3-5 ', 10, { from: 3, to: 5 }],
  ['bytes=10-', 10, 'outside'], ['bytes=10-12', 10, 'outside'], ['bytes=-0', 10, 'outside'], ['bytes=0-', 0, 'outside'], ['bytes=-1', 0, 'outside'], [null, 0, 'whole'],
] as const)('%j of %i bytes', (header, sizeBytes, range) => expect(toByteRange(header, sizeBytes)).toEqual(range))
