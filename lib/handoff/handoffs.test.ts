// What people and machines do with links, over the real stores and use cases: nothing happens by it but what the link is for.
import { afterEach, describe, expect, test } from 'vitest'
import type { RecoveryEvent } from '@/lib/recovery/events'
import { builder } from '@/lib/recovery/testing/play'
import { createActs } from '@/lib/recoveries/acts/create-acts'
import type { PostedForm } from '@/lib/recoveries/forms'
import { A_DAY_MAX, ASK_AGAIN_MS } from './ask-new-link'
import { GUESSES_MAX } from './guess-limit'
import { createHandoffs } from './handoffs'
import { GOOD_FOR_MS } from './links'
import { by, codes, COLLECTED, drawn, mori, openStage, press, REPORT, REQUEST, shown, takahashi, yamada, type Fields, type Stage } from './testing/stage'

const HOUR_MS = 3_600_000
const COLLECT_NO = 'R-2026-0012-1'
const REPORT_NO = 'R-2026-0012-5'
const NONE = 'A'.repeat(43)

const stages: Stage[] = []
afterEach(async () => { for (const stage of stages.splice(0)) await stage.database.dispose() })

/** Step 1 waits for its answer; the link to it. */
async function collecting() {
  const stage = await openStage('collect-data')
  stages.push(stage)
  return { ...stage, token: await stage.linkTo('collect-data', COLLECT_NO) }
}
/** Step 5 was sent by its form, due in an hour; the link of its mail. */
async function replacing(fields: Fields = {}) {
  const stage = await openStage('request-replacement')
  stages.push(stage)
  const dueAt = stage.time.now + HOUR_MS
  await stage.drive('request-replacement', 'sendRequest', { ...REQUEST, dueAt: minute(dueAt), ...fields })
  return { ...stage, dueAt: Math.floor(dueAt / 60_000) * 60_000, token: await stage.linkTo('request-replacement', REPORT_NO) }
}
/** In the site's zone, as a form posts it. */
const minute = (at: number): string => new Date(at + 9 * HOUR_MS).toISOString().slice(0, 16)

describe('opening', () => {
  test('changes nothing, however often, by whomever and whatever opens it', async () => {
    const { handoffs, token, events, links, outbox, id, reached } = await replacing()
    const everything = async () => JSON.stringify([await events(), await links.ofRequest(id, REPORT_NO), await outbox.ofRecovery(id)])
    const before = await everything()
    for (const visit of [by(null), by(null, { purpose: 'prefetch' }), by(yamada), by(takahashi), by(builder)]) for (let times = 0; times < 5; times += 1) await handoffs.open(token, visit)
    expect(await everything()).toBe(before)
    expect(reached).toEqual([])
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'open' })
  })

  test('shows who asks for what, why and by when, to whom it was sent, and the form', async () => {
    const { handoffs, token, dueAt } = await replacing()
    const { view, caller, asked, form: rows } = await shown(handoffs, token)
    expect(view.request).toMatchObject({ key: 'request-replacement', no: REPORT_NO, dueAt, details: { impact: '3台中1台が停止', placementWish: '障害のあったホストを避ける' } })
    expect(view.recovery.failed).toMatchObject({ id: '192.168.1.101', hypervisorName: 'vm-gyoumu-a-01' })
    expect(caller).toEqual({ name: builder.name, team: '運用一課', phone: '03-0000-0105' })
    expect(asked[0]).toBe('リソース管理 当番')
    expect(view.acts).toEqual(['acceptRequest', 'promise', 'beginRequest', 'answerReport'])
    expect(rows.find(({ term }) => term === '承認')?.value).toBe('緊急のため事後承認')
  })

  test('shows the holder of a link nothing of the recovery but this request', async () => {
    const { handoffs, token, onRecovery } = await replacing()
    await onRecovery('note', { text: '内輪の話', leg: '', step: '' })
    const seen = JSON.stringify(await handoffs.open(token, by(null)))
    for (const secret of ['INC-1', 'u-sato', 'u-yamada', '192.168.1.102', '内輪の話', 'nas01', '調査の結果', 'mgr01', 'rm@example.com']) expect(seen).not.toContain(secret)
  })

  test('where the site wants people to sign in, shows who is not nothing but that there is a request', async () => {
    const { handoffs, token, site } = await replacing()
    site.linkAlone = false
    expect(await handoffs.open(token, by(null))).toEqual({ shows: 'signIn', locale: 'ja' })
    expect(await handoffs.csv(token, by(null))).toMatchObject({ ok: false, error: { code: 'signedOut' } })
    expect(await handoffs.actorOf(token, by(null), 'see')).toMatchObject({ ok: false, error: { code: 'signedOut' } })
    expect(await shown(handoffs, token, by(yamada))).toMatchObject({ standing: { is: 'open' }, href: '/recoveries/R-2026-0012/legs/1/steps/6' })
  })

  test('forwarded to somebody without the role: refused in words, and nothing is recorded', async () => {
    const { handoffs, token, site, events } = await replacing()
    const page = await shown(handoffs, token, by(yamada))
    site.linkAlone = false
    const before = await events()
    for (const viewer of [takahashi, builder, { ...takahashi, roles: [] as const }]) {
      expect(await handoffs.open(token, by(viewer))).toEqual({ shows: 'notYours', locale: 'ja', name: viewer.name })
      expect(codes(await handoffs.act(token, by(viewer), drawn(page, 'answerReport', REPORT)))).toEqual(['notYourRole'])
    }
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerReport', REPORT)))).toEqual(['signedOut'])
    expect(await events()).toEqual(before)
  })
})

