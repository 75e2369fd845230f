import { expect, test } from 'vitest'
import type { MailView } from '@/lib/recoveries/dto'
import type { RequestState } from '@/lib/recovery/state'
import { lostMail } from './lost-mail'

const mail = (kind: MailView['kind'], createdAt: number, isLost = true): MailView => ({
  id: `${kind}-${createdAt}`, requestNo: 'R-2026-0012-5', kind, toName: '山田', toMail: 'yamada@example.com', cc: [], lostCopies: [], status: isLost ? 'refused' : 'sent', tries: 1, createdAt, nextAt: createdAt, endedAt: createdAt,
  problem: null, isLost, mayHaveArrived: false, subject: 's', text: 't',
})
const request = (over: Partial<RequestState> = {}) => ({ acceptedAt: null, answeredAt: null, reminders: [], ...over })
const told = (at: number, how: 'told' | 'mail' = 'told'): RequestState['reminders'][number] => ({ percent: 0, how, told: how === 'told' ? '山田' : null, to: null, at, by: { id: 'u', name: '佐藤' } })

test('a mail that asks and did not arrive is told of, until somebody knows what it says', () => {
  const mails = [mail('request', 10)]
  expect(lostMail(mails, request())?.id).toBe('request-10')
  expect(lostMail([mail('request', 10, false)], request())).toBeNull()
  for (const known of [request({ acceptedAt: 11 }), request({ answeredAt: 11 }), request({ reminders: [told(11)] })]) expect(lostMail(mails, known)).toBeNull()
  expect(lostMail(mails, request({ reminders: [told(11, 'mail')] })), 'sent again is not told').not.toBeNull()
})
test('an answer sent back that did not arrive is told of, although the request was accepted and answered before', () => {
  const mails = [mail('request', 10, false), mail('answered', 20, false), mail('sentBack', 30)]
  expect(lostMail(mails, request({ acceptedAt: 15, answeredAt: 20, reminders: [told(16)] }))?.kind).toBe('sentBack')
  expect(lostMail(mails, request({ answeredAt: 30 })), 'nobody answers a mail in the moment in which it is written').not.toBeNull()
  expect(lostMail(mails, request({ acceptedAt: 15, answeredAt: 40 }))).toBeNull()
  expect(lostMail([...mails, mail('reminder', 50, false)], request({ answeredAt: 20 })), 'what was sent again arrived').toBeNull()
})
test('news that asks for nothing is not taken for a question', () => {
  expect(lostMail([mail('request', 10, false), mail('recalled', 20)], request())).toBeNull()
})
