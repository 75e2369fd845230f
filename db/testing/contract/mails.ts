import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { MailOfEvent, Outbox, StoredMail } from '@/lib/notify/ports'
import { EVERY_MAIL, requestFacts } from '@/lib/notify/testing/facts'
import { createOutbox } from '../../stores/mails'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { begin, next, note, STARTED_AT } from '../samples'
import { refusalOf } from './raw'

const ID = 'R-2026-0001'
const LEASE_MS = 60_000
/** When the mails of the samples are due: with their event. */
const DUE = STARTED_AT
const PROBLEM = { code: 'unreachable', detail: 'ECONNREFUSED' } as const

const mail = (id: string, over: Partial<MailOfEvent> = {}): MailOfEvent => ({
  id, messageId: `<${id}@example.com>`, eventIndex: 0, leg: 1, request: 'request-replacement', requestNo: `${ID}-5`, locale: 'ja', to: { name: '山田 次郎', mail: 'yamada@example.com' },
  cc: [{ name: '運用一課', mail: 'ops@example.com' }], replyTo: 'ops@example.com', facts: requestFacts('request-replacement'), ...over,
})

export const mailContract = (database: Current) => describe('the outbox', () => {
  const outbox = () => createOutbox(database().engine)
  const store = () => createRecoveryStore(database().engine)
  const written = async (...ids: readonly string[]) => expect(await store().append(begin(ID, { mails: ids.map((id) => mail(id)) }))).toMatchObject({ ok: true })
  const found = async (id: string): Promise<StoredMail | undefined> => (await outbox().ofRecovery(ID)).find((each) => each.id === id)
  const claimed = async (owner: string, at: number): Promise<string | null> => (await outbox().claim(owner, at, LEASE_MS))?.mail.id ?? null
  /** Every write that is for the owner of a mail alone. */
  const writes = (on: Outbox, id: string, owner: string, at: number) => [
    () => on.later(id, owner, { nextAt: at, problem: PROBLEM }), () => on.end(id, owner, { status: 'sent', at, problem: null }), () => on.repeating(id, owner), () => on.renew(id, owner, at + 100 * LEASE_MS),
  ]

  test('a mail comes back as it was written, whatever it says, in the place of the event that called for it', async () => {
    const all = Object.entries(EVERY_MAIL).map(([name, facts], index) => mail(name, { facts, eventIndex: index % 2, ...(facts.kind === 'ended' && { leg: null, request: null, requestNo: null, replyTo: null, cc: [] }) }))
    await store().append(begin(ID))
    await store().append(next(ID, 1, [note('a'), note('b')], { mails: all }))
    const kept = await outbox().ofRecovery(ID)
    expect(kept).toHaveLength(all.length)
    for (const { eventIndex, ...each } of all)
      expect(kept.find(({ id }) => id === each.id)).toEqual({
        ...each, recoveryId: ID, eventSeq: 2 + eventIndex, createdAt: STARTED_AT + 1000, status: 'queued', tries: 0, nextAt: STARTED_AT + 1000, repeated: false, endedAt: null, problem: null,
      })
  })

  test('neither a mail nor its event is there without the other', async () => {
    await written('first')
    expect(await store().append(next(ID, 0, [note('too late')], { mails: [mail('of-a-conflict')] }))).toMatchObject({ ok: false })
    expect(await refusalOf(store().append(next(ID, 1, [note('twice')], { mails: [mail('other', { messageId: '<first@example.com>' })] }))), 'one Message-ID an event').not.toBe('')
    expect((await outbox().ofRecovery(ID)).map(({ id }) => id)).toEqual(['first'])
    expect(await store().events(ID)).toHaveLength(1)
  })

  test('whoever asks gets the mail that has been due longest, and nothing before its time', async () => {
    await written('a')
    await store().append(next(ID, 1, [note('n')], { mails: [mail('b', { to: { name: '林', mail: 'hayashi@example.com' } })] }))
    expect([await claimed('x', DUE - 1), await claimed('x', DUE), await claimed('y', DUE), await claimed('y', DUE + 1000), await claimed('x', DUE + 1000)]).toEqual([null, 'a', null, 'b', null])
    expect(await found('a')).toMatchObject({ status: 'sending', tries: 1 })
  })

  test('mails about one request go to one receiver in the order of their events: a recall waits for the request that was put off', async () => {
    const later = DUE + 60_000
    await written('request')
    await store().append(next(ID, 1, [note('n')], { mails: [mail('recalled'), mail('of-another', { requestNo: `${ID}-6` })] }))
    await outbox().claim('x', DUE, LEASE_MS)
    expect([await claimed('y', DUE + 1000), await claimed('y', DUE + 1000)], 'while it is being sent').toEqual(['of-another', null])
    await outbox().later('request', 'x', { nextAt: later, problem: PROBLEM })
    expect([await claimed('y', later - 1), await claimed('x', later), await claimed('y', later)], 'while it was put off').toEqual([null, 'request', null])
    await outbox().end('request', 'x', { status: 'givenUp', at: later, problem: PROBLEM })
    expect(await claimed('y', later), 'however it ended').toBe('recalled')
  })

  test('each mail goes to one of those who ask at the same moment', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `m${String(index).padStart(2, '0')}`)
    await written(...ids)
    const senders = [outbox(), createOutbox(await database().secondInstance())]
    const taken = await Promise.all(ids.flatMap(() => senders.map((sender, index) => sender.claim(`sender-${index}`, DUE, LEASE_MS))))
    expect(taken.flatMap((each) => (each ? [each.mail.id] : [])).sort()).toEqual(ids)
    expect(taken.filter((each) => each?.interrupted)).toEqual([])
  })

  test('a mail whose sender was lost is taken up when its lease is over, and is known to have been interrupted', async () => {
    await written('a')
    expect(await outbox().claim('lost', DUE, LEASE_MS)).toMatchObject({ interrupted: false })
    expect(await outbox().claim('second', DUE + LEASE_MS - 1, LEASE_MS)).toBeNull()
    expect(await outbox().claim('second', DUE + LEASE_MS, LEASE_MS)).toMatchObject({ interrupted: true, mail: { tries: 2, repeated: false } })
  })

  test('a sender who was frozen changes nothing any more, nor does anybody who never had it', async () => {
    await written('a')
    await outbox().claim('frozen', DUE, LEASE_MS)
    await outbox().claim('second', DUE + LEASE_MS, LEASE_MS)
    const before = await found('a')
    for (const owner of ['frozen', 'stranger']) for (const write of writes(outbox(), 'a', owner, DUE)) expect(await write()).toBe(false)
    expect(await found('a')).toEqual(before)
    expect(await outbox().end('a', 'second', { status: 'sent', at: DUE + LEASE_MS, problem: null })).toBe(true)
  })

  test('a mail whose sender still waits for an answer is kept for him', async () => {
    await written('a')
    await outbox().claim('x', DUE, LEASE_MS)
    expect(await outbox().renew('a', 'x', DUE + 2 * LEASE_MS)).toBe(true)
    expect(await outbox().claim('y', DUE + 2 * LEASE_MS - 1, LEASE_MS)).toBeNull()
    expect(await outbox().claim('y', DUE + 2 * LEASE_MS, LEASE_MS)).toMatchObject({ interrupted: true, mail: { id: 'a' } })
  })

  test('a repeat is noted once', async () => {
    await written('a')
    await outbox().claim('x', DUE, LEASE_MS)
    expect([await outbox().repeating('a', 'x'), await outbox().repeating('a', 'x')]).toEqual([true, false])
    expect(await found('a')).toMatchObject({ repeated: true, status: 'sending' })
  })

  test('what failed waits for its next time, with what stood in the way; the others do not wait for it', async () => {
    await written('a', 'b')
    await outbox().claim('x', DUE, LEASE_MS)
    expect(await outbox().later('a', 'x', { nextAt: DUE + 5_000, problem: PROBLEM })).toBe(true)
    expect(await found('a')).toMatchObject({ status: 'queued', tries: 1, nextAt: DUE + 5_000, problem: PROBLEM })
    expect([await claimed('x', DUE), await claimed('x', DUE + 4_999), await claimed('x', DUE + 5_000)]).toEqual(['b', null, 'a'])
  })

  test.each(['sent', 'refused', 'uncertain', 'givenUp', 'notSet', 'notNeeded'] as const)('what ended as %s is taken by nobody, and what was noted then stays', async (status) => {
    await written('a')
    await outbox().claim('x', DUE, LEASE_MS)
    const problem = status === 'sent' ? null : ({ code: 'receiver', detail: '550 5.1.1 unknown' } as const)
    expect(await outbox().end('a', 'x', { status, at: DUE + 7, problem })).toBe(true)
    expect(await found('a')).toMatchObject({ status, endedAt: DUE + 7, problem })
    for (const write of writes(outbox(), 'a', 'x', DUE)) expect(await write()).toBe(false)
    expect(await claimed('y', DUE + 10 * LEASE_MS)).toBeNull()
  })

  test('which copies were not taken is kept with the mail that was', async () => {
    await written('a')
    await outbox().claim('x', DUE, LEASE_MS)
    const cc = [{ name: '運用一課', mail: 'ops@example.com', lost: 'receiver' as const }]
    await outbox().end('a', 'x', { status: 'sent', at: DUE, problem: null, cc })
    expect(await found('a')).toMatchObject({ status: 'sent', problem: null, cc })
  })

  test('a mail that no event calls for is sent like every other', async () => {
    await written()
    const { eventIndex: _eventIndex, ...link } = mail('link', { facts: { ...requestFacts('collect-data'), kind: 'newLink', sentAt: DUE } as MailOfEvent['facts'] })
    await outbox().add(ID, 1, link, DUE + 3)
    expect(await outbox().claim('x', DUE + 3, LEASE_MS)).toMatchObject({ interrupted: false, mail: { ...link, eventSeq: 1, createdAt: DUE + 3 } })
  })

  test('a mail that this release cannot read is given up, and stops neither the others nor the page of its recovery', async () => {
    await written('a', 'b')
    const { engine } = database()
    const { mails } = engine.tables
    await engine.db.update(mails).set({ facts: '{"kind":"of another release"}' }).where(eq(mails.id, 'a'))
    expect(await claimed('x', DUE)).toBe('b')
    expect((await outbox().ofRecovery(ID)).map(({ id }) => id)).toEqual(['b'])
    expect(await engine.db.select({ status: mails.status, problem: mails.problem, owner: mails.owner }).from(mails).where(eq(mails.id, 'a'))).toEqual([{ status: 'givenUp', problem: 'unreadable', owner: null }])
  })
})