describe('who acts', () => {
  test('a signed-in resource manager is himself, whatever the site lets links do', async () => {
    for (const linkAlone of [true, false]) {
      const { handoffs, token, site, events } = await collecting()
      site.linkAlone = linkAlone
      expect(await press(handoffs, token, 'answerCollect', COLLECTED, by(yamada))).toMatchObject({ ok: true, next: `/h/${token}` })
      expect((await events()).at(-1)).toMatchObject({ type: 'HandoffAnswered', actorId: 'yamada', actorName: '山田 太郎' })
    }
  })

  test('with the link alone it is the receiver of that link, who accepts, promises, begins and answers', async () => {
    const { handoffs, token, events, links } = await replacing()
    for (const [act, fields] of [['acceptRequest', { promisedAt: '' }], ['promise', { awaitingApproval: 'yes' }], ['beginRequest', {}], ['answerReport', REPORT]] as const)
      expect([act, codes(await press(handoffs, token, act, fields))]).toEqual([act, []])
    const [link] = await links.ofRequest('R-2026-0012', REPORT_NO)
    const done = (await events()).slice(-5)
    expect(done.map(({ type }) => type)).toEqual(['HandoffAccepted', 'HandoffPromised', 'HandoffStarted', 'ReplacementReported', 'HandoffAnswered'])
    for (const event of done) expect(event).toMatchObject({ actorId: `link:${link?.id}`, actorName: 'リソース管理 当番' })
  })

  test('in a team the first one takes it on; the others see who, and may still answer', async () => {
    const { handoffs, token } = await replacing()
    expect(codes(await press(handoffs, token, 'acceptRequest', {}, by(yamada)))).toEqual([])
    const page = await shown(handoffs, token, by(mori))
    expect(page.view.request?.acceptedBy?.name).toBe('山田 太郎')
    expect(page.view.acts).not.toContain('acceptRequest')
    expect(codes(await handoffs.act(token, by(mori), drawn(page, 'acceptRequest')))).toEqual(['notOffered'])
    expect(codes(await handoffs.act(token, by(mori), drawn(page, 'answerReport', REPORT)))).toEqual([])
  })
})

