import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { replay } from '@/lib/recovery/evolve'
import type { Addressed, RecoveryEvent } from '@/lib/recovery/events'
import type { Actor, Intent } from '@/lib/recovery/intents'
import { playMove, requestIntent } from '@/lib/recovery/testing/moves'
import { builder, details, goTo, machine, manager, Play, upTo } from '@/lib/recovery/testing/play'
import type { Unit } from '@/lib/sites/ports'
import { mailsOf } from './mails-of'
import type { MailOfEvent } from './ports'
import { toRemind } from './reminders'
import { FIRST, SECOND, TEAM, unit } from './testing/unit'
import { writeMail } from './write-mail'

const ADDRESSED: Addressed = { to: FIRST, cc: [TEAM] }
const how = { host: 'shirube.example.com', linkAlone: false }

/** The mails of a whole history, event by event, as if every request in it had been addressed. */
function mailsOfHistory(history: readonly RecoveryEvent[], host = how.host): readonly MailOfEvent[] {
  const events = history.map((event) => (event.type === 'HandoffSent' ? { ...event, body: { ...event.body, addressed: ADDRESSED } } : event))
  return events.flatMap((event, index) => {
    const after = replay(events.slice(0, index + 1), procedures)
    return after ? mailsOf({ ...how, host, after, events: [event], unit, seqBefore: index, at: event.at, newId: () => `mail-${index}` }) : []
  })
}

/** Appends as a person or the machine would, and answers the mails of that append. */
function mailsAfter(play: Play, intent: Intent, actor: Actor = builder, of: Unit | null = unit): readonly MailOfEvent[] {
  const seqBefore = play.events.length
  const { events } = play.do(intent, actor)
  let id = 0
  return mailsOf({ after: play.state, events, unit: of, seqBefore, at: play.at, ...how, newId: () => `mail-${++id}` })
}
const send = (play: Play, over: Partial<Extract<Intent, { type: 'send' }>> = {}, of: Unit | null = unit) =>
  mailsAfter(play, { type: 'send', leg: play.leg.no, request: 'request-replacement', details, message: null, dueAt: play.at + 3_600_000, addressed: ADDRESSED, ...over }, builder, of)
const remind = (percent: number, told: string | null = null): Intent => ({ type: 'remind', leg: 1, request: 'request-replacement', percent, how: told === null ? 'mail' : 'told', told })
const asked = (): Play => {
  const play = upTo({ procedure: 'replace' }, 'request-replacement')
  send(play)
  return play
}

/** At 150 %, as the process does that looks at the clock. */
const askedNext = (play: Play) => mailsAfter(play, toRemind({ leg: 1, request: 'request-replacement', percent: 150, countsFrom: play.leg.requests.at(-1)?.countsFrom ?? 0 }, play.state, unit), machine)

