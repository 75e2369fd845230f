import { describe, expect, test } from 'vitest'
import type { Actor, Intent } from '@/lib/recovery/intents'
import { requestIntent } from '@/lib/recovery/testing/moves'
import { builder, details, machine, manager, type Play, upTo } from '@/lib/recovery/testing/play'
import { isCalledFor } from './called-for'
import { mailsOf } from './mails-of'
import type { StoredMail } from './ports'
import { FIRST, TEAM, unit } from './testing/unit'

type Waiting = Pick<StoredMail, 'facts' | 'leg' | 'requestNo' | 'createdAt'>

/** The mail of an act, which nobody could send until now. */
function waiting(play: Play, intent: Intent, actor: Actor = builder): Waiting {
  const seqBefore = play.events.length
  const { events } = play.do(intent, actor)
  const [mail] = mailsOf({ after: play.state, events, unit, seqBefore, at: play.at, host: 'shirube.example.com', linkAlone: false, newId: () => 'mail' })
  if (!mail) throw new Error('the act calls for a mail')
  return { ...mail, createdAt: play.at }
}
const asked = () => {
  const play = upTo({ procedure: 'replace' }, 'request-replacement')
  return { play, request: waiting(play, { type: 'send', leg: 1, request: 'request-replacement', details, message: null, dueAt: play.at + 3_600_000, addressed: { to: FIRST, cc: [TEAM] } }) }
}
const remind = (percent: number): Intent => ({ type: 'remind', leg: 1, request: 'request-replacement', percent, how: 'mail', told: null })
const of = (play: Play, type: 'answerReport' | 'sendBack' | 'recall') => requestIntent(play, type, 'request-replacement')
const newLinkOf = ({ facts, ...mail }: Waiting): Waiting => ({ ...mail, facts: { ...facts, kind: 'newLink' } as StoredMail['facts'] })

describe('what asks for an answer', () => {
  const all = () => {
    const { play, request } = asked()
    return { play, mails: [request, waiting(play, remind(0)), waiting(play, remind(100), machine), newLinkOf(request)] }
  }
  const called = ({ play, mails }: ReturnType<typeof all>) => mails.map((mail) => isCalledFor(mail, play.state))

  test('is called for while nobody answered, whoever accepted it', () => {
    const waits = all()
    waits.play.do({ type: 'accept', leg: 1, request: 'request-replacement', promisedAt: null }, manager)
    expect(called(waits)).toEqual([true, true, true, true])
  })
  test.each([
    ['answered', (play: Play) => play.do(of(play, 'answerReport'), manager)],
    ['answered and sent back, which a mail of its own says', (play: Play) => {
      play.do(of(play, 'answerReport'), manager)
      play.do(of(play, 'sendBack'))
    }],
    ['taken back', (play: Play) => play.do(of(play, 'recall'))],
    ['of a recovery that ended', (play: Play) => play.do({ type: 'stop', reason: '誤報' })],
  ])('is not once it was %s', (_, happened) => {
    const waits = all()
    happened(waits.play)
    expect(called(waits)).toEqual([false, false, false, false])
  })
  test('by the machine is not once another time was promised: the one that it says was missed is not expected any more', () => {
    const waits = all()
    waits.play.do({ type: 'promise', leg: 1, request: 'request-replacement', promisedAt: waits.play.at + 60_000, awaitingApproval: false }, manager)
    expect(called(waits)).toEqual([true, true, false, true])
  })
  test('is called for where the history does not show its request: better twice than not at all', () => {
    const { play, request } = asked()
    expect(isCalledFor({ ...request, requestNo: 'R-2026-0012-99' }, play.state)).toBe(true)
  })
})

test('the word to the team that a time is over is not called for once there is an answer', () => {
  const play = upTo({ procedure: 'replace' }, 'request-replacement')
  play.do({ type: 'send', leg: 1, request: 'request-replacement', details, message: null, dueAt: play.at + 3_600_000, addressed: { to: null, cc: [] } })
  const overdue = waiting(play, remind(100), machine)
  expect([overdue.facts.kind, isCalledFor(overdue, play.state)]).toEqual(['overdue', true])
  play.do(of(play, 'answerReport'), manager)
  expect(isCalledFor(overdue, play.state)).toBe(false)
})

describe('an answer sent back', () => {
  test('is told while its correction is missing, and not after it came, nor once it was sent back for another reason', () => {
    const { play } = asked()
    play.do(of(play, 'answerReport'), manager)
    const sentBack = waiting(play, of(play, 'sendBack'))
    expect(isCalledFor(sentBack, play.state)).toBe(true)
    play.do(of(play, 'answerReport'), manager)
    expect(isCalledFor(sentBack, play.state)).toBe(false)
    play.do({ ...of(play, 'sendBack'), reason: '別の理由' } as Intent)
    expect(isCalledFor(sentBack, play.state)).toBe(false)
  })
})

test('what only tells something stays true, however late it comes', () => {
  const { play } = asked()
  const answered = waiting(play, of(play, 'answerReport'), manager)
  play.do(of(play, 'sendBack'))
  const recalled = waiting(play, of(play, 'recall'))
  const { events } = play.do({ type: 'stop', reason: '誤報' })
  expect(events).not.toEqual([])
  expect([answered, recalled].map((mail) => isCalledFor(mail, play.state))).toEqual([true, true])
})