describe('what a form names', () => {
  test('another recovery, step, request or act, named once or beside the own one: turned away before the use case', async () => {
    const { handoffs, token, events, reached } = await replacing()
    const page = await shown(handoffs, token)
    const own = drawn(page, 'answerReport', REPORT)
    const before = await events()
    const changed: readonly PostedForm[] = [
      { recoveryId: ['R-2026-0099'] }, { leg: ['2'] }, { leg: ['01'] }, { step: ['collect-data'] }, { step: ['request-replacement'] }, { step: ['detach'] },
      { recoveryId: ['R-2026-0012', 'R-2026-0099'] }, { act: ['answerReport', 'recall'] }, { act: [] }, { recoveryId: [] },
      { enteredForWho: ['山田'], enteredForHow: ['phone'], readBack: ['yes'] },
      ...['answerCollect', 'answerTransfer', 'run', 'confirm', 'recall', 'sendBack', 'sendRequest', 'sendAgain', 'toldIt', 'shutLinks', 'reopen', 'readAgain', 'goOnWithout', 'explode'].map((act) => ({ act: [act] })),
    ]
    for (const change of changed) for (const viewer of [null, yamada]) expect([change, codes(await handoffs.act(token, by(viewer), { ...own, ...change }))]).toEqual([change, ['notAllowed']])
    expect([await events(), reached]).toEqual([before, []])
  })

  test('a form of one link is refused by another one', async () => {
    const { handoffs, token, linkTo } = await replacing()
    const other = await linkTo('collect-data', COLLECT_NO)
    expect(codes(await handoffs.act(other, by(null), drawn(await shown(handoffs, token), 'answerReport', REPORT)))).toEqual(['notAllowed'])
  })

  test('what is wrong in it is said beside its field, and nothing is recorded', async () => {
    const { handoffs, token, events } = await replacing()
    const before = await events()
    expect(await press(handoffs, token, 'answerReport', { ...REPORT, identifier: '192.168.1' })).toMatchObject({ ok: false, refusals: [{ code: 'addressNotIpv4', field: 'identifier' }] })
    expect(await press(handoffs, token, 'answerReport', { ...REPORT, identifier: '192.168.1.102' })).toMatchObject({ ok: false, refusals: [{ code: 'addressInUnit', field: 'identifier' }] })
    expect(await events()).toEqual(before)
  })
})

describe('answering twice', () => {
  test('the second answer is a correction, a version of its own, and the link shows the answer meanwhile', async () => {
    const { handoffs, token, events } = await replacing()
    await press(handoffs, token, 'answerReport', REPORT)
    const sent = await shown(handoffs, token)
    expect(sent.standing).toMatchObject({ is: 'answered', answer: { by: 'リソース管理 当番', version: 1 }, mayCorrect: true })
    expect(sent.view.context.report?.replacement.id).toBe('192.168.1.110')
    expect(codes(await press(handoffs, token, 'answerReport', { ...REPORT, identifier: '192.168.1.111' }))).toEqual([])
    expect((await events()).at(-1)).toMatchObject({ type: 'HandoffCorrected', body: { version: 2 } })
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'answered', answer: { version: 2 } })
  })

  test('the same press twice is one answer', async () => {
    const { handoffs, token, events } = await collecting()
    const posted = drawn(await shown(handoffs, token), 'answerCollect', COLLECTED)
    const [one, other] = await Promise.all([handoffs.act(token, by(null), posted), handoffs.act(token, by(null), posted)])
    expect([one, other]).toEqual([{ ok: true, recoveryId: 'R-2026-0012', next: `/h/${token}` }, one])
    expect((await events()).filter(({ type }) => type.startsWith('HandoffAnswered') || type === 'HandoffCorrected')).toHaveLength(1)
  })

  test('an answered request is not accepted, promised or begun any more', async () => {
    const { handoffs, token } = await replacing()
    const page = await shown(handoffs, token)
    await press(handoffs, token, 'answerReport', REPORT)
    for (const act of ['acceptRequest', 'promise', 'beginRequest']) expect(await handoffs.act(token, by(null), drawn(page, act))).toMatchObject({ ok: false, refusals: [{ code: 'linkUsed', values: { name: 'リソース管理 当番' } }] })
  })

  test('once the command that uses the values was asked for, no correction is taken, and the page says so', async () => {
    const stage = await openStage('attach')
    stages.push(stage)
    const token = await stage.linkTo('request-replacement', REPORT_NO)
    const before = await shown(stage.handoffs, token)
    expect(before.standing).toMatchObject({ is: 'answered', mayCorrect: true })
    expect(await stage.handoffs.actorOf(token, by(null), 'answer')).toMatchObject({ ok: true, value: { recoveryId: stage.id, leg: 1, request: 'request-replacement' } })
    stage.time.now += 1_000
    const reading = await stage.deps.readings.read('mgr01', 'gyoumu_a')
    await stage.deps.readings.drawn(reading)
    await stage.drive('attach', 'run', { factsId: reading.id })
    expect(codes(await stage.handoffs.act(token, by(null), drawn(before, 'answerReport', REPORT)))).toEqual(['valuesAlreadyUsed'])
    const after = await shown(stage.handoffs, token)
    expect(after.standing).toMatchObject({ is: 'answered', mayCorrect: false })
    expect(after.view.acts).toEqual([])
    expect(await stage.handoffs.actorOf(token, by(null), 'answer')).toMatchObject({ ok: false, error: { code: 'requestNotOpen' } })
    expect(await stage.handoffs.actorOf(token, by(null), 'see')).toMatchObject({ ok: true })
  })

  test('an answer that was sent back is asked for again by the same link, with the reason', async () => {
    const { handoffs, token, drive } = await replacing()
    await press(handoffs, token, 'answerReport', REPORT)
    await drive('clone-and-report', 'sendBack', { reason: '電源をONにしてください' })
    const page = await shown(handoffs, token)
    expect(page.standing).toMatchObject({ is: 'open' })
    expect(page.view.request).toMatchObject({ status: 'sentBack', sentBackReason: '電源をONにしてください' })
    expect(codes(await press(handoffs, token, 'answerReport', { ...REPORT, power: 'on' }))).toEqual([])
  })
})