describe('a request', () => {
  test('goes to whom it is addressed, with its copies; replies reach the team', () => {
    const play = upTo({ procedure: 'replace' }, 'request-replacement')
    const mails = send(play)
    expect(mails).toMatchObject([{ eventIndex: 0, to: FIRST, cc: [TEAM], replyTo: TEAM.mail, leg: 1, request: 'request-replacement', requestNo: 'R-2026-0012-5', locale: 'ja' }])
    expect(mails[0]?.facts).toMatchObject({
      kind: 'request', displayName: '業務 A', details, dataOpen: false, wantedData: null, template: { name: 'tmpl-ap-0870' }, failed: { hypervisorName: 'vm-gyoumu-a-01' }, items: [], linkAlone: false,
      caller: { name: '佐藤 花子', team: '運用一課', phone: '03-0000-0000' },
    })
  })
  test('without an address calls for no mail', () => {
    for (const addressed of [{ to: null, cc: [TEAM] }, undefined]) expect(send(upTo({ procedure: 'replace' }, 'request-replacement'), { addressed })).toEqual([])
  })
  test('says who asks, where the form named team and telephone', () => {
    const requester = { team: '運用二課', phone: '06-0000-0000' }
    const [mail] = send(upTo({ procedure: 'replace' }, 'request-replacement'), { details: { ...details, requester } })
    expect(mail?.facts.caller).toEqual({ name: '佐藤 花子', ...requester })
  })
  test('of step 1 names the data that the unit wants', () => {
    const [mail] = mailsOfHistory(new Play({ procedure: 'replace' }).events)
    expect(mail).toMatchObject({ to: FIRST, requestNo: 'R-2026-0012-1', facts: { kind: 'request', request: 'collect-data', wantedData: 'ログ', details: null, items: [] } })
  })
  test('of step 13 names what was collected', () => {
    expect(send(upTo({ procedure: 'replace' }, 'transfer-data'), { request: 'transfer-data', details: null })[0]?.facts).toMatchObject({ items: [{ what: 'ログ', where: 'nas01' }], wantedData: null })
  })
  test('sent while step 1 is unanswered says that the data is still on the old server', () => {
    const play = new Play({ procedure: 'replace' })
    play.act('goOnWithoutWaiting', { reason: '夜間', agreedBy: '鈴木課長' })
    goTo(play, 'request-replacement')
    expect(send(play)[0]?.facts).toMatchObject({ dataOpen: true })
  })
  test('is written in the language of its receiver, Japanese where nobody knows', () => {
    const to = (mail: string) => send(upTo({ procedure: 'replace' }, 'request-replacement'), { addressed: { to: { name: 'x', mail }, cc: [] } })[0]?.locale
    expect([to(SECOND.mail.toUpperCase()), to(FIRST.mail), to('nobody@example.com')]).toEqual(['en', 'ja', 'ja'])
  })
  test('needs no unit: it goes where it was addressed', () => {
    const [mail] = send(upTo({ procedure: 'replace' }, 'request-replacement'), {}, null)
    expect(mail).toMatchObject({ to: FIRST, replyTo: null, facts: { displayName: 'gyoumu_a', caller: { team: null, phone: null } } })
  })
})

describe('a reminder', () => {
  test('by a person goes to the same receiver and copies', () => {
    expect(mailsAfter(asked(), remind(0))).toMatchObject([{ to: FIRST, cc: [TEAM], facts: { kind: 'reminder', percent: 0 } }])
  })
  test('that was told by telephone is no mail', () => expect(mailsAfter(asked(), remind(0, '山田'))).toEqual([]))
  test('at 100 % goes to the receiver, and to the team', () => {
    const play = upTo({ procedure: 'replace' }, 'request-replacement')
    send(play, { addressed: { to: FIRST, cc: [] } })
    expect(mailsAfter(play, remind(100), machine)).toMatchObject([{ to: FIRST, cc: [TEAM], facts: { percent: 100 } }])
  })
  test('at 150 % asks the next contact who has an address, in his language; the first one and the team learn of it', () => {
    expect(askedNext(asked())).toMatchObject([{ to: SECOND, cc: [FIRST, TEAM], locale: 'en', facts: { percent: 150, sentAt: expect.any(Number), promisedAt: null } }])
  })
  test('at 150 % goes to the same one where nobody is left', () => {
    const play = upTo({ procedure: 'replace' }, 'request-replacement')
    send(play, { addressed: { to: SECOND, cc: [] } })
    expect(mailsAfter(play, remind(150), machine)).toMatchObject([{ to: SECOND, cc: [TEAM] }])
  })
  test('of a request without an address tells the team, with the page and without a link, that the time is over', () => {
    const play = upTo({ procedure: 'replace' }, 'request-replacement')
    send(play, { addressed: { to: null, cc: [TEAM] } })
    const nobody = { ...unit, contacts: unit.contacts.filter(({ role }) => role !== 'resourceManager') }
    for (const percent of [100, 150])
      expect(mailsAfter(play, remind(percent), machine, nobody)).toMatchObject([{ to: TEAM, cc: [], requestNo: 'R-2026-0012-5', facts: { kind: 'overdue', percent, path: '/recoveries/R-2026-0012/legs/1/steps/6' } }])
    const silent = { ...nobody, contacts: [] }
    const other = upTo({ procedure: 'replace' }, 'request-replacement')
    send(other, { addressed: { to: null, cc: [] } })
    expect(mailsAfter(other, remind(100), machine, silent), 'who is nowhere to be reached').toEqual([])
  })
  test('says what was promised', () => {
    const play = asked()
    play.do({ type: 'accept', leg: 1, request: 'request-replacement', promisedAt: play.at + 60_000 }, manager)
    expect(mailsAfter(play, remind(100), machine)[0]?.facts).toMatchObject({ promisedAt: expect.any(Number) })
  })
})

