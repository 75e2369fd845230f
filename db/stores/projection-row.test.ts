// Rows outlive the release that wrote them: what an older one did not say has the meaning that it had then.
import { expect, test } from 'vitest'
import { projection } from '../testing/samples'
import { toProjection, toRow } from './projection-row'

const request = { no: 'R-2026-0001-5', leg: 1, key: 'request-replacement', stepNo: 6, status: 'unread', sentAt: 5, dueAt: 9, promisedAt: null, sentBy: '佐藤', acceptedBy: null }
const reading = (openRequests: unknown) => toProjection({ ...toRow(projection('R-2026-0001')), openRequests: JSON.stringify(openRequests), headHash: '', changedAt: 0 } as Parameters<typeof toProjection>[0])

test('a request of a row that says nothing of a time set anew counts from its sending, and has not rested', () => {
  expect(reading([request]).openRequests).toEqual([{ ...request, countsFrom: 5, restedMs: 0, reminded: 0 }])
})
test('one that this release wrote comes back as it was', () => {
  const written = { ...request, countsFrom: 7, restedMs: 3, reminded: 100 }
  expect(reading([written]).openRequests).toEqual([written])
})