describe('a link that is over', () => {
  test('from 72 hours after the due time on: nothing is recorded, the page says until when it was good', async () => {
    const { handoffs, token, time, dueAt, events } = await replacing()
    const page = await shown(handoffs, token)
    time.now = dueAt + GOOD_FOR_MS - 1
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'open', goodUntil: dueAt + GOOD_FOR_MS })
    time.now = dueAt + GOOD_FOR_MS
    const before = await events()
    expect(await handoffs.act(token, by(null), drawn(page, 'answerReport', REPORT))).toMatchObject({ ok: false, refusals: [{ code: 'linkOld', values: { time: dueAt + GOOD_FOR_MS } }] })
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'old', at: dueAt + GOOD_FOR_MS }, about: { caller: { phone: '03-0000-0105' } }, newLink: { asked: null } })
    expect(await events()).toEqual(before)
  })

  test('a hold extends what was sent long before it, while it lasts and by its length', async () => {
    const { handoffs, token, time, dueAt, onRecovery } = await replacing()
    time.now = dueAt
    await onRecovery('hold', { category: 'parts', reason: '部品待ち' })
    time.now = dueAt + 10 * GOOD_FOR_MS
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'open', isHeld: true })
    await onRecovery('resume')
    time.now += GOOD_FOR_MS - 1
    expect(codes(await press(handoffs, token, 'acceptRequest'))).toEqual([])
    time.now += 1
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'old' } })
  })

  test('shut by the driver: refused in words, said by whom, and no new one is sent', async () => {
    const { handoffs, token, drive, events } = await replacing()
    const page = await shown(handoffs, token)
    await drive('clone-and-report', 'shutLinks')
    const before = await events()
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerReport', REPORT)))).toEqual(['linkRevoked'])
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'revoked', by: builder.name }, newLink: null })
    expect(codes(await handoffs.askNewLink(token, by(null)))).toEqual(['linkRevoked'])
    expect(await handoffs.actorOf(token, by(yamada), 'answer')).toMatchObject({ ok: false, error: { code: 'linkRevoked' } })
    expect(await events()).toEqual(before)
  })

  test('of a recalled request: nothing is to be done, with the reason; and the request that took its place is not answered by it', async () => {
    const { handoffs, token, drive, linkTo } = await replacing()
    const page = await shown(handoffs, token)
    await drive('clone-and-report', 'recall', { reason: '予備機を使う' })
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'recalled', reason: '予備機を使う' } })
    await drive('request-replacement', 'sendRequest', REQUEST)
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerReport', REPORT)))).toEqual(['requestNotOpen'])
    expect(codes(await press(handoffs, await linkTo('request-replacement', `${REPORT_NO}.2`), 'answerReport', REPORT))).toEqual([])
  })

  test('of an answered request that was sent once more: shows its own receipt, and neither answers the new one nor tells what was answered to it', async () => {
    const { handoffs, token, drive, linkTo, events } = await replacing()
    await press(handoffs, token, 'answerReport', REPORT)
    const page = await shown(handoffs, token)
    await drive('request-replacement', 'reopen', { reason: '別のテンプレートにする' })
    await drive('request-replacement', 'sendRequest', REQUEST)
    const before = await events()
    for (const act of ['answerReport', 'acceptRequest']) expect([act, codes(await handoffs.act(token, by(yamada), drawn(page, act, REPORT)))]).toEqual([act, ['requestNotOpen']])
    expect(await events()).toEqual(before)
    await press(handoffs, await linkTo('request-replacement', `${REPORT_NO}.2`), 'answerReport', { ...REPORT, identifier: '192.168.1.120' })
    const old = await shown(handoffs, token)
    expect(old).toMatchObject({ standing: { is: 'answered', mayCorrect: false, answer: { version: 1 } }, view: { acts: [], request: { no: REPORT_NO }, context: { report: null } } })
    expect(JSON.stringify(old)).not.toContain('192.168.1.120')
  })

  test('tells nobody who is not signed in who asked, where the site wants that', async () => {
    const { handoffs, token, site, drive } = await replacing()
    await press(handoffs, token, 'answerReport', REPORT, by(yamada))
    await drive('clone-and-report', 'shutLinks')
    site.linkAlone = false
    const seen = await handoffs.open(token, by(null))
    expect(seen).toMatchObject({ shows: 'over', about: null })
    for (const secret of [builder.name, '山田', REPORT_NO, '03-']) expect(JSON.stringify(seen)).not.toContain(secret)
  })
})