describe('an answer', () => {
  const answered = (onBehalf = false) => {
    const play = asked()
    return { play, mails: mailsAfter(play, requestIntent(play, 'answerReport', 'request-replacement', onBehalf), onBehalf ? builder : manager) }
  }
  test('is told to the team, with the page of its step', () => {
    expect(answered().mails).toMatchObject([{ to: TEAM, cc: [], facts: { kind: 'answered', by: '山田 次郎', version: 1, path: '/recoveries/R-2026-0012/legs/1/steps/6' } }])
  })
  test('that the team entered itself is no news', () => expect(answered(true).mails).toEqual([]))
  test('that is corrected is told again, with its version', () => {
    const { play } = answered()
    expect(mailsAfter(play, requestIntent(play, 'answerReport', 'request-replacement'), manager)).toMatchObject([{ facts: { kind: 'answered', version: 2 } }])
  })
  test('that is sent back is told to its receiver, with the reason', () => {
    const { play } = answered()
    expect(mailsAfter(play, requestIntent(play, 'sendBack', 'request-replacement'))).toMatchObject([{ to: FIRST, facts: { kind: 'sentBack', reason: '理由', details } }])
  })
  test('is told to nobody where the team has no address', () => {
    const play = asked()
    const silent = { ...unit, contacts: unit.contacts.filter(({ role }) => role !== 'driverTeam') }
    expect(mailsAfter(play, requestIntent(play, 'answerReport', 'request-replacement'), manager, silent)).toEqual([])
  })
})

describe('whoever was asked when others did not answer', () => {
  const sent = (play: Play, intent: Intent, actor: Actor = builder) => mailsAfter(play, intent, actor).map(({ to, cc, facts }) => [facts.kind, [to, ...cc].map(({ name }) => name)])
  const both = [FIRST.name, SECOND.name, TEAM.name]

  test('is named in the history', () => {
    const play = asked()
    askedNext(play)
    expect(play.events.at(-1)).toMatchObject({ type: 'HandoffReminded', v: 2, body: { percent: 150, to: SECOND } })
  })
  test('learns of an answer that goes back, of the same request again, and that it is taken back', () => {
    const play = asked()
    askedNext(play)
    play.do(requestIntent(play, 'answerReport', 'request-replacement'), manager)
    expect(sent(play, requestIntent(play, 'sendBack', 'request-replacement'))).toEqual([['sentBack', both]])
    expect(sent(play, remind(0))).toEqual([['reminder', both]])
    expect(sent(play, requestIntent(play, 'recall', 'request-replacement'))).toEqual([['recalled', both]])
  })
  test('learns of the end', () => {
    const play = asked()
    askedNext(play)
    expect(sent(play, { type: 'stop', reason: '誤報' })).toEqual([['recalled', both], ['ended', [TEAM.name, FIRST.name, SECOND.name]]])
  })
  test('is written to alone where the first one had no address, and nobody where nobody has one', () => {
    const play = upTo({ procedure: 'replace' }, 'request-replacement')
    send(play, { addressed: { to: null, cc: [TEAM] } })
    expect(toRemind({ leg: 1, request: 'request-replacement', percent: 150, countsFrom: 0 }, play.state, null)).not.toHaveProperty('to')
    askedNext(play)
    expect(sent(play, requestIntent(play, 'recall', 'request-replacement'))).toEqual([['recalled', [FIRST.name, TEAM.name]]])
  })
})

