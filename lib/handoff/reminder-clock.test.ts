// What the clock of reminders counts, from the act to the mail: over the real stores and use cases.
import { describe, expect, test } from 'vitest'
import { remindersDue } from '@/lib/notify/reminders'
import { writeMail } from '@/lib/notify/write-mail'
import { perform } from '@/lib/recoveries/perform'
import { SYSTEM } from '@/lib/recoveries/system-actor'
import { ok } from '@/lib/std/result'
import { HOUR_MS, minute, REPORT_NO, useRequests } from './testing/requests'
import { press, REPORT, REQUEST, shown, type Stage } from './testing/stage'

const { opened, replacing } = useRequests()
/** The unit's settings: by when an answer is wanted. */
const USUAL_MS = HOUR_MS / 2

const due = async ({ deps, time }: Stage) => remindersDue(await deps.store.open(), time.now).map(({ reminder }) => reminder)
const percents = async (stage: Stage) => (await due(stage)).map(({ percent }) => percent)
/** As the process does that looks at the clock. */
async function look(stage: Stage): Promise<void> {
  for (const reminder of await due(stage)) await perform(stage.deps, SYSTEM, { recoveryId: stage.id, build: () => ok({ type: 'remind', ...reminder, how: 'mail', told: null }) })
}
const reminded = async ({ events }: Stage) => (await events()).flatMap((event) => (event.type === 'HandoffReminded' ? [event.body.percent] : []))
const wordsOf = async ({ outbox, id }: Stage, kind: string) => {
  const mail = (await outbox.ofRecovery(id)).findLast(({ facts }) => facts.kind === kind)
  if (!mail) throw new Error(`there is a mail ${kind}`)
  return writeMail(mail.facts, { locale: 'ja', baseUrl: 'https://shirube.example.com', timeZone: 'Asia/Tokyo', link: null, replyTo: null })
}
const requestOf = async ({ handoffs, linkTo }: Stage) => (await shown(handoffs, await linkTo('request-replacement', REPORT_NO))).view.request

describe('an answer that is sent back', () => {
  /** Promised, answered, and two hours after the due time sent back. */
  async function sentBack(fields: Readonly<Record<string, string>> = {}) {
    const stage = await replacing()
    await press(stage.handoffs, stage.token, 'acceptRequest', { promisedAt: minute(stage.dueAt + HOUR_MS) })
    await press(stage.handoffs, stage.token, 'answerReport', REPORT)
    stage.time.now = stage.dueAt + 2 * HOUR_MS
    await stage.drive('clone-and-report', 'sendBack', { reason: '利用資料を添えてください', ...fields })
    return stage
  }

  test('begins a new time: nobody is reminded of the one that is over, and what was promised for the first answer is not expected of the second', async () => {
    const stage = await sentBack()
    expect(await due(stage)).toEqual([])
    expect(await requestOf(stage)).toMatchObject({ status: 'sentBack', promisedAt: null, dueAt: stage.time.now + USUAL_MS })
    stage.time.now += 1.5 * USUAL_MS
    expect(await percents(stage)).toEqual([150])
  })
  test('carries the new due time in subject and body, never the one that is over', async () => {
    const told = (at: number) => minute(at).slice(-5)
    const [given, usual] = [await sentBack(), await sentBack()]
    const newAt = given.time.now + 2 * HOUR_MS
    given.time.now += 60_000
    await press(given.handoffs, await given.linkTo('request-replacement', REPORT_NO), 'answerReport', REPORT)
    await given.drive('clone-and-report', 'sendBack', { reason: '電源の状態を直してください', dueAt: minute(newAt) })
    for (const [stage, at] of [[given, newAt], [usual, usual.time.now + USUAL_MS]] as const) {
      const { subject, text } = await wordsOf(stage, 'sentBack')
      expect(subject).toContain(told(at))
      expect(text).toContain(told(at))
      expect(`${subject}${text}`).not.toContain(told(stage.dueAt))
    }
  })
  test('because its step is opened again is wanted by a new time as well', async () => {
    const stage = await replacing()
    await press(stage.handoffs, stage.token, 'answerReport', REPORT)
    stage.time.now = stage.dueAt + 2 * HOUR_MS
    await stage.drive('clone-and-report', 'reopen', { reason: '別のサーバが返ってきた' })
    expect(await requestOf(stage)).toMatchObject({ status: 'sentBack', dueAt: stage.time.now + USUAL_MS })
    expect(await due(stage)).toEqual([])
  })
  test('before the due time leaves it as it was', async () => {
    const stage = await replacing()
    await press(stage.handoffs, stage.token, 'answerReport', REPORT)
    await stage.drive('clone-and-report', 'sendBack', { reason: '利用資料を添えてください' })
    expect(await requestOf(stage)).toMatchObject({ dueAt: stage.dueAt })
  })
  test('where no time is set at all, the links that go out are good from then on', async () => {
    const stage = await replacing()
    const unit = await stage.sites.unit('mgr01', 'gyoumu_a')
    if (unit) await stage.sites.saveUnit({ ...unit, requestDueMinutes: null })
    await press(stage.handoffs, stage.token, 'answerReport', REPORT)
    stage.time.now = stage.dueAt + 2 * HOUR_MS
    await stage.drive('clone-and-report', 'sendBack', { reason: '利用資料を添えてください' })
    expect((await shown(stage.handoffs, stage.token)).standing).toMatchObject({ goodUntil: stage.time.now + 72 * HOUR_MS })
    expect((await wordsOf(stage, 'sentBack')).subject).toContain('至急')
  })
})