describe('after the end of the recovery', () => {
  test('an answer by a link that is still good is kept with the record, and changes no step', async () => {
    const { handoffs, token, onRecovery, events, deps } = await collecting()
    await onRecovery('stop', { reason: '誤報' })
    const page = await shown(handoffs, token)
    expect(page).toMatchObject({ standing: { is: 'ended', mayAnswer: true, answer: null }, view: { acts: ['answerCollect'] } })
    const steps = (await deps.store.projection('R-2026-0012'))?.stepsDone
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerCollect', COLLECTED)))).toEqual([])
    expect((await events()).slice(-2).map(({ type }) => type)).toEqual(['DataCollected', 'HandoffAnswered'])
    expect(await deps.store.projection('R-2026-0012')).toMatchObject({ status: 'stopped', stepsDone: steps })
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'acceptRequest', { key: 'another' })))).toEqual(['recoveryEnded'])
  })

  test('by one that is over nothing is kept', async () => {
    const { handoffs, token, onRecovery, time, events } = await collecting()
    const page = await shown(handoffs, token)
    await onRecovery('stop', { reason: '誤報' })
    time.now += 2 * GOOD_FOR_MS
    const before = await events()
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerCollect', COLLECTED)))).toEqual(['recoveryEnded'])
    expect(await handoffs.open(token, by(null))).toMatchObject({ shows: 'over', standing: { is: 'ended' }, newLink: null })
    expect(await events()).toEqual(before)
  })
})

describe('guessing', () => {
  test('an unknown token opens nothing and does nothing; after too many in a minute one is told to wait; a good link is never locked out', async () => {
    const { handoffs, token, time } = await replacing()
    const page = await shown(handoffs, token)
    for (let guesses = 0; guesses < GUESSES_MAX; guesses += 1) expect(await handoffs.open(`${guesses}`.padStart(43, 'x'), by(null))).toEqual({ shows: 'unknown', locale: null })
    expect(await handoffs.open(NONE, by(null))).toEqual({ shows: 'tooManyGuesses', locale: null })
    expect(codes(await handoffs.act(NONE, by(yamada), drawn(page, 'answerReport', REPORT)))).toEqual(['tooManyGuesses'])
    expect(codes(await handoffs.askNewLink(NONE, by(null)))).toEqual(['tooManyGuesses'])
    expect((await shown(handoffs, token)).standing).toMatchObject({ is: 'open' })
    expect(codes(await press(handoffs, token, 'acceptRequest'))).toEqual([])
    time.now += 60_000
    expect(codes(await handoffs.act(NONE, by(yamada), drawn(page, 'answerReport', REPORT)))).toEqual(['linkUnknown'])
  })

  test('is counted by address where a proxy in front tells it', async () => {
    const { handoffDeps } = await replacing()
    const handoffs = createHandoffs({ ...handoffDeps, trustedProxyHeader: 'x-real-ip' })
    const from = (address: string) => by(null, { 'x-real-ip': address })
    for (let guesses = 0; guesses <= GUESSES_MAX; guesses += 1) await handoffs.open(NONE, from('203.0.113.7'))
    expect(await handoffs.open(NONE, from('203.0.113.7'))).toMatchObject({ shows: 'tooManyGuesses' })
    expect(await handoffs.open(NONE, from('203.0.113.8'))).toMatchObject({ shows: 'unknown' })
  })

  test('a link to a request that no history knows is none', async () => {
    const { handoffs, linkTo } = await replacing()
    expect(await handoffs.open(await linkTo('request-replacement', 'R-2026-0012-5.7'), by(null))).toEqual({ shows: 'unknown', locale: null })
  })
})