describe('what is over', () => {
  test('a request that is taken back is told to its receiver', () => {
    const play = asked()
    expect(mailsAfter(play, requestIntent(play, 'recall', 'request-replacement'))).toMatchObject([{ to: FIRST, cc: [TEAM], facts: { kind: 'recalled', reason: '理由', requestNo: 'R-2026-0012-5' } }])
  })
  test('an unknown outcome is told to everybody of the team who has an address, for the first one may be away', () => {
    const team = unit.contacts.filter(({ role }) => role === 'driverTeam')
    const deputies = [{ ...team[0]!, name: '次席', mail: 'deputy@example.com', order: 2 }, { ...team[0]!, name: '電話だけ', mail: null, order: 3 }, { ...team[0]!, name: '課', mail: 'section@example.com', order: 4 }]
    const play = upTo({ procedure: 'replace' }, 'detach')
    const attempt = play.press()
    play.launch(attempt)
    expect(mailsAfter(play, { type: 'lost', ...play.here(attempt), why: 'lost' }, machine, { ...unit, contacts: [...deputies, ...unit.contacts] }))
      .toMatchObject([{ to: TEAM, cc: [{ mail: 'deputy@example.com' }, { mail: 'section@example.com' }], facts: { kind: 'unknown' } }])
  })
  test('an unknown outcome is told to the team, with command and step', () => {
    const play = upTo({ procedure: 'replace' }, 'detach')
    const attempt = play.press()
    play.launch(attempt)
    const mails = mailsAfter(play, { type: 'lost', ...play.here(attempt), why: 'lost' }, machine)
    expect(mails).toMatchObject([{ to: TEAM, leg: null, request: null, facts: { kind: 'unknown', stepNo: 4, command: 'detach', path: '/recoveries/R-2026-0012/legs/1/steps/4' } }])
  })
  test('a recovery that is stopped takes back what is open, and is told once to everybody who was asked', () => {
    const mails = mailsAfter(asked(), { type: 'stop', reason: '誤報' })
    expect(mails).toMatchObject([{ facts: { kind: 'recalled' } }, { to: TEAM, cc: [FIRST], facts: { kind: 'ended', how: 'stopped', by: '佐藤 花子', reason: '誤報', serviceRestoredAt: null, path: '/recoveries/R-2026-0012/report' } }])
  })
  test('a recovery that is completed says when the service was back', () => {
    const play = asked()
    play.do(requestIntent(play, 'answerReport', 'request-replacement'), manager)
    goTo(play, 'transfer-data')
    play.act('skip', { reason: '不要' })
    const at = play.at
    play.do({ type: 'restoreService', restored: true, at, by: '佐藤', reason: null })
    expect(mailsAfter(play, { type: 'end', openData: null, informed: [], summary: null })).toMatchObject([{ to: TEAM, cc: [FIRST], facts: { kind: 'ended', how: 'completed', serviceRestoredAt: at } }])
  })
  test('where the team has no address, who was asked learns of the end all the same', () => {
    const mails = mailsAfter(asked(), { type: 'stop', reason: '誤報' }, builder, null)
    expect(mails.at(-1)).toMatchObject({ to: FIRST, cc: [TEAM], facts: { kind: 'ended' } })
  })
})

describe('every history', () => {
  const moves = fc.array(fc.record({ kind: fc.nat(19), pick: fc.nat(1000), who: fc.nat(20), wild: fc.boolean(), works: fc.boolean() }), { minLength: 20, maxLength: 120 })
  const host = fc.constantFrom('Shirube.Example.COM', '127.0.0.1', 'host:3000', '[::1]', '日本', '')

  test('gives one mail an event at most, each with a Message-ID of its own that is plain, and every one can be written', () => {
    const kinds = new Set<string>()
    fc.assert(fc.property(moves, host, (played, name) => {
      const play = new Play({ procedure: 'replace' })
      for (const move of played) playMove(play, move)
      const mails = mailsOfHistory(play.events, name)
      expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length)
      for (const { messageId, facts, locale, replyTo } of mails) {
        kinds.add(facts.kind)
        expect(messageId).toMatch(/^<[a-z0-9-]+(\.[a-z0-9-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)*>$/)
        expect(writeMail(facts, { locale, baseUrl: 'https://shirube.example.com', timeZone: 'Asia/Tokyo', link: null, replyTo }).subject).not.toBe('')
      }
    }), { numRuns: 100 })
    expect([...kinds]).toEqual(expect.arrayContaining(['request', 'answered']))
  })
  test('gives the same Message-ID to the same event each time', () => {
    const ids = () => mailsOfHistory(asked().events).map(({ messageId }) => messageId)
    expect(ids()).toEqual(ids())
    expect(ids()[0]).toBe('<r-2026-0012.2.request@shirube.example.com>')
  })
})
