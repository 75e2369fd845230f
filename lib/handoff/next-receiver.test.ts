// Whoever is asked because others did not answer: both know of each other, so that two people do not both clone.
import { expect, test } from 'vitest'
import { remindersDue, toRemind } from '@/lib/notify/reminders'
import { perform } from '@/lib/recoveries/perform'
import { SYSTEM } from '@/lib/recoveries/system-actor'
import { err, ok } from '@/lib/std/result'
import { HOUR_MS, useRequests } from './testing/requests'
import { RECEIVER, shown } from './testing/stage'

const { replacing } = useRequests()

test('stands on the page among those who were asked, and hears of all that follows', async () => {
  const stage = await replacing()
  const unit = await stage.sites.unit('mgr01', 'gyoumu_a')
  const first = unit?.contacts.find(({ role }) => role === 'resourceManager')
  if (!unit || !first) throw new Error('the stage has its unit')
  const asking = { ...unit, contacts: [...unit.contacts.filter(({ role }) => role !== 'resourceManager'), first, { ...first, order: first.order + 1, name: '渡辺', mail: 'deputy@example.com' }] }
  const before = (await shown(stage.handoffs, stage.token)).asked
  stage.time.now = stage.dueAt + HOUR_MS
  for (const { reminder } of remindersDue(await stage.deps.store.open(), stage.time.now))
    await perform(stage.deps, SYSTEM, { recoveryId: stage.id, build: (state) => (state ? ok(toRemind(reminder, state, asking)) : err([])) })
  expect((await shown(stage.handoffs, stage.token)).asked).toEqual([RECEIVER.name, '渡辺', ...before.slice(1)])
  stage.time.now += 60_000
  await stage.drive('clone-and-report', 'recall', { reason: '不要になりました' })
  stage.time.now += 60_000
  await stage.onRecovery('stop', { reason: '誤報' })
  const told = (await stage.outbox.ofRecovery(stage.id)).filter(({ to, cc }) => [to, ...cc].some(({ mail }) => mail === 'deputy@example.com')).map(({ facts }) => facts.kind)
  expect(told).toEqual(['reminder', 'recalled', 'ended'])
})