describe('asking for a new link', () => {
  const newLinks = async ({ outbox, id }: Pick<Stage, 'outbox' | 'id'>) => (await outbox.ofRecovery(id)).filter(({ facts }) => facts.kind === 'newLink')
  async function old() {
    const stage = await replacing()
    stage.time.now = stage.dueAt + GOOD_FOR_MS
    return stage
  }

  test('sends one to the very receiver of the old one, says so on its page, and wakes the courier', async () => {
    const stage = await old()
    const woken = stage.woken.mails
    expect(await stage.handoffs.askNewLink(stage.token, by(null))).toEqual({ ok: true, recoveryId: stage.id, next: `/h/${stage.token}` })
    const [mail, ...more] = await newLinks(stage)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: { mail: 'rm@example.com' }, cc: [], requestNo: REPORT_NO, status: 'queued', facts: { kind: 'newLink', requestNo: REPORT_NO, details: { impact: '3台中1台が停止' }, at: stage.time.now } })
    expect(mail?.messageId).toMatch(/^<[0-9a-f-]+@shirube\.example\.com>$/)
    expect(stage.woken.mails).toBe(woken + 1)
    expect(await stage.handoffs.open(stage.token, by(null))).toMatchObject({ newLink: { asked: { at: stage.time.now, state: 'waiting' } } })
  })

  test('a new link is good for 72 hours of its own, the old one stays old', async () => {
    const stage = await old()
    const fresh = await stage.linkTo('request-replacement', REPORT_NO)
    expect((await shown(stage.handoffs, fresh)).standing).toMatchObject({ is: 'open', goodUntil: stage.time.now + GOOD_FOR_MS })
    expect(codes(await press(stage.handoffs, fresh, 'answerReport', REPORT))).toEqual([])
    expect(await stage.handoffs.open(stage.token, by(null))).toMatchObject({ standing: { is: 'old', answer: { by: 'リソース管理 当番' } } })
  })

  test('is refused while the link is good, and once the recovery has ended', async () => {
    const stage = await replacing()
    expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual(['notOffered'])
    await stage.onRecovery('stop', { reason: '誤報' })
    stage.time.now = stage.dueAt + GOOD_FOR_MS
    expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual(['recoveryEnded'])
    expect(await newLinks(stage)).toEqual([])
  })

  test('once in ten minutes, also after a restart, by several links of one receiver, and of two presses at once', async () => {
    const stage = await old()
    await Promise.all([stage.handoffs.askNewLink(stage.token, by(null)), stage.handoffs.askNewLink(stage.token, by(null))])
    expect(await newLinks(stage)).toHaveLength(1)
    const restarted = createHandoffs(stage.handoffDeps)
    const asked = stage.time.now
    stage.time.now += ASK_AGAIN_MS - 1
    expect(await restarted.askNewLink(stage.token, by(null))).toMatchObject({ ok: false, refusals: [{ code: 'linkAskedLately', values: { time: asked + ASK_AGAIN_MS } }] })
    stage.time.now += 1
    expect(codes(await restarted.askNewLink(stage.token, by(null)))).toEqual([])
    expect(await newLinks(stage)).toHaveLength(2)
  })

  test('five times in a day for one request', async () => {
    const stage = await old()
    const first = stage.time.now
    for (let times = 0; times < A_DAY_MAX; times += 1) {
      expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual([])
      stage.time.now += ASK_AGAIN_MS
    }
    expect(await stage.handoffs.askNewLink(stage.token, by(null))).toMatchObject({ ok: false, refusals: [{ code: 'linkAskedLately', values: { time: first + 24 * HOUR_MS } }] })
    stage.time.now = first + 24 * HOUR_MS
    expect(codes(await stage.handoffs.askNewLink(stage.token, by(null)))).toEqual([])
  })
})

