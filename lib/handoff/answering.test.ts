// What people do by links, over the real stores and use cases: nothing but what the link is for.
import { describe, expect, test } from 'vitest'
import type { PostedForm } from '@/lib/recoveries/forms'
import { GOOD_FOR_MS } from './links'
import { COLLECT_NO, REPORT_NO, useRequests } from './testing/requests'
import { by, codes, COLLECTED, drawn, HANDLER, mori, press, REPORT, shown, yamada } from './testing/stage'

const { collecting, opened, replacing } = useRequests()

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
    const { handoffs, token, events } = await replacing()
    for (const [act, fields] of [['acceptRequest', { promisedAt: '' }], ['promise', { awaitingApproval: 'yes' }], ['beginRequest', {}], ['answerReport', REPORT]] as const)
      expect([act, codes(await press(handoffs, token, act, fields))]).toEqual([act, []])
    const done = (await events()).slice(-5)
    expect(done.map(({ type }) => type)).toEqual(['HandoffAccepted', 'HandoffPromised', 'HandoffStarted', 'ReplacementReported', 'HandoffAnswered'])
    for (const event of done) expect(event).toMatchObject({ actorId: expect.stringMatching(/^link:R-2026-0012-5:[0-9a-f]{16}$/), actorName: 'リソース管理 当番' })
  })

  test('in a team the first one takes it on; the others see who, and may still answer', async () => {
    const { handoffs, token } = await replacing()
    expect(codes(await press(handoffs, token, 'acceptRequest', {}, by(yamada)))).toEqual([])
    const page = await shown(handoffs, token, by(mori))
    expect(page.view.request?.acceptedBy?.name).toBe('山田 太郎')
    expect(page.view.acts).not.toContain('acceptRequest')
    expect(codes(await handoffs.act(token, by(mori), drawn(page, 'acceptRequest')))).toEqual(['alreadyAccepted'])
    expect(codes(await handoffs.act(token, by(mori), drawn(page, 'answerReport', REPORT)))).toEqual([])
  })

  test('in a shared mailbox it is the same: who of them took it on stands there by name, and answers by another name', async () => {
    const { handoffs, token, linkTo, events, time } = await replacing()
    const second = await shown(handoffs, token)
    expect(second.view.handler).toBe('')
    const at = time.now
    expect(codes(await press(handoffs, token, 'acceptRequest', { handledBy: HANDLER }))).toEqual([])
    time.now += 60_000
    expect(await handoffs.act(token, by(null), drawn(second, 'acceptRequest', { handledBy: '井上' }))).toMatchObject({ ok: false, refusals: [{ code: 'alreadyAccepted', values: { name: HANDLER, time: at } }] })
    const page = await shown(handoffs, await linkTo('request-replacement', REPORT_NO))
    expect([page.view.request?.acceptedBy?.name, page.view.handler]).toEqual([HANDLER, HANDLER])
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerReport', { ...REPORT, handledBy: '' })))).toEqual(['valueMissing'])
    expect(codes(await handoffs.act(token, by(null), drawn(page, 'answerReport', { ...REPORT, handledBy: '井上' })))).toEqual([])
    expect((await events()).at(-1)).toMatchObject({ type: 'HandoffAnswered', actorName: 'リソース管理 当番', body: { handledBy: '井上' } })
    expect((await shown(handoffs, token)).standing).toMatchObject({ answer: { by: '井上' } })
  })

  test('a signed-in resource manager is not asked for his name, nor taken for the one of the mailbox', async () => {
    const { handoffs, token } = await replacing()
    await press(handoffs, token, 'acceptRequest', {}, by(yamada))
    expect((await shown(handoffs, token, by(mori))).view.handler).toBeNull()
    expect((await shown(handoffs, token)).view).toMatchObject({ handler: '', request: { acceptedBy: { name: '山田 太郎' } } })
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
    expect(sent.standing).toMatchObject({ is: 'answered', answer: { by: HANDLER, version: 1 }, mayCorrect: true })
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
    for (const act of ['acceptRequest', 'promise', 'beginRequest']) expect(await handoffs.act(token, by(null), drawn(page, act))).toMatchObject({ ok: false, refusals: [{ code: 'linkUsed', values: { name: HANDLER } }] })
  })

  test('once the command that uses the values was asked for, no correction is taken, and the page says so', async () => {
    const stage = await opened('attach')
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

test('the data of step 1 is shown by the link that asks for its hand-over, and to hand it over again once it was received is refused', async () => {
  const stage = await opened('transfer-data')
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
