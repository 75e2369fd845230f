import { beforeEach, describe, expect, test } from 'vitest'
import type { PostedForm } from './forms'
import { sato, tanaka } from './testing/people'
import { form, startForm, useStage } from './testing/stage'

const stage = useStage()
const { begin, manager, time } = stage

describe('starting', () => {
  test('begins with what was shown, and leads to the first step', async () => {
    const answer = await stage.acts.start(sato, startForm())
    expect(answer).toMatchObject({ ok: true, recoveryId: 'R-2026-0001', next: '/recoveries/R-2026-0001/legs/1/steps/1' })
    expect(await stage.pages.recovery(sato, 'R-2026-0001')).toMatchObject({ ok: true, value: { procedure: 'reuse', driver: { isViewer: true }, failed: { hypervisorName: 'vm-gyoumu-a-01' } } })
  })

  test('a second recovery on the same server is refused, with its number and its driver', async () => {
    const id = await begin()
    expect(await stage.acts.start(tanaka, startForm())).toMatchObject({ ok: false, refusals: [{ code: 'serverInRecovery', values: { recovery: id, name: '佐藤 花子' } }] })
  })

  test('the same press twice begins one recovery', async () => {
    const pressed = startForm()
    const [first, second] = await Promise.all([stage.acts.start(sato, pressed), stage.acts.start(sato, pressed)])
    expect(first).toMatchObject({ ok: true })
    expect(second).toEqual(first)
    expect(await stage.deps.store.open()).toHaveLength(1)
  })

  test('with a silent manager a server can be named by hand', async () => {
    manager.isSilent = true
    const id = await begin({ namedByHand: 'yes', serviceIp: '１９２．１６８．２．１０１' })
    expect(await stage.pages.recovery(sato, id)).toMatchObject({ ok: true, value: { failed: { serviceIp: '192.168.2.101' } } })
    expect(await stage.pages.targets(sato)).toMatchObject({ ok: true, value: { units: [{ servers: [], reading: { complete: false } }] } })
  })

  test('a unit that does not exist, a missing reason and a bad address are named at their fields', async () => {
    expect(await stage.acts.start(sato, startForm({ unit: 'nosuch' }))).toMatchObject({ ok: false, refusals: [{ code: 'unitUnknown', field: 'unit' }] })
    expect(await stage.acts.start(sato, startForm({ reason: ' ', server: '192.168.1' }))).toMatchObject({
      ok: false, refusals: expect.arrayContaining([expect.objectContaining({ code: 'reasonMissing', field: 'reason' }), expect.objectContaining({ code: 'addressNotIpv4', field: 'server' })]),
    })
  })

  test('wizard pages keep what was typed, refused or not', async () => {
    expect(await stage.acts.saveStartPage(sato, 'target', form({ choice: 'mgr01/gyoumu_a/192.168.1.101' }))).toMatchObject({ ok: true, next: '/recoveries/new/facts' })
    expect(await stage.acts.saveStartPage(sato, 'facts', form({ detectedAt: 'いつか', detectedBy: '監視' }))).toMatchObject({ ok: false, refusals: [{ code: 'timeUnreadable', field: 'detectedAt' }] })
    expect(await stage.pages.draft(sato, 'start')).toMatchObject({ ok: true, value: { values: { server: ['192.168.1.101'], detectedAt: ['いつか'], namedByHand: [''] } } })
  })

  describe('what was answered in the wizard', () => {
    const choose = (server: string) => stage.acts.saveStartPage(sato, 'target', form({ choice: `mgr01/gyoumu_a/${server}` }))
    const values = async (): Promise<PostedForm> => {
      const draft = await stage.pages.draft(sato, 'start')
      return draft.ok ? (draft.value?.values ?? {}) : {}
    }
    beforeEach(async () => {
      await choose('192.168.1.101')
      await stage.acts.saveStartPage(sato, 'facts', form({ detectedAt: '03:00', detectedBy: '監視', incident: 'INC-1' }))
      await stage.acts.saveStartPage(sato, 'usable', form({ usable: 'no', reason: 'ディスクの障害' }))
    })

    test('stays where the same server is chosen again', async () => {
      await choose('192.168.1.101')
      expect(await values()).toMatchObject({ detectedAt: ['03:00'], incident: ['INC-1'], usable: ['no'], reason: ['ディスクの障害'] })
    })

    test('is asked anew about another server, listed or named by hand', async () => {
      await choose('192.168.1.102')
      expect(Object.keys(await values())).toEqual(expect.not.arrayContaining(['detectedAt', 'detectedBy', 'incident', 'usable', 'reason']))
      await stage.acts.saveStartPage(sato, 'facts', form({ detectedAt: '03:00', detectedBy: '監視', incident: 'INC-1' }))
      await stage.acts.saveStartPage(sato, 'target', form({ choice: 'byHand', connectionId: 'mgr01', unit: 'gyoumu_b', server: '192.168.1.102' }))
      expect(await values()).toMatchObject({ unit: ['gyoumu_b'], namedByHand: ['yes'] })
      expect(await values()).not.toHaveProperty('incident')
    })

    test('is forgotten after four hours; a page that was left open keeps its server and what stands on it', async () => {
      time.now += 4 * 3_600_000 + 1
      expect(await values()).toEqual({})
      await stage.acts.saveStartPage(sato, 'facts', form({ detectedAt: '07:00', detectedBy: '利用者' }))
      expect(await values()).toMatchObject({ server: ['192.168.1.101'], detectedAt: ['07:00'] })
      expect(await values()).not.toHaveProperty('usable')
      time.now += 4 * 3_600_000 + 1
      await choose('192.168.1.101')
      expect(await values()).not.toHaveProperty('detectedAt')
    })
  })
})
