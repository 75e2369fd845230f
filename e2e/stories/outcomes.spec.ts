import { FAILED } from '../fixtures/example'
import type { Person } from '../fixtures/person'
import { expect, test } from '../fixtures/test'
import { afterDetach, atDetach, atUnmark, toAttach } from '../fixtures/quick'
import { atStep, detach, expectState, goToStep, openStep, REPORT, run } from '../fixtures/walk'

const CORRECTED = '192.168.1.111'

const clearMark = ({ site }: Person) =>
  site.world.edit((world) => ({ ...world, units: world.units.map((unit) => ({ ...unit, servers: unit.servers.map((server) => ({ ...server, mark: null })) })) }))

test('what changed since the page was drawn is shown, and nothing is run until a person decides anew', async ({ enter, site }) => {
  const builder = await enter('builder')
  await atUnmark(builder)
  await site.world.edit((world) => ({
    ...world,
    units: world.units.map((unit) => ({ ...unit, servers: unit.servers.map((server) => (server.mark ? { ...server, mark: { ...server.mark, comment: '保守業者が交換中（鈴木）' } } : server)) })),
  }))
  await builder.send('run')
  const declined = builder.page.locator('[data-notice=declined]')
  await expect(declined).toContainText(builder.t('run.declined.drift'))
  await expect(declined).toContainText('保守業者が交換中（鈴木）')
  expect(site.world.launches('unmark')).toBe(0)
  await run(builder, 'done', 'runAgain')
  expect(site.world.launches('unmark')).toBe(1)
})

test('a unit in use is no failure: the step stays ready and is run again by a press', async ({ enter, site }) => {
  const builder = await enter('builder', { locale: 'en' })
  await atUnmark(builder)
  await site.world.scenario('unmark', { kind: 'busy' })
  await builder.send('run')
  await expect(builder.page.locator('[data-result=busy]')).toContainText(builder.t('run.said.busy'))
  await expectState(builder, 'ready')
  await run(builder, 'done', 'runAgain')
})

test('a command that says yes and does nothing needs attention', async ({ enter, site }) => {
  const builder = await enter('builder')
  await atUnmark(builder)
  await site.world.scenario('unmark', { kind: 'lie' })
  await builder.send('run')
  await expect(builder.page.locator('[data-verifying]')).toBeVisible()
  await builder.send('endWaiting')
  await expectState(builder, 'attention')
  const result = builder.page.locator('[data-result]')
  await expect(result).toContainText(builder.t('run.said.normal'))
  await expect(result).toContainText(builder.t('run.seen.marked'))
  await expect(builder.page).toHaveTitle(builder.titleOfOne(builder.t('common.title.attention', { title: '' })))
})

test('detach that says yes while the server is still listed is not run again by itself, nor called done', async ({ enter, site }) => {
  const builder = await enter('builder')
  const manager = await enter('manager')
  await atDetach(builder, manager)
  await site.world.scenario('detach', { kind: 'lie' })
  await detach(builder, FAILED, 'attention')
  await expect(builder.page.locator('[data-result]')).toContainText(builder.t('run.said.normal'))
  expect(site.world.launches('detach')).toBe(1)
})

test('exit 64 with nothing changed is a failure, with the output and the ways out', async ({ enter, site }) => {
  const builder = await enter('builder')
  await atUnmark(builder)
  await site.world.scenario('unmark', { kind: 'abnormal' })
  await run(builder, 'failed')
  await expect(builder.page).toHaveTitle(builder.titleOfOne(builder.t('common.title.failed', { title: '' })))
  await expect(builder.page.locator('[data-result]')).toContainText(builder.t('run.said.abnormal'))
  for (const act of ['runAgain', 'enterAfterwards', 'goOnWithout', 'hold', 'switch', 'stop']) await expect(builder.page.locator(`[data-exits] [data-act=${act}]`)).toBeVisible()
  await run(builder, 'done', 'runAgain')
})

test('a warning with the target state reached is done, with its warning', async ({ enter, site }) => {
  const builder = await enter('builder')
  await atUnmark(builder)
  await site.world.scenario('unmark', { kind: 'warning' })
  await run(builder, 'doneWarn')
})

