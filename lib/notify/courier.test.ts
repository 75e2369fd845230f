import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createOutbox } from '@/db/stores/mails'
import { openTestDatabase, type TestDatabase } from '@/db/testing/index'
import { STARTED_AT } from '@/db/testing/samples'
import { startCourier, type Courier, type CourierDeps } from './courier'
import type { MailWire, StoredMail, WrittenMail } from './ports'
import { deferred } from './testing/deferred'
import { EVERY_MAIL } from './testing/facts'
import { LARGE_TEXT, startMailServer, type MailServer } from './testing/mail-server'
import { BASE_URL, courierDeps, fill, LEASE_MS, mailOfEvent, RECOVERY } from './testing/outbox'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let database: TestDatabase
let server: MailServer
let now = STARTED_AT
let couriers: Courier[] = []
beforeEach(async () => {
  now = STARTED_AT
  database = await openTestDatabase('sqlite', null)
  server = await startMailServer()
})
afterEach(async () => {
  await Promise.all(couriers.map((courier) => courier.end()))
  couriers = []
  await server.close()
  await database.dispose()
})

const outbox = () => createOutbox(database.engine)
const start = (over: Partial<CourierDeps> = {}): Courier => {
  const courier = startCourier(courierDeps(database, server.port, { clock: { now: () => now }, ...over }))
  couriers.push(courier)
  return courier
}
const leaseOf = async (id: string): Promise<number | null | undefined> => {
  const { db, tables: { mails } } = database.engine
  return (await db.select({ until: mails.leaseUntil }).from(mails).where(eq(mails.id, id)))[0]?.until
}
const stored = async (id: string): Promise<StoredMail | undefined> => (await outbox().ofRecovery(RECOVERY)).find((mail) => mail.id === id)
/** Nothing is due and nothing under way. */
const isIdle = async (): Promise<boolean> => (await outbox().ofRecovery(RECOVERY)).every(({ status, nextAt }) => status !== 'sending' && (status !== 'queued' || nextAt > now))
/** However busy this machine is. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 5 })
const idle = () => soon(async () => expect(await isIdle()).toBe(true))
const until = async (courier: Courier, at: number): Promise<void> => {
  now = at
  courier.wake()
  await idle()
}
const receivers = () => server.arrived.flatMap(({ to }) => to)

describe('what is due', () => {
  test('is sent, noted, and told to the pages', async () => {
    const changed: string[] = []
    await fill(database, [mailOfEvent('a'), mailOfEvent('b')])
    start({ changed: (id) => changed.push(id) })
    await idle()
    expect(receivers()).toEqual(['a@example.com', 'b@example.com'])
    expect(await stored('a')).toMatchObject({ status: 'sent', tries: 1, repeated: false, endedAt: STARTED_AT, problem: null })
    expect(changed).toEqual([RECOVERY, RECOVERY])
  })
  test('keeps which of its copies were not taken, and the log keeps no address', async () => {
    const warned: object[] = []
    await fill(database, [mailOfEvent('a', { cc: [{ name: '運用一課', mail: 'ops@Example.COM' }, { name: '林', mail: 'hayashi@example.com' }] })])
    server.behave({ rcptTo: { 'ops@example.com': { code: 550, words: 'unknown' }, 'ops@Example.COM': { code: 550, words: 'unknown' } } })
    start({ log: { warn: (facts) => void warned.push(facts) } })
    await idle()
    expect(await stored('a')).toMatchObject({ status: 'sent', problem: null, cc: [{ mail: 'ops@Example.COM', lost: 'receiver' }, { mail: 'hayashi@example.com' }] })
    expect((await stored('a'))?.cc[1]).not.toHaveProperty('lost')
    expect(receivers()).toEqual(['a@example.com', 'hayashi@example.com'])
    expect(JSON.stringify(warned)).not.toContain('@')
    expect(warned).toMatchObject([{ mail: 'a', codes: ['receiver'] }])
  })
  test('is looked for again when woken, also by what is written while it is busy', async () => {
    await fill(database, [mailOfEvent('a')])
    const courier: Courier = start({ failpoint: async (name) => {
      if (name !== 'mail-after-send' || receivers().length > 1) return
      await outbox().add(RECOVERY, 1, mailOfEvent('b'), now)
      courier.wake()
    } })
    await soon(() => expect(receivers()).toEqual(['a@example.com', 'b@example.com']))
  })
  test.each(Object.entries(EVERY_MAIL))('has a link of its own where it asks for an answer, and none else: %s', async (_, facts) => {
    await fill(database, [mailOfEvent('a', { facts: { ...facts, recoveryId: RECOVERY } })])
    start()
    await idle()
    const asks = ['request', 'reminder', 'newLink', 'sentBack'].includes(facts.kind)
    expect(server.arrived[0]?.mail.text?.includes(`${BASE_URL}/h/a-1`)).toBe(asks)
    expect(server.arrived[0]?.mail.text?.includes('/h/')).toBe(asks)
  })
  test('goes out once, however many look at the same outbox', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `m${index}`)
    await fill(database, ids.map((id) => mailOfEvent(id)))
    const both = [start({ owner: 'one' }), start({ owner: 'two' })]
    for (const courier of both) courier.wake()
    await idle()
    expect(receivers().toSorted()).toEqual(ids.map((id) => `${id}@example.com`))
  })
  test('waits for a person where nothing is set up', async () => {
    await fill(database, [mailOfEvent('a')])
    const courier = start({ wire: async () => null })
    await idle()
    expect(await stored('a')).toMatchObject({ status: 'notSet', problem: { code: 'notSet', detail: null } })
    await courier.end()
    start()
    await idle()
    expect(await stored('a'), 'what a person has told by telephone by now is not sent behind his back').toMatchObject({ status: 'notSet' })
  })
})

describe('a mail server that is down', () => {
  test('for an hour: the mail is tried with growing pauses, and arrives once when it is back', async () => {
    await fill(database, [mailOfEvent('a')])
    await server.close()
    const links: string[] = []
    const courier = start({ newLink: async ({ tries }) => {
      links.push(`${BASE_URL}/h/try-${tries}`)
      return links.at(-1) ?? null
    } })
    const tried: number[] = []
    for (let minute = 0; minute < 60; minute += 1) {
      const before = (await stored('a'))?.tries ?? 0
      await until(courier, STARTED_AT + minute * MINUTE_MS)
      const after = await stored('a')
      if (after && (after.tries > before || minute === 0)) tried.push(minute)
      expect(after).toMatchObject({ status: 'queued', problem: { code: 'unreachable', detail: 'ECONNREFUSED' } })
    }
    expect(tried).toEqual([0, 1, 3, 8, 18, 38])
    server = await startMailServer({ port: server.port })
    for (let minute = 60; minute < 140; minute += 1) await until(courier, STARTED_AT + minute * MINUTE_MS)
    expect(server.arrived.map(({ mail }) => mail.messageId)).toEqual(['<a@shirube.example.com>'])
    expect(server.arrived[0]?.mail.text).toContain('/h/try-7')
    expect(links, 'a new link for each try').toHaveLength(7)
    expect(await stored('a')).toMatchObject({ status: 'sent', tries: 7, endedAt: STARTED_AT + 78 * MINUTE_MS, repeated: false })
  })
  test('for a day: the mail is given up, tried hourly until then', async () => {
    await fill(database, [mailOfEvent('a')])
    server.behave({ rcptTo: { 'a@example.com': { code: 451, words: 'later' } } })
    const courier = start()
    for (let minute = 0; minute <= 25 * 60; minute += 20) await until(courier, STARTED_AT + minute * MINUTE_MS)
    // Looked at every 20 minutes: at 0, 20, 40, 60, 80, 100, 140, hourly from then on, and for the last time after the day is over.
    expect(await stored('a')).toMatchObject({ status: 'givenUp', problem: { code: 'later', detail: '451 later' }, tries: 29, endedAt: STARTED_AT + DAY_MS + 20 * MINUTE_MS })
  })
  test('that cuts the connection in the middle of a mail gets it again later', async () => {
    await fill(database, [mailOfEvent('a')])
    server.behave({ cutsData: true })
    const courier = start({ write: ({ tries }) => ({ subject: '依頼', text: tries === 1 ? LARGE_TEXT : '依頼', html: '' }) })
    await idle()
    expect(await stored('a')).toMatchObject({ status: 'queued', nextAt: STARTED_AT + MINUTE_MS, problem: { code: 'cut' } })
    server.behave({})
    await until(courier, STARTED_AT + MINUTE_MS)
    expect([receivers(), (await stored('a'))?.status]).toEqual([['a@example.com'], 'sent'])
  })
})

describe('a mail server that takes a mail and is not heard of again', () => {
  test('gets it once more, with the same Message-ID, and never a third time: then nobody knows', async () => {
    await fill(database, [mailOfEvent('a')])
    server.behave({ afterwards: 'cuts' })
    const courier = start()
    await idle()
    expect(await stored('a')).toMatchObject({ status: 'queued', nextAt: STARTED_AT + MINUTE_MS, repeated: true, problem: { code: 'cut' } })
    for (let hour = 1; hour <= 30; hour += 1) await until(courier, STARTED_AT + hour * 60 * MINUTE_MS)
    expect(server.arrived.map(({ mail }) => mail.messageId)).toEqual(['<a@shirube.example.com>', '<a@shirube.example.com>'])
    expect(await stored('a')).toMatchObject({ status: 'uncertain', tries: 2, problem: { code: 'cut' } })
  })
  test.each([
    ['refuses the repeat', { rcptTo: { 'a@example.com': { code: 550, words: 'unknown' } } }],
    ['puts the repeat off for a day', { rcptTo: { 'a@example.com': { code: 451, words: 'later' } } }],
  ])('and %s: it is not said that the mail did not arrive', async (_, then) => {
    await fill(database, [mailOfEvent('a')])
    server.behave({ afterwards: 'cuts' })
    const courier = start()
    await idle()
    server.behave(then)
    for (let hour = 1; hour <= 26; hour += 1) await until(courier, STARTED_AT + hour * 60 * MINUTE_MS)
    expect(await stored('a')).toMatchObject({ status: 'uncertain', repeated: true })
  })
  test('and answers late: the mail stays its sender\'s for as long', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    await fill(database, [mailOfEvent('a')])
    const said = deferred<void>()
    server.behave({ afterwards: said.promise })
    start()
    await soon(() => expect(receivers()).toEqual(['a@example.com']))
    for (let minute = 1; minute <= 9; minute += 1) {
      now = STARTED_AT + minute * MINUTE_MS
      vi.advanceTimersByTime(MINUTE_MS)
      await soon(async () => expect(await leaseOf('a')).toBe(now + LEASE_MS))
    }
    expect(await outbox().claim('another', now, LEASE_MS)).toBeNull()
    said.resolve()
    await idle()
    expect([receivers(), (await stored('a'))?.status]).toEqual([['a@example.com'], 'sent'])
  })
})

describe('trouble with one mail', () => {
  test('that is long on its way keeps none of the others', async () => {
    await fill(database, [mailOfEvent('a'), mailOfEvent('b')])
    const usual = await courierDeps(database, server.port).wire()
    const slow = deferred<Awaited<ReturnType<MailWire['send']>>>()
    start({ othersGoOnAfterMs: 1, wire: async () => ({ send: (mail) => (mail.to.mail === 'a@example.com' ? slow.promise : usual!.send(mail)) }) })
    await soon(async () => expect((await stored('b'))?.status).toBe('sent'))
    expect(await stored('a')).toMatchObject({ status: 'sending' })
    slow.resolve({ ok: true, value: [] })
    await soon(async () => expect((await stored('a'))?.status).toBe('sent'))
  })
  test('is none of the others\': one is refused for good, one has to wait, one cannot be written, one gets no link, the last one arrives', async () => {
    const warned: object[] = []
    await fill(database, ['a-refused', 'b-later', 'c-unwritable', 'd-linkless', 'e-fine'].map((id) => mailOfEvent(id)))
    server.behave({ rcptTo: { 'a-refused@example.com': { code: 550, words: '5.1.1 <a-refused@example.com> unknown' }, 'b-later@example.com': { code: 450, words: 'later' } } })
    const usual = courierDeps(database, server.port)
    start({
      log: { warn: (facts) => void warned.push(facts) },
      newLink: async (mail) => {
        if (mail.id === 'd-linkless') throw new Error('the database is away')
        return usual.newLink(mail)
      },
      write: (mail, link) => {
        if (mail.id === 'c-unwritable') throw new Error('unexpected facts')
        return usual.write(mail, link)
      },
    })
    await idle()
    expect(receivers()).toEqual(['e-fine@example.com'])
    expect(await outbox().ofRecovery(RECOVERY)).toMatchObject([
      { id: 'a-refused', status: 'refused', problem: { code: 'receiver', detail: '550 5.1.1 <a-refused@example.com> unknown' } },
      { id: 'b-later', status: 'queued', nextAt: STARTED_AT + MINUTE_MS, problem: { code: 'later' } },
      { id: 'c-unwritable', status: 'givenUp', problem: { code: 'unreadable', detail: null } },
      { id: 'd-linkless', status: 'queued', nextAt: STARTED_AT + MINUTE_MS, problem: { code: 'later', detail: null } },
      { id: 'e-fine', status: 'sent' },
    ])
    expect(JSON.stringify(warned), 'neither addresses nor links get into the log').not.toMatch(/@example|\/h\/|山田/)
    expect(warned).toMatchObject([{ mail: 'a-refused', code: 'receiver' }, { mail: 'b-later', code: 'later' }, { mail: 'c-unwritable' }, { mail: 'd-linkless' }])
  })
  test('settings that cannot be read keep it waiting', async () => {
    await fill(database, [mailOfEvent('a')])
    start({ wire: () => Promise.reject(new Error('the database is away')) })
    await idle()
    expect(await stored('a')).toMatchObject({ status: 'queued', problem: { code: 'later' } })
  })
  test('an outbox that does not answer for a moment is asked again with the next look', async () => {
    await fill(database, [mailOfEvent('a')])
    let fails = true
    const real = outbox()
    const warned: string[] = []
    const courier = start({ outbox: { ...real, claim: (...call) => (fails ? Promise.reject(new Error('away')) : real.claim(...call)) }, log: { warn: (_, message) => void warned.push(message) } })
    await soon(() => expect(warned).toEqual(['the outbox could not be read']))
    fails = false
    await until(courier, now)
    expect(receivers()).toEqual(['a@example.com'])
  })
})

describe('a mail that is no longer called for', () => {
  test('when its turn comes ends unsent, makes no link, is no failure, and holds up nothing about its request', async () => {
    await fill(database, [mailOfEvent('a'), mailOfEvent('b', { eventIndex: 1, to: { name: '山田', mail: 'a@example.com' } })])
    const linked: string[] = []
    start({ isCalledFor: async ({ id }) => id !== 'a', newLink: async ({ id }) => (linked.push(id), null) })
    await idle()
    expect(await stored('a')).toMatchObject({ status: 'notNeeded', endedAt: STARTED_AT, problem: null })
    expect([server.arrived.map(({ mail }) => mail.messageId), linked]).toEqual([['<b@shirube.example.com>'], ['b']])
  })
  test('and may have gone out before is not said to be unsent', async () => {
    await fill(database, [mailOfEvent('a')])
    await outbox().claim('lost', STARTED_AT, LEASE_MS)
    now += LEASE_MS
    start({ isCalledFor: async () => false })
    await idle()
    expect([receivers(), (await stored('a'))?.status]).toEqual([[], 'uncertain'])
  })
  test('is sent where that cannot be found out', async () => {
    await fill(database, [mailOfEvent('a')])
    start({ isCalledFor: () => Promise.reject(new Error('the database is away')) })
    await idle()
    expect(receivers()).toEqual(['a@example.com'])
  })
})

describe('a sender that was lost', () => {
  /** Sent, and not noted: as if the process had gone in between. */
  const losing = (): CourierDeps['outbox'] => ({ ...outbox(), end: () => Promise.reject(new Error('away')), later: () => Promise.reject(new Error('away')) })

  test('has its mail repeated once when its lease is over, by whoever looks then; after that nobody knows', async () => {
    await fill(database, [mailOfEvent('a')])
    const first = start({ owner: 'lost', outbox: losing() })
    await soon(() => expect(receivers()).toHaveLength(1))
    await first.end()
    now = STARTED_AT + LEASE_MS - 1
    const early = start({ owner: 'early' })
    early.wake()
    await early.end()
    expect(await stored('a')).toMatchObject({ status: 'sending', tries: 1 })

    now = STARTED_AT + LEASE_MS
    const second = start({ owner: 'lost too', outbox: losing() })
    await soon(() => expect(receivers()).toHaveLength(2))
    await second.end()
    now += LEASE_MS
    start({ owner: 'third' })
    await soon(async () => expect((await stored('a'))?.status).toBe('uncertain'))
    expect(server.arrived.map(({ mail }) => mail.messageId)).toEqual(['<a@shirube.example.com>', '<a@shirube.example.com>'])
  })
  test('and was only frozen sends nothing when it wakes up: the mail is another\'s by now', async () => {
    await fill(database, [mailOfEvent('a')])
    const frozen = deferred<void>()
    const asleep = deferred<void>()
    const late = start({ owner: 'frozen', failpoint: (name) => {
      if (name !== 'mail-before-send') return Promise.resolve()
      asleep.resolve()
      return frozen.promise
    } })
    await asleep.promise
    now = STARTED_AT + LEASE_MS
    start({ owner: 'second' })
    await soon(async () => expect((await stored('a'))?.status).toBe('sent'))
    frozen.resolve()
    await late.end()
    expect(receivers()).toEqual(['a@example.com'])
    expect(await stored('a')).toMatchObject({ status: 'sent', tries: 2 })
  })
})

describe('the end', () => {
  test('leaves a try under way to its lease, takes no further mail, and does not wait for ever', async () => {
    await fill(database, [mailOfEvent('a'), mailOfEvent('b')])
    const asked: WrittenMail[] = []
    const stuck = deferred<Awaited<ReturnType<MailWire['send']>>>()
    const courier = start({ wire: async () => ({ send: (mail) => {
      asked.push(mail)
      return stuck.promise
    } }) })
    await soon(() => expect(asked).toHaveLength(1))
    const began = performance.now()
    await courier.end()
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(await stored('a')).toMatchObject({ status: 'sending' })
    stuck.resolve({ ok: true, value: [] })
    await soon(async () => expect((await stored('a'))?.status).toBe('sent'))
    courier.wake()
    expect([asked.length, (await stored('b'))?.status]).toEqual([1, 'queued'])
  })
  test('without being woken it looks every quarter of a minute', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    let looks = 0
    const real = outbox()
    start({ outbox: { ...real, claim: (...call) => {
      looks += 1
      return real.claim(...call)
    } } })
    for (let round = 1; round <= 3; round += 1) {
      await soon(() => expect(looks).toBe(round))
      await new Promise(setImmediate)
      vi.advanceTimersByTime(15_000)
    }
  })
})
