import { expect, test } from 'vitest'
import type { RequestState } from '@/lib/recovery/state'
import type { ContactView } from '../dto'
import { nextContact } from './next-contact'

const contact = (name: string, phone: string | null, mail: string | null = `${name}@example.com`, role = 'resourceManager'): ContactView => ({ role, name, phone, mail }) as ContactView
const CONTACTS = [contact('team', '03-1', null, 'driverTeam'), contact('first', '03-2'), contact('silent', null), contact('duty', '03-3', null), contact('deputy', '03-4')]
const request = (...mails: readonly string[]) => {
  const [to, ...next] = mails.map((mail) => ({ name: mail, mail }))
  return { addressed: { to: to ?? null, cc: [] }, reminders: next.map((each) => ({ to: each })) } as unknown as RequestState
}
const names = (...asked: readonly RequestState[]) => asked.map((each) => nextContact(CONTACTS, each)?.name)

test('who is telephoned next is the first of the other party who has a number and was not asked yet', () => {
  expect(names(request(), request('first@example.com'), request('FIRST@example.com', 'deputy@example.com'))).toEqual(['first', 'duty', 'duty'])
})
test('where all of them were asked, the first one again; where nobody has a number, nobody', () => {
  const [, first, , , deputy] = CONTACTS
  if (!first || !deputy) throw new Error('both are contacts')
  expect(nextContact([first, deputy], request('first@example.com', 'deputy@example.com'))).toBe(first)
  expect([nextContact([contact('silent', null)], request()), nextContact(CONTACTS, null)]).toEqual([null, null])
})