test.describe('an unknown outcome', () => {
  /** The command is running when everything that attends it at the management server dies. */
  const loseTrack = async (builder: Person): Promise<string> => {
    const id = await atUnmark(builder)
    await builder.site.world.scenario('unmark', { kind: 'hang' })
    await builder.send('run')
    await expect.poll(() => builder.site.world.launches('unmark')).toBe(1)
    await builder.site.killJob('unmark')
    await expectState(builder, 'unknown')
    return id
  }

  test('offers three ways out and no other', async ({ enter }) => {
    const builder = await enter('builder')
    await loseTrack(builder)
    const acts = builder.page.locator('[data-exits] [data-act]')
    expect(await acts.evaluateAll((items) => items.map((item) => item.getAttribute('data-act')))).toEqual(['checkNow', 'itHappened', 'itDidNot'])
    await expect(builder.page).toHaveTitle(builder.titleOfOne(builder.t('common.title.unknown', { title: '' })))
  })

  test('is settled by a person who looked and found that it happened', async ({ enter, site }) => {
    const builder = await enter('builder')
    const id = await loseTrack(builder)
    await clearMark(builder)
    await builder.send('checkNow')
    await expect(builder.submit(builder.form('checkNow'))).toBeEnabled()
    await expectState(builder, 'unknown')
    await expect(builder.page.getByRole('main')).toContainText(builder.t('run.seen.unmarked'))
    const settle = builder.form('itHappened')
    // A page that was just drawn anew folds again what was unfolded a moment before.
    await expect(async () => {
      await builder.reveal(settle)
      await settle.locator('[name=note]').fill('status を見た。マークはない', { timeout: 1_000 })
    }).toPass()
    await builder.submit(settle).click()
    await atStep(builder, 5)
    await openStep(builder, id, 4)
    await expectState(builder, 'done')
    expect(site.world.launches('unmark')).toBe(1)
  })

  test('is run again only after a person found that it did not happen', async ({ enter, site }) => {
    const builder = await enter('builder')
    await loseTrack(builder)
    await builder.send('itDidNot', { note: 'status を見た。マークが残っている' })
    await expectState(builder, 'ready')
    await run(builder, 'done', 'runAgain')
    expect(site.world.launches('unmark')).toBe(2)
  })
})

test('a state that changed while the recovery was on hold is shown when it is taken up again', async ({ enter }) => {
  const builder = await enter('builder')
  const id = await atUnmark(builder)
  await builder.goTo(`/recoveries/${id}/hold`)
  await builder.send('hold', { category: 'parts', reason: '交換部品を待つ' })
  await openStep(builder, id, 4)
  await expect(builder.form('run')).toHaveCount(0)
  await expect(builder.page.getByRole('main')).toContainText('交換部品を待つ')
  await clearMark(builder)
  await builder.goTo(`/recoveries/${id}/hold`)
  await builder.send('resume')
  await openStep(builder, id, 4)
  await expect(builder.page.locator('#main')).toContainText(/障害マーク/)
  await builder.send('notNeeded')
  await atStep(builder, 5)
})

test('reuse turns into replace, and back before anything is unregistered; nothing recorded is lost', async ({ enter, site }) => {
  const builder = await enter('builder')
  const id = await atUnmark(builder)
  await builder.goTo(`/recoveries/${id}/switch`)
  await builder.send('switch', { reason: 'ディスクを修復できない' })
  await atStep(builder, 1, 2)
  await expectState(builder, 'waiting')
  await builder.goTo(`/recoveries/${id}/switch`)
  await builder.send('switch', { reason: '保守業者がディスクを復元した' })
  await atStep(builder, 1, 3)
  await openStep(builder, id, 2)
  await expectState(builder, 'done')
  await builder.goTo(`/recoveries/${id}/timeline`)
  for (const reason of ['ディスクを修復できない', '保守業者がディスクを復元した']) await expect(builder.page.getByRole('main')).toContainText(reason)
  expect(site.world.allLaunches()).toEqual([])
})

test('after unregistering there is no way back to the old course, and the page says what there is instead', async ({ enter }) => {
  const builder = await enter('builder')
  const manager = await enter('manager')
  const id = await atDetach(builder, manager)
  await detach(builder, FAILED)
  await goToStep(builder, 5)
  await builder.goTo(`/recoveries/${id}/switch`)
  await expect(builder.form('switch')).toHaveCount(0)
  await expect(builder.page.getByRole('main')).toContainText(builder.t('control.switch.gone'))
})

test('a report that is corrected while its server is about to be registered shuts the confirmation and shows the new address', async ({ enter, site }) => {
  const builder = await enter('builder')
  const manager = await enter('manager')
  const id = await afterDetach(builder, manager)
  await toAttach(builder, manager, id)
  const confirmation = builder.page.locator('[data-light-confirm]')
  await confirmation.locator('> summary').click()
  await expect(confirmation).toHaveAttribute('open', '')
  await openStep(manager, id, 6)
  await manager.send('answerReport', { ...REPORT, identifier: CORRECTED })
  await expect(confirmation).toContainText(CORRECTED)
  await expect(confirmation).not.toHaveAttribute('open', '')
  expect(site.world.launches('attach')).toBe(0)
  await builder.send('run')
  await expect.poll(() => site.world.allLaunches().at(-1)?.argv.join(' ')).toContain(`attach -unit gyoumu_a -vs ${CORRECTED}`)
})

test('a mark that somebody leaves while the confirmation of clearing it stands open shuts it, and is read before it is cleared', async ({ enter, site }) => {
  const builder = await enter('builder')
  await atUnmark(builder)
  const confirmation = builder.page.locator('[data-light-confirm]')
  await confirmation.locator('> summary').click()
  await expect(confirmation).toHaveAttribute('open', '')
  await site.world.edit((world) => ({
    ...world,
    units: world.units.map((unit) => ({ ...unit, servers: unit.servers.map((server) => (server.mark ? { ...server, mark: { ...server.mark, comment: '保守業者が交換中（鈴木）' } } : server)) })),
  }))
  await expect(builder.page.locator('#cautions')).toContainText('保守業者が交換中（鈴木）')
  await expect(confirmation).not.toHaveAttribute('open', '')
  expect(site.world.launches('unmark')).toBe(0)
})
