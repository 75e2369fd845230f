import { describe, expect, test } from 'vitest'
import { requestIntent } from '@/lib/recovery/testing/moves'
import { builder, details, goTo, machine, manager, otherBuilder, type Play, upTo } from '@/lib/recovery/testing/play'
import type { MailView } from '../dto'
import { NO_HANDOFF } from '../testing/no-handoff'
import { lostNews, newsThatHelps } from './lost-news'

const NO = 'R-2026-0012-5'
const mail = (over: Partial<MailView>): MailView => ({
  id: 'm', requestNo: null, kind: 'ended', toName: '山田', toMail: 'yamada@example.com', cc: [], lostCopies: [], status: 'refused', tries: 1, createdAt: 0, nextAt: 0, endedAt: 1, problem: null, isLost: true,
  mayHaveArrived: false, subject: 's', text: 't', ...over,
})
const recalled = mail({ kind: 'recalled', requestNo: NO })
const asked = (): Play => {
  const play = upTo({ procedure: 'replace' }, 'request-replacement')
  play.do({ type: 'send', leg: 1, request: 'request-replacement', details, message: null, dueAt: null })
  return play
}
const helps = (play: Play, news: MailView): boolean => newsThatHelps(play.state)?.(news) ?? false

describe('news that did not arrive', () => {
  test('that a request was taken back matters until it is asked for anew, under another number', () => {
    const play = asked()
    expect(newsThatHelps(play.state), 'nothing is looked up where there is no news').toBeNull()
    play.do(requestIntent(play, 'recall', 'request-replacement'))
    expect([helps(play, recalled), helps(play, mail({ kind: 'recalled', requestNo: 'R-2026-0012-1' }))]).toEqual([true, false])
    play.do({ type: 'send', leg: 1, request: 'request-replacement', details, message: null, dueAt: null })
    expect(helps(play, recalled)).toBe(false)
  })
  test('that an outcome is unknown matters until it is settled; what an earlier one said does not', () => {
    const play = upTo({ procedure: 'replace' }, 'detach')
    const attempt = play.press()
    const pressedAt = play.at
    play.launch(attempt)
    play.do({ type: 'lost', ...play.here(attempt), why: 'lost' }, machine)
    expect([helps(play, mail({ kind: 'unknown', createdAt: play.at })), helps(play, mail({ kind: 'unknown', createdAt: pressedAt - 1 }))]).toEqual([true, false])
    expect(helps(asked(), mail({ kind: 'unknown', createdAt: play.at }))).toBe(false)
  })
  test('that it is over matters from then on, and so does what was taken back by it', () => {
    const play = asked()
    expect(helps(play, mail({}))).toBe(false)
    play.do({ type: 'stop', reason: '誤報' })
    expect([helps(play, mail({})), helps(play, recalled)]).toEqual([true, true])
  })
  test('does not speak of requests that were answered', () => {
    const play = asked()
    play.do(requestIntent(play, 'answerReport', 'request-replacement'), manager)
    goTo(play, 'attach')
    expect(newsThatHelps(play.state)).toBeNull()
  })
  test('is shown to the driver alone, and only what was lost', async () => {
    const play = asked()
    play.do({ type: 'stop', reason: '誤報' })
    const handoff = { ...NO_HANDOFF, mails: async () => [mail({}), mail({ id: 'arrived', isLost: false }), mail({ id: 'asks', kind: 'request' })] }
    expect((await lostNews({ handoff }, play.state, builder)).map(({ id }) => id)).toEqual(['m'])
    expect(await lostNews({ handoff }, play.state, otherBuilder)).toEqual([])
  })
  test('is none where the site sends no mail at all, but for what was taken back: somebody may be at it', async () => {
    const play = asked()
    play.do({ type: 'stop', reason: '誤報' })
    const handoff = { ...NO_HANDOFF, mails: async () => [mail({ status: 'notSet' }), mail({ ...recalled, id: 'back', status: 'notSet' })] }
    expect((await lostNews({ handoff }, play.state, builder)).map(({ id }) => id)).toEqual(['back'])
  })
})