describe('the request as a form', () => {
  test('has its fields in the order of such forms, opens in a spreadsheet, and computes nothing there', async () => {
    const { handoffs, token, handoffDeps } = await replacing({ impact: '=HYPERLINK("http://evil.example")', placementWish: '-1' })
    const saved = await handoffs.csv(token, by(null))
    const text = saved.ok ? saved.value.text : ''
    expect(saved).toMatchObject({ ok: true, value: { fileName: `${REPORT_NO}.csv` } })
    expect(text.startsWith('\uFEFF"項目","内容"\r\n')).toBe(true)
    expect(text).toContain('"緊急度と業務への影響","\'=HYPERLINK(""http://evil.example"")"')
    expect(text).toContain('"配置の希望","\'-1"')
    expect(text.split('\r\n').map((line) => /^\uFEFF?"([^"]*)"/.exec(line)?.[1]).filter(Boolean)).toEqual([
      '項目', '依頼番号', '依頼した時刻', '依頼者', '依頼者の所属', '依頼者の電話', '承認', '承認者', '承認番号', '区分', '緊急度と業務への影響', '回答の期限', 'システム名', '管理ユニット',
      '返却 仮想サーバ名（ハイパーバイザ上の名前）', '返却 仮想サーバ識別子（管理用IPアドレス）', '返却 業務用IPアドレス', '返却後の取り扱い', 'テンプレートの名前と版', 'OSと仮想化の種類', 'ネットワーク', 'IPアドレスの希望', '配置の希望',
      '台数', '報告してほしい項目', '宛先', '写し', '添付', '伝えること',
    ])
    expect(await handoffs.csvOf(takahashi, { recoveryId: 'R-2026-0012', no: REPORT_NO }, 'en')).toMatchObject({ ok: true, value: { text: expect.stringContaining('"Request number","R-2026-0012-5"') } })
    expect(await handoffs.csvOf({ ...takahashi, roles: [] }, { recoveryId: 'R-2026-0012', no: REPORT_NO }, 'ja')).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await createHandoffs(handoffDeps).csvOf(yamada, { recoveryId: 'R-2026-0012', no: 'R-2026-0012-9' }, 'ja')).toMatchObject({ ok: false, error: { code: 'notFound' } })
  })
})

describe('a history that cannot be read wholly', () => {
  test('is told, and takes no act', async () => {
    const { handoffs, handoffDeps, deps, token } = await replacing()
    const page = await shown(handoffs, token)
    const { store } = handoffDeps
    const damagedFrom = (seq: number) => {
      const events = async (id: string) => (await store.events(id))?.map((event) => (event.seq === seq ? ({ ...event, body: {}, damaged: true } as unknown as RecoveryEvent) : event)) ?? null
      return createHandoffs({ ...handoffDeps, store: { ...store, events }, onStep: createActs({ ...deps, store: { ...store, events } }).onStep })
    }
    const last = (await store.projection('R-2026-0012'))?.seq ?? 0
    await press(handoffs, token, 'acceptRequest')
    for (const seq of [last + 1, 1]) {
      expect(await damagedFrom(seq).open(token, by(null))).toMatchObject({ shows: 'refused', refusal: { code: 'recordDamaged' } })
      expect(codes(await damagedFrom(seq).act(token, by(null), drawn(page, 'answerReport', REPORT)))).toEqual(['recordDamaged'])
    }
  })
})

test('the data of step 1 is shown by the link that asks for its hand-over, and to hand it over again once it was received is refused', async () => {
  const stage = await openStage('transfer-data')
  stages.push(stage)
  await stage.drive('transfer-data', 'askTransfer', { message: 'お願いします' })
  const token = await stage.linkTo('transfer-data', 'R-2026-0012-13')
  const page = await shown(stage.handoffs, token)
  expect(page.view.context.collected?.items).toMatchObject([{ what: 'ログ', where: 'nas01' }])
  expect(page.form.find(({ term }) => term === '1件目')?.value).toBe('ログ / nas01')
  expect(codes(await stage.handoffs.act(token, by(null), drawn(page, 'answerTransfer', { where: 'sftp' })))).toEqual([])
  await stage.drive('transfer-data', 'receiveTransfer', { comparedBy: '佐藤' })
  expect(codes(await press(stage.handoffs, token, 'answerTransfer', { where: 'nas02' }))).toEqual(['alreadyAnswered'])
  expect((await shown(stage.handoffs, token)).standing).toMatchObject({ is: 'answered', mayCorrect: false })
})
