import { FAILED, FAILED_MACHINE, NEW, NEW_SERVICE_IP } from '../fixtures/example'
import { connectOverSsh, type Cable } from '../fixtures/over-ssh'
import type { Person } from '../fixtures/person'
import { expect, test } from '../fixtures/test'
import { begin, cloneNew, confirmTo, detach, expectState, finish, goToStep, reachAttach, reachDetach, readAndConfirmTo, run, startNew, stepPath } from '../fixtures/walk'

/** Lines at a pace that leaves time to pull a cable. */
const SLOW = { kind: 'slow', lines: 60, everyMs: 100 } as const

const over = async (administrator: Person, story: (cable: Cable) => Promise<void>): Promise<void> => {
  const cable = await connectOverSsh(administrator)
  try {
    for (const check of ['name', 'port', 'hostKey', 'login', 'program', 'status'] as const)
      await expect(administrator.page.locator('#test').getByRole('row').filter({ has: administrator.page.getByRole('rowheader', { name: administrator.t(`checks.title.${check}`), exact: true }) })).toContainText(administrator.t('settings.severity.ok'))
    await story(cable)
  } finally {
    await cable.close()
  }
}

test('over ssh the failed server is kept: its mark is cleared on the management server behind sshd', async ({ enter, site }) => {
  await over(await enter('administrator'), async () => {
    const builder = await enter('builder')
    const id = await begin(builder, 'yes')
    await confirmTo(builder, 2, { host: 'hv01' })
    await site.world.act({ kind: 'repair', name: FAILED_MACHINE })
    await confirmTo(builder, 3, { what: '再起動した', by: '佐藤 花子' })
    await readAndConfirmTo(builder, 4)
    await run(builder)
    await goToStep(builder, 5)
    await run(builder)
    await finish(builder, id)
    expect(site.world.allLaunches().map(({ argv }) => argv.join(' '))).toEqual([`unmark -unit gyoumu_a -vs ${FAILED}`, `start -unit gyoumu_a -vs ${FAILED}`])
  })
})

test('over ssh the failed server is replaced, and a cable that is pulled in the middle of attach loses nothing and repeats nothing', async ({ enter, site }) => {
  await over(await enter('administrator'), async (cable) => {
    const builder = await enter('builder')
    const manager = await enter('manager')
    const id = await reachDetach(builder, manager)
    await detach(builder, FAILED)
    await goToStep(builder, 5)
    await cloneNew(manager)
    await reachAttach(builder, manager, id)
    await site.world.scenario('attach', SLOW)
    await builder.send('run')
    await expect.poll(() => site.world.launches('attach')).toBe(1)
    await cable.stop()
    await expect(builder.page.getByText(builder.t('run.band.noContact.body'))).toBeVisible()
    await expectState(builder, 'running')
    await cable.start()
    await expectState(builder, 'done')
    await expect(builder.page.getByText(builder.t('run.band.noContact.body'))).toHaveCount(0)
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
  })
})