test('after a rest the time goes on where it stood', async () => {
  const stage = await replacing()
  await stage.onRecovery('hold', { category: 'parts', reason: '部品待ち' })
  stage.time.now += 72 * HOUR_MS
  await stage.onRecovery('resume')
  expect(await due(stage)).toEqual([])
  stage.time.now = stage.dueAt + 72 * HOUR_MS
  expect(await percents(stage)).toEqual([100])
})

describe('what is promised after a reminder', () => {
  test('is reminded of on its own, at both percentages', async () => {
    const stage = await replacing()
    stage.time.now = stage.dueAt + HOUR_MS
    await look(stage)
    const promisedAt = stage.time.now + 2 * HOUR_MS
    await press(stage.handoffs, stage.token, 'acceptRequest', { promisedAt: minute(promisedAt) })
    expect(await due(stage)).toEqual([])
    for (const later of [2 * HOUR_MS, 3 * HOUR_MS, 4 * HOUR_MS]) {
      stage.time.now = stage.dueAt + HOUR_MS + later
      await look(stage)
    }
    expect(await reminded(stage)).toEqual([150, 100, 150])
  })
  test('and given up again lets the due time count as it did', async () => {
    const stage = await replacing()
    stage.time.now = stage.dueAt + HOUR_MS / 4
    await look(stage)
    await press(stage.handoffs, stage.token, 'acceptRequest', { promisedAt: minute(stage.time.now + HOUR_MS) })
    stage.time.now += HOUR_MS / 2
    await press(stage.handoffs, stage.token, 'promise', { awaitingApproval: 'yes' })
    await look(stage)
    expect(await reminded(stage)).toEqual([100, 150])
  })
  test('meanwhile is not reminded of for the time before it', async () => {
    const stage = await replacing()
    stage.time.now = stage.dueAt + HOUR_MS
    const seen = await due(stage)
    await press(stage.handoffs, stage.token, 'acceptRequest', { promisedAt: minute(stage.time.now + HOUR_MS) })
    for (const reminder of seen) await perform(stage.deps, SYSTEM, { recoveryId: stage.id, build: () => ok({ type: 'remind', ...reminder, how: 'mail', told: null }) })
    expect(await reminded(stage)).toEqual([])
  })
})

describe('a time that is over', () => {
  const refusalAt = (field: string) => ({ ok: false, refusals: [{ code: 'timeInPast', field }] })
  test('is not promised: the field says so', async () => {
    const { handoffs, token, time } = await replacing()
    expect(await press(handoffs, token, 'acceptRequest', { promisedAt: minute(time.now - HOUR_MS) })).toMatchObject(refusalAt('promisedAt'))
    await press(handoffs, token, 'acceptRequest', { promisedAt: minute(time.now) })
    expect(await press(handoffs, token, 'promise', { promisedAt: minute(time.now - HOUR_MS) })).toMatchObject(refusalAt('promisedAt'))
  })
  test('is not asked for', async () => {
    const { drive, time } = await opened('request-replacement')
    await expect(drive('request-replacement', 'sendRequest', { ...REQUEST, dueAt: minute(time.now - HOUR_MS) })).rejects.toThrow(/timeInPast.*dueAt/)
  })
})
