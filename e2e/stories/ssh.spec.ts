import { FAILED, NEW, NEW_SERVICE_IP } from '../fixtures/example'
import { connectOverSsh, type Cable } from '../fixtures/over-ssh'
import type { Person } from '../fixtures/person'
import { checkRow } from '../fixtures/settings'
import { expect, test } from '../fixtures/test'
import { toAttach } from '../fixtures/quick'
import { detach, expectState, finish, goToStep, reachDetach, startNew, stepPath } from '../fixtures/walk'

/** Lines at a pace that leaves time to pull a cable. */
const SLOW = { kind: 'slow', lines: 60, everyMs: 100 } as const

test('over ssh the failed server is replaced, and a cable that is pulled in the middle of attach loses nothing and repeats nothing', async ({ enter, site }) => {
  const administrator = await enter('administrator')
  const cable = await connectOverSsh(administrator)
  try {
    for (const check of ['hostKey', 'login', 'script', 'program', 'status'] as const) await expect(checkRow(administrator, check)).toContainText(administrator.t('settings.severity.ok'))
    const builder = await enter('builder')
    const manager = await enter('manager')
    const id = await reachDetach(builder, manager)
    await detach(builder, FAILED)
    await toAttach(builder, manager, id)
    await site.world.scenario('attach', SLOW)
    await builder.send('run')
    await expect.poll(() => site.world.launches('attach')).toBe(1)
    await pull(cable, builder)
    await expectState(builder, 'done')
    expect(site.world.launches('attach')).toBe(1)
    await goToStep(builder, 9)
    await startNew(builder)
    await goToStep(builder, 13)
    await builder.send('skip', { reason: '引き継ぐデータがない' })
    await builder.page.waitForURL((url) => url.pathname !== stepPath(id, 13))
    await finish(builder, id)
    expect(site.world.allLaunches().map(({ argv }) => argv.join(' '))).toEqual([
      `detach -unit gyoumu_a -vs ${FAILED}`, `attach -unit gyoumu_a -vs ${NEW} -serviceip ${NEW_SERVICE_IP}`, 'update -unit gyoumu_a', `start -unit gyoumu_a -vs ${NEW}`,
    ])
  } finally {
    await cable.close()
  }
})

/** Nobody answers for a while: the page says since when, and goes on calling the command running. */
async function pull(cable: Cable, builder: Person): Promise<void> {
  const told = builder.page.getByText(builder.t('run.band.noContact.body'))
  await cable.stop()
  await expect(told).toBeVisible()
  await expectState(builder, 'running')
  await cable.start()
  await expect(told).toHaveCount(0)
}
